// A message names what an impact has by position; a name that is not there makes it no impact.
//
// Tested by tests/protos/wire/impact_test.cc.
#include <algorithm>
#include <utility>

#include "protos/wire/impact.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

using impact::AccountChange;
using impact::Impact;
using impact::PairNames;

impact::Sum SumFromProto(const v1::AccountSum& message) {
  return {CountFromProto(message.accounts()), message.acv()};
}

impact::PartSum PartFromProto(const v1::ComponentImpact& message) {
  return {message.by_score(), message.by_weight(), message.moved(),
          CountFromProto(message.accounts())};
}

impact::ScoreNames NamesFromProto(const v1::ScoreImpact& message) {
  impact::ScoreNames names{message.score(), {}};
  for (const v1::ComponentImpact& component : message.components()) {
    impact::PartNames& part = names.parts.emplace_back();
    part.name = component.component();
    if (component.has_weight_before()) part.from_weight = component.weight_before();
    if (component.has_weight_after()) part.to_weight = component.weight_after();
  }
  return names;
}

class ImpactReader {
 public:
  explicit ImpactReader(const v1::Impact& message) : message_(message) {}

  std::optional<NamedImpact> Read() {
    ReadNames();
    ReadCounts();
    for (int i = 0; i < message_.outcomes_size(); ++i) ReadOutcome(message_.outcomes(i));
    for (const v1::ScoreImpact& score : message_.scores()) ReadScore(score);
    for (const v1::SegmentImpact& segment : message_.segments()) ReadSegment(segment);
    ReadAccounts(message_.falls(), impact_.falls);
    ReadAccounts(message_.rises(), impact_.rises);
    ReadAccounts(message_.flips(), impact_.flips);
    if (names_.scores.empty() || impact_.segments.size() != names_.segments.size() + 1) {
      return std::nullopt;
    }
    if (!good_) return std::nullopt;
    return NamedImpact{std::move(names_), std::move(impact_)};
  }

 private:
  void ReadNames() {
    for (const v1::OutcomeImpact& outcome : message_.outcomes()) {
      names_.outcomes.push_back({outcome.outcome(),
                                 outcome.decision(),
                                 {outcome.answers().begin(), outcome.answers().end()},
                                 {outcome.only_old().begin(), outcome.only_old().end()},
                                 {outcome.only_new().begin(), outcome.only_new().end()}});
    }
    for (const v1::ScoreImpact& score : message_.scores()) {
      names_.scores.push_back(NamesFromProto(score));
    }
    for (const v1::SegmentImpact& segment : message_.segments()) {
      if (segment.has_segment()) names_.segments.push_back(segment.segment());
    }
  }

  void ReadCounts() {
    const v1::ImpactCounts& counts = message_.accounts();
    impact_.accounts = CountFromProto(counts.compared());
    impact_.changed = CountFromProto(counts.changed());
    impact_.flipped = SumFromProto(counts.flipped());
    impact_.without_acv = CountFromProto(counts.without_acv());
    impact_.refused_by_both = CountFromProto(counts.refused_by_both());
    impact_.refused_by_from = CountFromProto(counts.refused_by_old());
    impact_.refused_by_to = CountFromProto(counts.refused_by_new());
  }

  // Position of the one called `name`; 0, and the message is no good, where there is none.
  template <typename List, typename NameOf>
  uint32_t Find(const List& list, const std::string& name, const NameOf& name_of) {
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const auto& one) { return name_of(one) == name; });
    good_ = good_ && found != list.end();
    return found == list.end() ? 0 : static_cast<uint32_t>(found - list.begin());
  }
  template <typename List>
  uint32_t Find(const List& list, const std::string& name) {
    return Find(list, name, [](const auto& one) -> const std::string& { return one.name; });
  }
  uint32_t Answer(const impact::Outcome& outcome, const std::string& word) {
    return Find(outcome.answers, word, [](const auto& one) -> const std::string& { return one; });
  }
  template <typename Message>
  uint32_t Segment(const Message& message) {
    if (!message.has_segment()) return static_cast<uint32_t>(names_.segments.size());
    const uint32_t segment = names_.SegmentOf(message.segment());
    good_ = good_ && segment < names_.segments.size();
    return segment;
  }

  void ReadOutcome(const v1::OutcomeImpact& message) {
    const impact::Outcome& outcome = names_.outcomes[impact_.migrations.size()];
    impact::Migration& migration =
        impact_.migrations.emplace_back(outcome.answers.size(), names_.segments.size() + 1);
    for (const v1::AnswerFlow& flow : message.flows()) {
      const uint32_t from = Answer(outcome, flow.from()), to = Answer(outcome, flow.to());
      const uint32_t segment = Segment(flow);
      if (good_) migration.Add(segment, from, to, SumFromProto(flow.sum()));
    }
  }

  void ReadScore(const v1::ScoreImpact& message) {
    impact::ScoreImpact& score = impact_.scores.emplace_back();
    score.both = CountFromProto(message.both());
    score.gained = CountFromProto(message.gained());
    score.lost = CountFromProto(message.lost());
    score.rises = CountFromProto(message.rises());
    score.falls = CountFromProto(message.falls());
    score.sum = message.sum();
    score.moved = message.moved();
    score.least = message.least();
    score.most = message.most();
    if (message.has_rank_correlation()) score.rank_correlation = message.rank_correlation();
    for (const v1::ScoreBin& bin : message.bins()) ReadBin(bin, score);
    for (const v1::ComponentImpact& component : message.components()) {
      score.parts.push_back(PartFromProto(component));
    }
    score.limits = PartFromProto(message.limits());
  }

  void ReadBin(const v1::ScoreBin& bin, impact::ScoreImpact& score) {
    const int64_t above = bin.above();
    const bool falls = above < 0;
    const auto index = static_cast<uint64_t>(falls ? -above - 1 : above);
    good_ = good_ && index < impact::ScoreImpact::kBins;
    if (good_) (falls ? score.fallen : score.risen)[index] = CountFromProto(bin.accounts());
  }

  void ReadSegment(const v1::SegmentImpact& message) {
    impact::SegmentImpact& segment = impact_.segments.emplace_back();
    segment.all = SumFromProto(message.all());
    segment.flipped = SumFromProto(message.flipped());
    segment.both = CountFromProto(message.both());
    segment.score_sum = message.points();
  }

  template <typename Messages>
  void ReadAccounts(const Messages& messages, std::vector<AccountChange>& changes) {
    for (const v1::AccountImpact& message : messages) ReadAccount(message, changes.emplace_back());
  }

  void ReadAccount(const v1::AccountImpact& message, AccountChange& change) {
    change.id = message.account_id();
    change.segment = Segment(message);
    if (message.has_acv()) change.acv = message.acv();
    change.answers.resize(names_.outcomes.size());
    for (const v1::AccountAnswerChange& answer : message.answers()) {
      const uint32_t outcome = Find(names_.outcomes, answer.outcome());
      if (!good_) return;
      change.answers[outcome] = {Answer(names_.outcomes[outcome], answer.from()),
                                 Answer(names_.outcomes[outcome], answer.to())};
    }
    change.scores.resize(names_.scores.size());
    for (const v1::AccountScoreChange& score : message.scores()) {
      const uint32_t at = Find(names_.scores, score.score());
      if (!good_) return;
      ReadScoreChange(score, names_.scores[at], change.scores[at]);
    }
    if (!message.primary_model().empty()) {
      change.primary = Find(names_.scores, message.primary_model());
    }
  }

  void ReadScoreChange(const v1::AccountScoreChange& message, const impact::ScoreNames& names,
                       impact::ScoreChange& change) {
    const auto value = [](const v1::ScoreByPack& score) {
      return impact::ScoreValue{score.effective(), score.displayed()};
    };
    if (message.has_from()) change.from = value(message.from());
    if (message.has_to()) change.to = value(message.to());
    if (message.components_size() > 0) change.parts.resize(names.parts.size());
    for (const v1::ComponentMove& move : message.components()) {
      const uint32_t part = Find(names.parts, move.component());
      if (!good_) return;
      change.parts[part] = {move.by_score(), move.by_weight()};
    }
    change.limits = message.limits();
  }

  const v1::Impact& message_;
  PairNames names_;
  Impact impact_;
  bool good_ = true;
};

}  // namespace

std::optional<NamedImpact> ImpactFromProto(const v1::Impact& message) {
  return ImpactReader(message).Read();
}

}  // namespace bellwether::wire
