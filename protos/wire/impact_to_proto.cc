// Tested by tests/protos/wire/impact_test.cc.
#include "protos/wire/impact.h"

#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

using impact::AccountChange;
using impact::PairNames;

void SumToProto(const impact::Sum& sum, v1::AccountSum& message) {
  message.set_accounts(CountToProto(sum.accounts));
  message.set_acv(sum.acv);
}

// Accounts in no segment have none.
template <typename Message>
void SetSegment(const PairNames& names, size_t segment, Message& message) {
  if (segment < names.segments.size()) message.set_segment(names.segments[segment]);
}

void CountsToProto(const impact::Impact& impact, v1::ImpactCounts& message) {
  message.set_compared(CountToProto(impact.accounts));
  message.set_changed(CountToProto(impact.changed));
  SumToProto(impact.flipped, *message.mutable_flipped());
  message.set_without_acv(CountToProto(impact.without_acv));
  message.set_refused_by_both(CountToProto(impact.refused_by_both));
  message.set_refused_by_old(CountToProto(impact.refused_by_from));
  message.set_refused_by_new(CountToProto(impact.refused_by_to));
}

void OutcomeToProto(const PairNames& names, const impact::Outcome& outcome,
                    const impact::Migration& migration, v1::OutcomeImpact& message) {
  message.set_outcome(outcome.name);
  message.set_decision(outcome.is_decision);
  for (const std::string& answer : outcome.answers) message.add_answers(answer);
  *message.mutable_only_old() = {outcome.only_from.begin(), outcome.only_from.end()};
  *message.mutable_only_new() = {outcome.only_to.begin(), outcome.only_to.end()};
  message.set_changed(CountToProto(migration.changed()));
  for (size_t segment = 0; segment < migration.segments(); ++segment) {
    for (size_t from = 0; from < migration.answers(); ++from) {
      for (size_t to = 0; to < migration.answers(); ++to) {
        const impact::Sum& sum = migration.At(segment, from, to);
        if (sum.accounts == 0) continue;
        v1::AnswerFlow& flow = *message.add_flows();
        flow.set_from(outcome.answers[from]);
        flow.set_to(outcome.answers[to]);
        SetSegment(names, segment, flow);
        SumToProto(sum, *flow.mutable_sum());
      }
    }
  }
}

void PartToProto(const impact::PartSum& part, v1::ComponentImpact& message) {
  message.set_by_score(part.score);
  message.set_by_weight(part.weight);
  message.set_moved(part.moved);
  message.set_accounts(CountToProto(part.touched));
}

void BinsToProto(const impact::ScoreImpact& score, v1::ScoreImpact& message) {
  const auto add = [&message](int32_t above, uint64_t accounts) {
    if (accounts == 0) return;
    v1::ScoreBin& bin = *message.add_bins();
    bin.set_above(above);
    bin.set_accounts(CountToProto(accounts));
  };
  for (size_t i = impact::ScoreImpact::kBins; i-- > 0;) {
    add(-static_cast<int32_t>(i) - 1, score.fallen[i]);
  }
  for (size_t i = 0; i < impact::ScoreImpact::kBins; ++i) {
    add(static_cast<int32_t>(i), score.risen[i]);
  }
}

void ScoreToProto(const impact::ScoreNames& names, const impact::ScoreImpact& score,
                  v1::ScoreImpact& message) {
  message.set_score(names.name);
  message.set_both(CountToProto(score.both));
  message.set_gained(CountToProto(score.gained));
  message.set_lost(CountToProto(score.lost));
  message.set_rises(CountToProto(score.rises));
  message.set_falls(CountToProto(score.falls));
  message.set_sum(score.sum);
  message.set_moved(score.moved);
  message.set_least(score.least);
  message.set_most(score.most);
  if (score.rank_correlation) message.set_rank_correlation(*score.rank_correlation);
  BinsToProto(score, message);
  for (size_t i = 0; i < names.parts.size(); ++i) {
    v1::ComponentImpact& added = *message.add_components();
    const impact::PartNames& part = names.parts[i];
    added.set_component(part.name);
    if (part.from_weight) added.set_weight_before(*part.from_weight);
    if (part.to_weight) added.set_weight_after(*part.to_weight);
    PartToProto(score.parts[i], added);
  }
  PartToProto(score.limits, *message.mutable_limits());
}

void SegmentToProto(const impact::SegmentImpact& segment, v1::SegmentImpact& message) {
  SumToProto(segment.all, *message.mutable_all());
  SumToProto(segment.flipped, *message.mutable_flipped());
  message.set_both(CountToProto(segment.both));
  message.set_points(segment.score_sum);
}

void ValueToProto(const impact::ScoreValue& value, v1::ScoreByPack& message) {
  message.set_effective(value.effective);
  message.set_displayed(value.displayed);
}

void ScoreChangeToProto(const impact::ScoreNames& names, const impact::ScoreChange& change,
                        v1::AccountScoreChange& message) {
  message.set_score(names.name);
  if (change.from) ValueToProto(*change.from, *message.mutable_from());
  if (change.to) ValueToProto(*change.to, *message.mutable_to());
  for (size_t i = 0; i < change.parts.size(); ++i) {
    const ScorePart& part = change.parts[i];
    if (part.score == 0 && part.weight == 0) continue;
    v1::ComponentMove& move = *message.add_components();
    move.set_component(names.parts[i].name);
    move.set_by_score(part.score);
    move.set_by_weight(part.weight);
  }
  message.set_limits(change.limits);
}

void AccountToProto(const PairNames& names, const AccountChange& change,
                    v1::AccountImpact& message) {
  message.set_account_id(change.id);
  SetSegment(names, change.segment, message);
  if (change.acv) message.set_acv(*change.acv);
  for (size_t i = 0; i < change.answers.size(); ++i) {
    if (!change.answers[i].changed()) continue;
    const impact::Outcome& outcome = names.outcomes[i];
    v1::AccountAnswerChange& added = *message.add_answers();
    added.set_outcome(outcome.name);
    added.set_from(outcome.answers[change.answers[i].from]);
    added.set_to(outcome.answers[change.answers[i].to]);
  }
  for (size_t i = 0; i < change.scores.size(); ++i) {
    if (!change.scores[i].from && !change.scores[i].to) continue;
    ScoreChangeToProto(names.scores[i], change.scores[i], *message.add_scores());
  }
  if (change.primary > 0) message.set_primary_model(names.scores[change.primary].name);
}

}  // namespace

void ImpactToProto(const PairNames& names, const impact::Impact& impact, v1::Impact& message) {
  CountsToProto(impact, *message.mutable_accounts());
  for (size_t i = 0; i < names.outcomes.size(); ++i) {
    OutcomeToProto(names, names.outcomes[i], impact.migrations[i], *message.add_outcomes());
  }
  for (size_t i = 0; i < names.scores.size(); ++i) {
    ScoreToProto(names.scores[i], impact.scores[i], *message.add_scores());
  }
  for (size_t i = 0; i < impact.segments.size(); ++i) {
    v1::SegmentImpact& added = *message.add_segments();
    SetSegment(names, i, added);
    SegmentToProto(impact.segments[i], added);
  }
  for (const auto& change : impact.falls) AccountToProto(names, change, *message.add_falls());
  for (const auto& change : impact.rises) AccountToProto(names, change, *message.add_rises());
  for (const auto& change : impact.flips) AccountToProto(names, change, *message.add_flips());
}

void RulesToProto(const std::vector<impact::RuleCount>& rules, v1::Impact& message) {
  for (const impact::RuleCount& rule : rules) {
    v1::RuleCount& added = *message.add_rules();
    added.set_rule(rule.name);
    SetPlace(rule.place, added);
    added.set_holds(CountToProto(rule.holds));
    added.set_fails(CountToProto(rule.fails));
    added.set_unknown(CountToProto(rule.unknown));
  }
}

}  // namespace bellwether::wire
