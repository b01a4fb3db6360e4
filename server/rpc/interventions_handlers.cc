// Tested by tests/server/interventions_handlers_test.cc.
#include "server/rpc/interventions_handlers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/evidence/interventions.h"
#include "protos/wire/quantities.h"
#include "protos/wire/time_to_proto.h"
#include "server/rpc/asked_period.h"
#include "server/rpc/entry_texts.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/page_token.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"
#include "server/store/intervention_store.h"

namespace bellwether {
namespace {

using evidence::InterventionEffect;
using evidence::InterventionGroup;
using evidence::InterventionJudgement;
using evidence::RecoveryOutcome;
using store::StoredIntervention;

constexpr uint32_t kAtOnce = 500;
constexpr int32_t kMostDays = 3'660;
constexpr char kDefinition[] =
    "each account once, by its first alert with the playbook in the period; recovered: its primary "
    "band was better than when that was raised, at any time within the days; accounts whose days "
    "are not over are not counted yet";

struct AskedPeriod {
  std::string tenant;
  store::InterventionListing listing;
  int32_t within_days = 0;  // 0: as the pack says
  absl::Time now;
};

// What both requests ask.
template <typename Request>
AskedPeriod ReadPeriod(const Request& request, const CallContext& call,
                       std::vector<Violation>& violations) {
  AskedPeriod asked;
  asked.tenant = call.origin.caller->tenant;
  asked.now = call.received;
  store::InterventionListing& listing = asked.listing;
  ReadFromTo(request, listing.from, listing.to, violations);
  listing.playbook = request.playbook();
  CheckText(listing.playbook, kMostEntryNameBytes, "playbook", violations);
  asked.within_days = request.within_days();
  if (asked.within_days < 0 || asked.within_days > kMostDays) {
    violations.push_back({"within_days", "OUT_OF_RANGE",
                          absl::StrCat("give 1 to ", kMostDays, " days, or 0 for the pack's")});
  }
  return asked;
}

v1::InterventionJudgement JudgementOf(InterventionJudgement judgement) {
  switch (judgement) {
    case InterventionJudgement::kObservational:
      return v1::INTERVENTION_JUDGEMENT_OBSERVATIONAL;
    case InterventionJudgement::kInsufficientData:
      return v1::INTERVENTION_JUDGEMENT_INSUFFICIENT_DATA;
    case InterventionJudgement::kStopped:
      return v1::INTERVENTION_JUDGEMENT_STOPPED;
    case InterventionJudgement::kWithinNoise:
      return v1::INTERVENTION_JUDGEMENT_WITHIN_NOISE;
    case InterventionJudgement::kBetter:
      return v1::INTERVENTION_JUDGEMENT_BETTER;
    case InterventionJudgement::kWorse:
      return v1::INTERVENTION_JUDGEMENT_WORSE;
  }
  return v1::INTERVENTION_JUDGEMENT_UNSPECIFIED;
}

void Write(const InterventionGroup& group, v1::AlertArm arm, v1::InterventionGroup& message) {
  message.set_arm(arm);
  message.set_alerts(wire::CountToProto(group.interventions));
  message.set_acknowledged(wire::CountToProto(group.acknowledged));
  message.set_acted_upon(wire::CountToProto(group.acted_upon));
  message.set_tasks(wire::CountToProto(group.tasks));
  message.set_tasks_done(wire::CountToProto(group.tasks_done));
  message.set_accounts(wire::CountToProto(group.accounts));
  message.set_pending(wire::CountToProto(group.pending));
  message.set_at_best(wire::CountToProto(group.at_best));
  message.set_without_band(wire::CountToProto(group.without_band));
  if (const auto share = group.share()) {
    v1::AccountShare& recovered = *message.mutable_recovered();
    recovered.set_value(share->value);
    wire::IntervalToProto(share->interval, *recovered.mutable_interval());
    recovered.set_events(wire::CountToProto(share->events));
    recovered.set_n(wire::CountToProto(share->n));
  }
}

void Write(const InterventionEffect& effect, int32_t days, v1::InterventionEffect& message) {
  message.set_playbook(effect.playbook);
  message.set_within_days(days);
  message.set_judgement(JudgementOf(effect.judgement));
  message.set_note(effect.note);
  if (!effect.holdout_share) {
    Write(effect.treated, v1::ALERT_ARM_UNSPECIFIED, *message.add_groups());
    return;
  }
  message.set_holdout_share(*effect.holdout_share);
  message.set_holdout_seed(effect.holdout_seed);
  Write(effect.treated, v1::ALERT_ARM_TREATED, *message.add_groups());
  Write(effect.held_out, v1::ALERT_ARM_HELD_OUT, *message.add_groups());
  if (effect.difference) {
    message.set_difference(effect.difference->value);
    wire::IntervalToProto(effect.difference->interval, *message.mutable_interval());
  }
  if (effect.p) message.set_p(*effect.p);
  if (effect.adjusted_p) message.set_adjusted_p(*effect.adjusted_p);
  if (effect.detectable) message.set_detectable(*effect.detectable);
  if (effect.shares_p) message.set_shares_p(*effect.shares_p);
}

v1::InterventionOutcome OutcomeOf(RecoveryOutcome outcome) {
  switch (outcome) {
    case RecoveryOutcome::kPending:
      return v1::INTERVENTION_OUTCOME_PENDING;
    case RecoveryOutcome::kRecovered:
      return v1::INTERVENTION_OUTCOME_RECOVERED;
    case RecoveryOutcome::kNotRecovered:
      return v1::INTERVENTION_OUTCOME_NOT_RECOVERED;
    case RecoveryOutcome::kAtBest:
      return v1::INTERVENTION_OUTCOME_AT_BEST;
    case RecoveryOutcome::kWithoutBand:
      return v1::INTERVENTION_OUTCOME_WITHOUT_BAND;
  }
  return v1::INTERVENTION_OUTCOME_UNSPECIFIED;
}

// What became of accounts, by the bands and the days of a pack.
class Judging {
 public:
  Judging(const InterventionsEnvironment& environment, const AskedPeriod& asked, const Plan& plan)
      : environment_(environment), asked_(asked), order_(plan) {
    for (const ruleset::Playbook& playbook : plan.playbooks) {
      days_[playbook.name] = playbook.recovery_days.value_or(ruleset::kUsualRecoveryDays);
    }
  }

  int32_t DaysOf(const std::string& playbook) const {
    if (asked_.within_days > 0) return asked_.within_days;
    const auto found = days_.find(playbook);
    return found == days_.end() ? ruleset::kUsualRecoveryDays : found->second;
  }

  // Of each in `page`, in order.
  absl::StatusOr<std::vector<RecoveryOutcome>> Judge(std::span<const StoredIntervention> page) {
    std::map<std::string, std::vector<evidence::BandFrom>> changes;
    std::vector<std::string> accounts;
    for (const StoredIntervention& one : page) {
      if (changes.try_emplace(one.account).second) accounts.push_back(one.account);
    }
    const auto bands = environment_.store.interventions().BandsOf(asked_.tenant, accounts);
    if (!bands.ok()) return bands.status();
    for (const auto& [account, known] : *bands) {
      for (const store::BandChange& change : known) {
        changes[account].push_back({change.at, change.band});
      }
    }
    std::vector<RecoveryOutcome> outcomes;
    for (const StoredIntervention& one : page) {
      outcomes.push_back(evidence::OutcomeOf(order_, one.band, one.begun_at,
                                             absl::Hours(24) * DaysOf(one.playbook), asked_.now,
                                             changes[one.account]));
    }
    return outcomes;
  }

 private:
  const InterventionsEnvironment& environment_;
  const AskedPeriod& asked_;
  const evidence::BandOrder order_;
  std::map<std::string, int32_t> days_;
};

evidence::Intervention Judged(const StoredIntervention& one, RecoveryOutcome outcome) {
  evidence::Intervention judged;
  judged.account = one.account;
  judged.playbook = one.playbook;
  if (one.lots) {
    judged.lots = evidence::DrawnLots{one.lots->share, one.lots->seed, one.lots->held_out};
  }
  judged.acknowledged = one.acknowledged;
  judged.tasks = one.tasks;
  judged.tasks_done = one.tasks_done;
  judged.outcome = outcome;
  return judged;
}

grpc::Status TooMany(uint32_t most) {
  return ErrorWithInfo(grpc::StatusCode::RESOURCE_EXHAUSTED, "TOO_MANY_INTERVENTIONS",
                       absl::StrCat("the period has more than ", most,
                                    " interventions; ask for a shorter one, or for a playbook"));
}

// Goes through all of them, page by page.
grpc::Status AddEffects(const InterventionsEnvironment& environment, const AskedPeriod& asked,
                        const Plan& plan, const Stop& stop,
                        v1::GetInterventionEffectsResponse& response) {
  Judging judging(environment, asked, plan);
  evidence::InterventionTally tally;
  store::InterventionListing listing = asked.listing;
  listing.most = kAtOnce;
  uint64_t looked_at = 0;
  while (!stop.requested()) {
    const auto page = environment.store.interventions().List(asked.tenant, listing);
    if (!page.ok()) return StoreFailed(environment.log, page.status());
    looked_at += page->size();
    if (looked_at > environment.most) return TooMany(environment.most);
    const auto outcomes = judging.Judge(*page);
    if (!outcomes.ok()) return StoreFailed(environment.log, outcomes.status());
    for (size_t i = 0; i < page->size(); ++i) tally.Add(Judged((*page)[i], (*outcomes)[i]));
    if (page->size() < listing.most) break;
    listing.after = page->back();
  }
  response.set_definition(kDefinition);
  wire::TimeToProto(asked.now, *response.mutable_as_of());
  for (const InterventionEffect& effect : tally.Effects()) {
    Write(effect, judging.DaysOf(effect.playbook), *response.add_effects());
  }
  return grpc::Status::OK;
}

void Write(const StoredIntervention& one, int32_t days, RecoveryOutcome outcome,
           v1::Intervention& message) {
  message.set_account_id(one.account);
  message.set_alert(one.alert);
  message.set_playbook(one.playbook);
  message.set_rule(one.rule);
  message.set_band(one.band);
  if (one.lots) {
    message.set_arm(one.lots->held_out ? v1::ALERT_ARM_HELD_OUT : v1::ALERT_ARM_TREATED);
    message.set_holdout_share(one.lots->share);
    message.set_holdout_seed(one.lots->seed);
  }
  wire::TimeToProto(one.begun_at, *message.mutable_begun_at());
  message.set_acknowledged(one.acknowledged);
  message.set_tasks(wire::CountToProto(one.tasks));
  message.set_tasks_done(wire::CountToProto(one.tasks_done));
  message.set_within_days(days);
  message.set_outcome(OutcomeOf(outcome));
}

// The last one of a page, and back.
PageStart PageAfter(const StoredIntervention& last) {
  return {static_cast<uint64_t>(last.alert), "",
          absl::StrCat(absl::ToUnixMicros(last.begun_at), " ", last.playbook)};
}
void BeginAfter(const PageStart& start, store::InterventionListing& listing) {
  const size_t blank = start.after.find(' ');
  int64_t micros = 0;
  if (blank == std::string::npos || !absl::SimpleAtoi(start.after.substr(0, blank), &micros)) {
    return;  // from the first
  }
  StoredIntervention& last = listing.after.emplace();
  last.alert = static_cast<int64_t>(start.offset);
  last.begun_at = absl::FromUnixMicros(micros);
  last.playbook = start.after.substr(blank + 1);
}

grpc::Status AnswerPage(const InterventionsEnvironment& environment, const AskedPeriod& asked,
                        const Plan& plan, const std::string& scope,
                        v1::ListInterventionsResponse& response) {
  const auto found = environment.store.interventions().List(asked.tenant, asked.listing);
  if (!found.ok()) return StoreFailed(environment.log, found.status());
  const size_t size = std::min<size_t>(found->size(), asked.listing.most - 1);
  const std::span<const StoredIntervention> page(found->data(), size);
  Judging judging(environment, asked, plan);
  const auto outcomes = judging.Judge(page);
  if (!outcomes.ok()) return StoreFailed(environment.log, outcomes.status());
  for (size_t i = 0; i < size; ++i) {
    Write(page[i], judging.DaysOf(page[i].playbook), (*outcomes)[i], *response.add_interventions());
  }
  if (size < found->size()) {
    response.set_next_page_token(MakePageToken(PageAfter(page.back()), scope));
  }
  return grpc::Status::OK;
}

}  // namespace

grpc::Status GetInterventionEffects(const InterventionsEnvironment& environment, CallContext& call,
                                    const v1::GetInterventionEffectsRequest& request,
                                    LongWork<v1::GetInterventionEffectsResponse>& work) {
  std::vector<Violation> violations;
  const AskedPeriod asked = ReadPeriod(request, call, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, asked](const Stop& stop,
                              const AnswerSink<v1::GetInterventionEffectsResponse>& answer) {
    const SnapshotPointer snapshot = environment.pack_of(asked.tenant);
    if (snapshot == nullptr) return NoPackYet();
    v1::GetInterventionEffectsResponse response;
    const grpc::Status status = AddEffects(environment, asked, *snapshot->plan, stop, response);
    if (status.ok()) answer(response);
    return status;
  };
  return grpc::Status::OK;
}

grpc::Status ListInterventions(const InterventionsEnvironment& environment, CallContext& call,
                               const v1::ListInterventionsRequest& request,
                               LongWork<v1::ListInterventionsResponse>& work) {
  std::vector<Violation> violations;
  AskedPeriod asked = ReadPeriod(request, call, violations);
  const std::string scope = absl::StrCat(ScopeOf(request), asked.tenant);
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  BeginAfter(*start, asked.listing);
  asked.listing.most = size + 1;  // one more says whether there are more
  work = [environment, asked, scope](const Stop&,
                                     const AnswerSink<v1::ListInterventionsResponse>& answer) {
    const SnapshotPointer snapshot = environment.pack_of(asked.tenant);
    if (snapshot == nullptr) return NoPackYet();
    v1::ListInterventionsResponse response;
    const grpc::Status status = AnswerPage(environment, asked, *snapshot->plan, scope, response);
    if (status.ok()) answer(response);
    return status;
  };
  return grpc::Status::OK;
}

InterventionsHandlers MakeInterventionsHandlers(const InterventionsEnvironment& environment) {
  return {ServeLong(environment, &GetInterventionEffects),
          ServeLong(environment, &ListInterventions)};
}

}  // namespace bellwether
