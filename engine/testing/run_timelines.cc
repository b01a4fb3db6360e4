// Tested by tests/engine/testing/timeline_test.cc.
#include "engine/testing/run_timelines.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/testing/keys.h"
#include "engine/testing/partial_account.h"
#include "engine/testing/refusal_words.h"

namespace bellwether {
namespace {

using alerts::AlertAction;
using alerts::AlertEvent;
using alerts::AlertEventKind;

// What happened, whether that is held out, to which alert.
using Told = std::tuple<AlertEventKind, bool, std::string>;

// "raised a, resolved b"; "no alert".
std::string Words(std::vector<Told> told) {
  if (told.empty()) return "no alert";
  std::sort(told.begin(), told.end());
  std::vector<std::string> words;
  for (const auto& [kind, held_out, alert] : told) {
    words.push_back(absl::StrCat(held_out ? ToAbsl(kHeldOut) : AlertEventName(kind), " ", alert));
  }
  return absl::StrJoin(words, ", ");
}

const char* ActionName(AlertAction::Kind kind) {
  switch (kind) {
    case AlertAction::Kind::kSnooze:
      return "snooze";
    case AlertAction::Kind::kResolve:
      return "resolve";
    case AlertAction::Kind::kAcknowledge:
      break;
  }
  return "acknowledge";
}

}  // namespace

TimelineRunner::TimelineRunner(const Plan& plan, const Limits& limits, const TestOptions& options)
    : plan_(plan), limits_(limits), options_(options), held_out_(plan) {
  DiagnosticSink sink;  // a pack that loaded has no mistake in them
  conditions_ = alerts::AlertConditions::Read(plan, limits, sink);
}

CaseResult TimelineRunner::Run(const Timeline& timeline) {
  CaseResult result;
  result.name = timeline.name;
  result.span = timeline.span;
  previous_bands_.clear();
  held_out_ = alerts::HeldOutAlerts(plan_);
  alerts::AccountAlerts alerts(plan_);
  for (const TimelineDay& day : timeline.days) {
    if (!RunDay(timeline, day, alerts, result)) break;
    if (!options_.explain && !result.passed()) break;  // one is enough to fail
  }
  return result;
}

bool TimelineRunner::RunDay(const Timeline& timeline, const TimelineDay& day,
                            alerts::AccountAlerts& alerts, CaseResult& result) {
  Account account = day.account;
  if (account.previous_bands.empty()) account.previous_bands = previous_bands_;
  const BindOptions bind{day.as_of, /*report_unknown_signals=*/false, timeline.benchmark_set};
  std::vector<Violation> violations;
  const bool good = EvaluateAccount(plan_, account, bind, limits_, memory_, violations).ok();
  const std::string when = FormatMoment(day.as_of);
  if (!good || !conditions_) {
    const Span span = violations.empty() ? day.span : PlaceOf(day.fields, violations.front().path);
    result.failures.push_back({absl::StrCat(when, " account"), "an account that the pack accepts",
                               RefusalWords(violations), span});
    return false;
  }
  if (options_.observer != nullptr) {
    options_.observer->OnAccount(memory_.facts, memory_.evaluation);
  }
  const EvaluatedAccount known{plan_, account, memory_.facts, memory_.evaluation};
  KeepBands(known);
  conditions_->Look(known, holds_);
  events_.clear();
  alerts.Observe(memory_.facts.as_of, holds_, memory_.facts.zone, events_);
  Compare(day, result);
  Act(day, alerts, result);
  return true;
}

void TimelineRunner::Compare(const TimelineDay& day, CaseResult& result) {
  std::vector<Told> got, expected;
  for (const AlertEvent& event : events_) {
    const bool held_out = day.has_id && held_out_.Take(event, day.account.id);
    if (held_out && alerts::IsToldAgain(event.kind)) continue;
    got.emplace_back(event.kind, held_out && event.kind == AlertEventKind::kRaised, event.alert);
  }
  for (const ExpectedAlert& one : day.expected) {
    expected.emplace_back(one.kind, one.held_out, one.alert);
  }
  std::string is = Words(std::move(got)), ought = Words(std::move(expected));
  if (is == ought) return;
  result.failures.push_back({absl::StrCat(FormatMoment(day.as_of), " alerts"), std::move(ought),
                             std::move(is), day.expected_span});
}

void TimelineRunner::Act(const TimelineDay& day, alerts::AccountAlerts& alerts,
                         CaseResult& result) {
  const absl::TimeZone& zone = memory_.facts.zone;
  for (const PlannedAction& action : day.actions) {
    AlertAction acted;
    acted.kind = action.kind;
    acted.key = action.key;
    acted.at = memory_.facts.as_of;
    if (action.until) acted.until = action.until->At(zone);
    acted.by = "test";
    const absl::Status status = alerts.Act(acted, zone, events_);
    if (status.ok()) continue;
    result.failures.push_back({absl::StrCat(FormatMoment(day.as_of), " ", ActionName(action.kind)),
                               absl::StrCat("an open alert ", action.key),
                               std::string(status.message()), action.span});
  }
}

// Hysteresis looks at the band before.
void TimelineRunner::KeepBands(const EvaluatedAccount& known) {
  previous_bands_.clear();
  for (size_t m = 0; m < known.evaluation.models.size(); ++m) {
    const ModelResult& model = known.evaluation.models[m];
    if (!model.has_score()) continue;
    const uint32_t band = known.plan.models[m].bands.first + model.band;
    previous_bands_.push_back({plan_.model_notes[m].name, known.plan.band_notes[band].name});
  }
}

}  // namespace bellwether
