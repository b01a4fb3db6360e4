// Tested by tests/server/continuous_evaluation_test.cc.
#include "server/book/account_evaluator.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/alerts/stake.h"
#include "engine/base/civil_day.h"
#include "engine/base/digest.h"
#include "engine/schedule/next_change.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "protos/wire/wire.h"
#include "server/accounts/account_decisions.h"
#include "server/accounts/stored_account.h"
#include "server/book/alert_course.h"
#include "server/book/stored_body.h"
#include "server/store/decision_store.h"

namespace bellwether {
namespace {

using store::StoredEvaluation;

// Two accounts that say the same have the same.
std::string DigestOf(const Account& account) {
  v1::Account message;
  wire::AccountToProto(account, message);
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream text(&bytes);
    google::protobuf::io::CodedOutputStream coded(&text);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return Sha256Hex(bytes);
}

bool HasBand(const Plan& plan, const std::string& model, const std::string& band) {
  for (size_t m = 0; m < plan.models.size(); ++m) {
    if (plan.model_notes[m].name != model) continue;
    const Range& bands = plan.models[m].bands;
    for (uint32_t b = bands.first; b < bands.end(); ++b) {
      if (plan.band_notes[b].name == band) return true;
    }
  }
  return false;
}

// Whether any answer depends on the band before.
bool LooksAtBandsBefore(const Plan& pack) {
  const auto holds = [](const PlanModel& model) { return model.hysteresis > 0; };
  const std::vector<const Plan*> plans = pack.All();
  return std::any_of(plans.begin(), plans.end(), [&](const Plan* plan) {
    return std::any_of(plan->models.begin(), plan->models.end(), holds);
  });
}

// The bands that were answered last, as far as the pack of today has them, and asks for them.
void TellBandsBefore(const Plan& plan, const std::optional<StoredEvaluation>& last,
                     Account& account) {
  v1::StoredEvaluation answer;
  const bool tells = last && account.previous_bands.empty() && LooksAtBandsBefore(plan) &&
                     DecodeAnswer(last->body, answer).ok();
  if (!tells) return;
  for (const v1::StoredModelScore& model : answer.models()) {
    if (HasBand(plan, model.model(), model.band())) {
      account.previous_bands.push_back({model.model(), model.band()});
    }
  }
}

void AddModels(const Plan& pack, const Facts& facts, const Evaluation& evaluation,
               v1::StoredEvaluation& answer) {
  const Plan& plan = PlanInForce(pack, facts);
  for (uint32_t m = 0; m < plan.models.size(); ++m) {
    const ModelResult& result = evaluation.models[m];
    if (result.state == ModelState::kNotApplicable) continue;
    v1::StoredModelScore& model = *answer.add_models();
    model.set_model(plan.model_notes[m].name);
    model.set_primary(m == evaluation.primary);
    if (!result.has_score()) continue;
    model.set_score(result.displayed);
    model.set_band(plan.band_notes[plan.models[m].bands.first + result.band].name);
  }
}

// What EvaluateAccount would find at the moment, and when time alone changes that.
struct Known {
  store::AccountRecords records;
  std::optional<absl::Time> next;
};

std::optional<absl::Time> Sooner(const std::optional<absl::Time>& a,
                                 const std::optional<absl::Time>& b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

// Of all records, some of which may be known later only: by their keys, as a store is asked.
Known KnownAt(store::AccountRecords all, const Moment& as_of) {
  Known known{std::move(all), std::nullopt};
  const absl::Time until = KnownUntil(as_of);
  std::erase_if(known.records.records, [&](const store::StoredRecord& record) {
    if (record.known_at <= until) return false;
    known.next = Sooner(known.next, record.known_at - 2 * kMostZoneOffset);
    return true;
  });
  return known;
}

// Other accounts that a version of one of these records is of.
std::vector<std::string> OthersOf(const store::AccountRecords& records,
                                  const std::string& account) {
  std::set<std::string> others;
  for (const store::StoredRecord& one : records.records) {
    if (one.account != account) others.insert(one.account);
  }
  return {others.begin(), others.end()};
}

// When one counts that does not yet: another server, whose clock is ahead, may have taken it.
std::optional<absl::Time> NextDecision(const store::AccountDecisions& decisions, absl::Time now) {
  std::optional<absl::Time> next;
  const auto look_at = [&](const store::EntryHead& head) {
    if (head.known_at > now) next = Sooner(next, head.known_at);
  };
  for (const auto& one : decisions.overrides) look_at(one.head);
  for (const auto& one : decisions.decisions) look_at(one.head);
  return next;
}

// Why the account is evaluated: whoever asked for it knows that something happened, and not what it
// was; somebody may have acted on an alert, or data may have come just before time did something.
store::EvaluationCause CauseOf(store::EvaluationCause asked, const StoredEvaluation& last,
                               const StoredEvaluation& now, DecisionEffect effect) {
  using store::EvaluationCause;
  if (asked == EvaluationCause::kPack) return asked;
  switch (effect) {
    case DecisionEffect::kOverride:
      return EvaluationCause::kOverride;
    case DecisionEffect::kDecision:
      return EvaluationCause::kDecision;
    case DecisionEffect::kOverrideExpired:
      return EvaluationCause::kOverrideExpired;
    case DecisionEffect::kNone:
      break;
  }
  if (last.records != now.records) return EvaluationCause::kData;
  // A record of it may have been given to another account.
  const bool is_known = last.facts_digest == now.facts_digest;
  return asked == EvaluationCause::kData && is_known ? EvaluationCause::kTime : asked;
}

bool SaysTheSame(const StoredEvaluation& last, const StoredEvaluation& now) {
  return last.body == now.body && last.facts_digest == now.facts_digest &&
         last.pack_digest == now.pack_digest;
}

}  // namespace

// What the store has of an account.
struct AccountEvaluator::Kept {
  std::optional<StoredEvaluation> last;
  uint64_t count = 0;  // of what is known, as StoredEvaluation::records has it; 0: it is not there
  store::AccountRecords records;
  store::AccountDecisions decisions;
};

// An evaluation as it comes about.
struct AccountEvaluator::Draft {
  store::EvaluatedAlerts both;
  v1::StoredEvaluation answer;
  Account account;           // what is known of it
  bool is_answered = false;  // by the pack, that did not refuse it
  DecisionEffect effect = DecisionEffect::kNone;
};

void WriteHealth(const v1::StoredEvaluation& answer, StoredEvaluation& evaluation) {
  using store::HealthStanding;
  evaluation.standing =
      answer.refusal().empty() ? HealthStanding::kNoModel : HealthStanding::kRefused;
  for (const v1::StoredModelScore& model : answer.models()) {
    if (!model.primary()) continue;
    evaluation.band = model.band();
    const bool has_score = model.has_score() && std::isfinite(model.score());
    if (has_score) evaluation.score = model.score();
    evaluation.standing = has_score ? HealthStanding::kScored : HealthStanding::kInsufficient;
    return;
  }
}

std::string EncodeAnswer(const v1::StoredEvaluation& answer) { return EncodeBody(answer); }

absl::Status DecodeAnswer(const std::string& body, v1::StoredEvaluation& answer) {
  return DecodeBody(body, "a stored evaluation", answer);
}

AccountEvaluator::PackConditions::PackConditions(const Plan& plan) {
  if (plan.alerts.empty()) return;
  DiagnosticSink sink;  // a pack that loaded has no mistake in them
  conditions = alerts::AlertConditions::Read(plan, Limits(), sink);
}

bool AccountEvaluator::Answer(const SnapshotPointer& snapshot, const Account& account,
                              absl::Time now, v1::StoredEvaluation& answer,
                              std::optional<absl::Time>& next) {
  const Plan& plan = *snapshot->plan;
  BindOptions options;
  options.as_of = Moment::Instant(now);
  options.report_unknown_signals = true;
  const std::vector<Violation> violations = Bind(plan, account, options, limits_, facts_);
  if (!violations.empty()) {
    answer.set_refusal(absl::StrCat(violations.front().path, ": ", violations.front().message));
    // Nobody can say what time does to facts that do not fit: they are looked at every day.
    const int32_t tomorrow = DayNumber(now, plan.time_zone) + 1;
    next = Sooner(next, StartOfDay(DayOfNumber(tomorrow), plan.time_zone));
    return false;
  }
  next = Sooner(next, schedule::NextChange(plan, account, facts_));
  if (!bellwether::Evaluate(plan, facts_, scratch_, evaluation_).ok()) {
    const std::string& name = plan.slots[evaluation_.required.front()].name;
    answer.set_refusal(absl::StrCat("signals.", name, ": the pack requires it, and it is missing"));
    return false;
  }
  AddModels(plan, facts_, evaluation_, answer);
  const auto paths = paths_.Of(snapshot);
  for (const decisions::OutcomeValue& one :
       paths->value.Of({plan, account, facts_, evaluation_}, Stages::All())) {
    v1::StoredOutcome& outcome = *answer.add_outcomes();
    outcome.set_path(one.path);
    if (!std::holds_alternative<std::monostate>(one.value)) {
      outcome.set_value(decisions::ValueText(one.value));
    }
  }
  return true;
}

absl::Status AccountEvaluator::LookAtAlerts(const SnapshotPointer& snapshot, const Account* account,
                                            store::EvaluatedAlerts& evaluated) {
  const Plan& plan = *snapshot->plan;
  store::StoredEvaluation& evaluation = evaluated.evaluation;
  auto kept = store_.alerts().Of(evaluation.of);
  if (!kept.ok()) return kept.status();
  if (plan.alerts.empty() && kept->version == 0) return absl::OkStatus();
  evaluated.alert_version = kept->version;
  AlertCourse course(plan, evaluation.of, *std::move(kept), evaluation.as_of);
  const auto asked = conditions_.Of(snapshot);
  if (account == nullptr) {
    course.ObserveNothing();
  } else {
    const EvaluatedAccount known{plan, *account, facts_, evaluation_};
    std::vector<Ternary> holds;
    if (asked->value.conditions) {
      asked->value.conditions->Look(known, holds);
      evaluation.next_change_at =
          Sooner(evaluation.next_change_at, asked->value.conditions->NextTurn(known));
    }
    course.Observe(holds,
                   {facts_.zone, account->csm, alerts::StakeOf(known).weight(), evaluation.band});
  }
  evaluated.alerts = course.Finish(evaluation.next_change_at);
  return absl::OkStatus();
}

// Counted first: what comes in between is found to be behind, and looked at again.
absl::StatusOr<AccountEvaluator::Kept> AccountEvaluator::Read(const store::AccountName& of,
                                                              absl::Time now) {
  Kept kept;
  const auto count = store_.evaluations().CountRecords(of);
  if (!count.ok()) return count.status();
  kept.count = *count;
  if (kept.count == 0) return kept;
  auto records = store_.RecordsOf(of.tenant, of.account, absl::InfiniteFuture());
  if (!records.ok()) return records.status();
  kept.records = *std::move(records);
  const absl::Time until = KnownUntil(Moment::Instant(now));
  auto decisions = store_.decisions().DecisionsOf(of.tenant, of.account, until);
  if (!decisions.ok()) return decisions.status();
  kept.decisions = *std::move(decisions);
  return kept;
}

// By what is known at its moment.
void AccountEvaluator::AnswerKept(const SnapshotPointer& snapshot, Kept kept, Draft& draft) {
  const Plan& plan = *snapshot->plan;
  StoredEvaluation& evaluated = draft.both.evaluation;
  const absl::Time now = evaluated.as_of;
  const Moment as_of = Moment::Instant(now);
  const Known known = KnownAt(std::move(kept.records), as_of);
  evaluated.next_change_at = Sooner(known.next, NextDecision(kept.decisions, now));
  const auto stored =
      StoredAccount::Of(known.records, evaluated.of.account, plan.time_zone, limits_);
  if (!stored.ok()) {  // a record that nobody can read: asking again helps nobody
    draft.answer.set_refusal(std::string(stored.status().message()));
    return;
  }
  evaluated.next_change_at = Sooner(evaluated.next_change_at, stored->NextChange(plan, now));
  if (kept.last) {
    const LookedBefore before{kept.last->as_of, kept.last->next_change_at};
    draft.effect = EffectSince(before, kept.decisions, plan, *stored, as_of);
  }
  if (stored->CountKnown(as_of) == 0) {
    draft.answer.set_refusal("nothing is known of it yet");
    return;
  }
  draft.account = FactsAt(*stored, kept.decisions, plan, as_of);
  evaluated.facts_digest = DigestOf(draft.account);
  TellBandsBefore(plan, kept.last, draft.account);
  draft.is_answered = Answer(snapshot, draft.account, now, draft.answer, evaluated.next_change_at);
}

absl::StatusOr<std::optional<store::EvaluatedAlerts>> AccountEvaluator::Evaluate(
    const store::AccountName& of, const SnapshotPointer& snapshot, absl::Time now,
    store::EvaluationCause cause) {
  const std::string& digest = snapshot->plan->digest;
  const auto last = store_.evaluations().Last(of);
  if (!last.ok()) return last.status();
  if (cause == store::EvaluationCause::kPack && *last && (*last)->pack_digest == digest) {
    return std::nullopt;
  }
  auto kept = Read(of, now);
  if (!kept.ok()) return kept.status();
  if (kept->count == 0) return std::nullopt;
  kept->last = *last;

  Draft draft;
  StoredEvaluation& evaluated = draft.both.evaluation;
  evaluated.of = of;
  evaluated.as_of = now;
  evaluated.pack_digest = digest;
  evaluated.records = kept->count;
  if (!*last || (*last)->records != evaluated.records) {
    draft.both.concerns = OthersOf(kept->records, of.account);
  }
  AnswerKept(snapshot, *std::move(kept), draft);
  evaluated.cause = *last ? CauseOf(cause, **last, evaluated, draft.effect) : cause;
  evaluated.body = EncodeAnswer(draft.answer);
  WriteHealth(draft.answer, evaluated);
  evaluated.says_nothing_new = *last && SaysTheSame(**last, evaluated);
  if (evaluated.says_nothing_new) evaluated.sequence = (*last)->sequence;
  const absl::Status alerted =
      LookAtAlerts(snapshot, draft.is_answered ? &draft.account : nullptr, draft.both);
  if (!alerted.ok()) return alerted;
  return std::move(draft.both);
}

}  // namespace bellwether
