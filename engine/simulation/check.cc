// Tested by tests/engine/simulation/load_test.cc.
#include "engine/simulation/check.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/schema/record_kinds.h"
#include "engine/simulation/chance.h"

namespace bellwether::simulation {
namespace {

constexpr double kLastDay = 325;  // by which an onboarding is planned to be over

class Checker {
 public:
  Checker(const Parameters& parameters, DiagnosticSink& sink) : p_(parameters), sink_(sink) {
    for (const auto& segment : p_.segments) {
      segments_.push_back(segment.name);
      cadences_.push_back(segment.value.cadence.value);
    }
    stages_ = {p_.stages.onboarding.value, p_.stages.customer.value, p_.stages.lost.value};
  }

  void Run() {
    CheckSegments();
    CheckBuckets();
    CheckMilestones();
    CheckRanges();
    CheckWeights();
    CheckMonths(p_.starts.months);
    CheckMonths(p_.usage.months);
    CheckPeople();
    CheckNames();
  }

 private:
  void Error(const char* code, const Span& at, std::string message, std::string hint = "") {
    sink_.Error(code, at, std::move(message), std::move(hint));
  }

  void CheckSegments() {
    double shares = 0;
    for (const auto& segment : p_.segments) {
      shares += segment.value.share.value;
      const auto last =
          static_cast<double>(segment.value.plan.value + segment.value.handover.value);
      if (last > kLastDay) {
        Error("out-of-range", segment.value.plan.span,
              absl::StrCat("the plan of ", Quoted(segment.name), " ends on day ", last),
              absl::StrCat("plan_days and handover_days are at most ", kLastDay, " together"));
      }
      if (segment.value.kickoff.most.value >= static_cast<double>(segment.value.plan.value)) {
        Error("out-of-range", segment.value.kickoff.most.span,
              "the kickoff would not come before value is planned");
      }
    }
    if (shares <= 0) Error("no-weight", Span{0, 1, 1, 1}, "no segment has a share above 0");
  }

  void CheckBuckets() {
    const auto& buckets = p_.value.buckets;
    if (buckets.empty()) return Error("missing-key", Span{0, 1, 1, 1}, "there is no bucket");
    int64_t before = 0;
    for (size_t i = 0; i < buckets.size(); ++i) {
      const Whole& up_to = buckets[i].value.up_to;
      const bool last = i + 1 == buckets.size();
      if (up_to.present() == last) {
        Error("bad-order", buckets[i].span,
              last ? "the last bucket holds all that took longer: it has no `up_to`"
                   : "a bucket before the last one needs `up_to`");
      } else if (!last && up_to.value <= before) {
        Error("bad-order", up_to.span, "buckets are in order, fastest first");
      }
      before = up_to.value;
    }
  }

  // kickoff ... value, graduation.
  void CheckMilestones() {
    const auto& list = p_.plan.milestones;
    const auto role = [&](size_t i) { return list[i].value.is.value; };
    const size_t n = list.size();
    const bool good = n >= 3 && role(0) == Role::kKickoff && role(n - 2) == Role::kValue &&
                      role(n - 1) == Role::kGraduation;
    if (!good) {
      return Error("bad-order", n == 0 ? Span{0, 1, 1, 1} : list[0].span,
                   "the first milestone is the kickoff, the last two are value and graduation",
                   "mark them: `is: kickoff`, `is: value`, `is: graduation`");
    }
    double before = 0;
    for (size_t i = 1; i + 2 < n; ++i) {
      if (role(i) != Role::kNone)
        Error("bad-order", list[i].span, "this milestone is there already");
      if (list[i].value.way.value < before) {
        Error("bad-order", list[i].value.way.span, "milestones are in the order of their `way`");
      }
      before = list[i].value.way.value;
    }
    for (const std::string& segment : segments_) CheckBeginnings(segment);
    CheckFactors();
  }

  void CheckBeginnings(const std::string& segment) {
    double sum = 0;
    const auto& list = p_.plan.milestones;
    for (size_t i = 1; i + 1 < list.size(); ++i) {
      if (Covers(list[i].value.segments, segment)) sum += list[i].value.begins.value;
    }
    if (sum > 0) return;
    Error("no-weight", list[0].span,
          absl::StrCat("no milestone of ", Quoted(segment), " says `begins`"),
          "what goes wrong begins between kickoff and value");
  }

  void CheckFactors() {
    const Cascade& cascade = p_.plan.cascade;
    if (cascade.low.value > cascade.high.value) {
      Error("bad-range", cascade.high.span, "`high` is below `low`");
    }
  }

  void CheckRange(const Range& range) {
    if (range.least.value > range.most.value) {
      Error("bad-range", range.most.span, "`most` is below `least`");
    }
    if (range.least.value < 0) Error("bad-range", range.least.span, "this is never negative");
  }
  void CheckRanges() {
    for (const auto& segment : p_.segments) CheckRange(segment.value.kickoff);
    for (const Range* range :
         {&p_.onboarding.hold_days, &p_.onboarding.abandoned_after, &p_.onboarding.first_login,
          &p_.lifetime.returns_after, &p_.revenue.reduction, &p_.revenue.sale_days}) {
      CheckRange(*range);
    }
    for (const auto& survey : p_.surveys) {
      if (survey.value.least.value > survey.value.most.value) {
        Error("bad-range", survey.value.most.span, "`most` is below `least`");
      }
    }
  }

  void CheckSum(const Weights& weights, const char* what) {
    if (SumOf(weights) > 0) return;
    Error("no-weight", weights.empty() ? Span{0, 1, 1, 1} : weights[0].span,
          absl::StrCat("none of `", what, "` has a weight above 0"), "write {word: 1}");
  }
  void CheckWeights() {
    CheckSum(p_.value.confirmed_by, "confirmed_by");
    CheckSum(p_.plan.causes, "causes");
    CheckSum(p_.onboarding.hold_reasons, "hold_reasons");
    CheckSum(p_.onboarding.extension_reasons, "extension_reasons");
    CheckSum(p_.onboarding.abandon_reasons, "abandon_reasons");
    CheckSum(p_.lifetime.reasons, "reasons");
    CheckSum(p_.revenue.expansion_causes, "expansion_causes");
    CheckSum(p_.revenue.reduction_causes, "reduction_causes");
    CheckSum(p_.tickets.types, "types");
    for (const auto& attribute : p_.attributes) CheckSum(attribute.value, attribute.name.c_str());
    for (const auto& trial : p_.trials) CheckArms(trial);
    if (p_.value.outcomes.empty()) {
      Error("missing-key", Span{0, 1, 1, 1}, "there is no outcome under `value`");
    }
  }
  void CheckArms(const document::Named<Trial>& trial) {
    double sum = 0;
    for (const auto& arm : trial.value.arms) sum += arm.value.weight.value_or(1);
    if (sum <= 0) Error("no-weight", trial.span, absl::StrCat(Quoted(trial.name), " has no arms"));
  }

  void CheckMonths(const Weights& months) {
    for (const auto& month : months) {
      if (MonthNamed(month.name) < 12) continue;
      Error("unknown-name", month.span, absl::StrCat(Quoted(month.name), " is no month"),
            "write january to december");
    }
  }

  void CheckPeople() {
    if (p_.people.csms.empty()) Error("missing-key", Span{0, 1, 1, 1}, "there are no `csms`");
    for (const std::string& segment : segments_) {
      const bool any =
          std::any_of(p_.people.csms.begin(), p_.people.csms.end(),
                      [&](const auto& person) { return Covers(person.value.segments, segment); });
      if (!any && !p_.people.csms.empty()) {
        Error("unknown-name", p_.people.csms[0].span,
              absl::StrCat("nobody of `csms` looks after ", Quoted(segment)));
      }
    }
  }

  void CheckName(const std::string& name, const Span& at, const std::vector<std::string>& known,
                 const char* what) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    Error("unknown-name", at, absl::StrCat("there is no ", what, " ", Quoted(name)),
          DidYouMean(name, known));
  }
  void CheckOnly(const Only& only, const std::vector<std::string>& known, const char* what) {
    for (const auto& name : only) CheckName(name.name, name.span, known, what);
  }
  template <typename List>
  void CheckOnlySegments(const List& list) {
    for (const auto& entry : list) CheckOnly(entry.value.segments, segments_, "segment");
  }
  void CheckNames() {
    CheckOnlySegments(p_.plan.milestones);
    CheckOnlySegments(p_.people.csms);
    CheckOnlySegments(p_.people.specialists);
    CheckOnlySegments(p_.activities);
    CheckOnlySegments(p_.costs);
    CheckOnlySegments(p_.trials);
    for (const auto& curve : p_.signals) {
      CheckOnly(curve.value.stages, stages_, "stage");
      CheckOnly(curve.value.cadences, cadences_, "cadence");
    }
    for (const auto& attribute : p_.attributes) {
      CheckName(attribute.name, attribute.span, {"industry", "source", "time_zone"}, "attribute");
    }
    const auto& survey = records::InfoOf(records::Kind::kSurvey);
    const auto& words = survey.fields[records::FieldAt(survey, "instrument")].words;
    for (const auto& asked : p_.surveys) {
      CheckName(asked.value.instrument.value, asked.value.instrument.span,
                {words.begin(), words.end()}, "instrument");
    }
  }

  const Parameters& p_;
  DiagnosticSink& sink_;
  std::vector<std::string> segments_, cadences_, stages_;
};

}  // namespace

void Check(const Parameters& parameters, DiagnosticSink& sink) { Checker(parameters, sink).Run(); }

}  // namespace bellwether::simulation
