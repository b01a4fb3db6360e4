// Tested by tests/engine/impact/tally_test.cc.
#include "engine/impact/tally.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/rank_correlation.h"

namespace bellwether::impact {
namespace {

constexpr double kHundredths = 100;

// The bin of a change by that many points, above 0.
size_t BinOf(double points) {
  const auto bin = static_cast<size_t>(std::ceil(points)) - 1;
  return std::min(bin, ScoreImpact::kBins - 1);
}

bool IsDisplayedOtherwise(const ScoreChange& score) {
  if (!score.both()) return score.from.has_value() != score.to.has_value();
  return score.from->displayed != score.to->displayed;
}

// Keeps the list in its order and no longer than `most`; of equal ones those that came first.
template <typename Before>
void Insert(const AccountChange& change, size_t most, const Before& before,
            std::vector<AccountChange>& list) {
  if (list.size() == most && (most == 0 || !before(change, list.back()))) return;
  const auto at = std::upper_bound(list.begin(), list.end(), change, before);
  list.insert(at, change);
  if (list.size() > most) list.pop_back();
}

}  // namespace

Tally::Tally(const PackPair& pair, size_t top) : pair_(pair), top_(top) {
  const size_t segments = pair.names().segments.size() + 1;
  impact_.segments.resize(segments);
  for (const Outcome& outcome : pair.names().outcomes) {
    impact_.migrations.emplace_back(outcome.answers.size(), segments);
  }
  impact_.scores.resize(pair.names().scores.size());
  for (size_t i = 0; i < impact_.scores.size(); ++i) {
    if (pair.parts(i) != nullptr) impact_.scores[i].parts.resize(pair.parts(i)->names().size());
  }
  pairs_.resize(impact_.scores.size());
}

void Tally::Refuse(const Refusal& refusal) {
  if (!refusal.from.empty() && !refusal.to.empty()) {
    ++impact_.refused_by_both;
  } else {
    ++(refusal.from.empty() ? impact_.refused_by_to : impact_.refused_by_from);
  }
}

void Tally::Add(const AccountChange& change) {
  bool changed = false, flipped = false;
  for (size_t i = 0; i < impact_.migrations.size(); ++i) {
    impact_.migrations[i].Add(i, change);
    if (!change.answers[i].changed()) continue;
    changed = true;
    flipped = flipped || pair_.names().outcomes[i].is_decision;
  }
  for (size_t i = 0; i < impact_.scores.size(); ++i) {
    AddScore(i, change.scores[i]);
    changed = changed || IsDisplayedOtherwise(change.scores[i]);
  }
  SegmentImpact& segment = impact_.segments[change.segment];
  ++impact_.accounts;
  segment.all.Add(change);
  impact_.without_acv += change.acv ? 0 : 1;
  impact_.changed += changed ? 1 : 0;
  if (const ScoreChange& primary = change.scores.front(); primary.both()) {
    ++segment.both;
    segment.score_sum += primary.points();
  }
  if (flipped) {
    impact_.flipped.Add(change);
    segment.flipped.Add(change);
    Insert(
        change, top_,
        [](const AccountChange& one, const AccountChange& other) { return one.acv > other.acv; },
        impact_.flips);
  }
  KeepIfLarge(change);
}

void Tally::AddScore(size_t i, const ScoreChange& change) {
  ScoreImpact& impact = impact_.scores[i];
  if (!change.both()) {
    impact.gained += change.to ? 1 : 0;
    impact.lost += change.from ? 1 : 0;
    return;
  }
  ++impact.both;
  const auto hundredths = [](const ScoreValue& value) {
    return static_cast<int32_t>(std::lround(value.displayed * kHundredths));
  };
  ++pairs_[i][{hundredths(*change.from), hundredths(*change.to)}];
  const double points = change.points();
  if (points == 0) return AddParts(change, impact);
  ++(points < 0 ? impact.falls : impact.rises);
  ++(points < 0 ? impact.fallen : impact.risen)[BinOf(std::abs(points))];
  impact.sum += points;
  impact.moved += std::abs(points);
  impact.least = std::min(impact.least, points);
  impact.most = std::max(impact.most, points);
  AddParts(change, impact);
}

void Tally::AddParts(const ScoreChange& change, ScoreImpact& impact) {
  for (size_t i = 0; i < change.parts.size(); ++i) {
    const ScorePart& part = change.parts[i];
    if (part.score == 0 && part.weight == 0) continue;
    impact.parts[i].score += part.score;
    impact.parts[i].weight += part.weight;
    impact.parts[i].moved += std::abs(part.sum());
    ++impact.parts[i].touched;
  }
  if (change.limits == 0) return;
  impact.limits.score += change.limits;
  impact.limits.moved += std::abs(change.limits);
  ++impact.limits.touched;
}

void Tally::KeepIfLarge(const AccountChange& change) {
  const ScoreChange& primary = change.scores.front();
  if (!primary.both() || primary.points() == 0) return;
  if (primary.points() < 0) {
    Insert(
        change, top_,
        [](const AccountChange& one, const AccountChange& other) {
          return one.scores.front().points() < other.scores.front().points();
        },
        impact_.falls);
  } else {
    Insert(
        change, top_,
        [](const AccountChange& one, const AccountChange& other) {
          return one.scores.front().points() > other.scores.front().points();
        },
        impact_.rises);
  }
}

Impact Tally::Finish() {
  for (size_t i = 0; i < pairs_.size(); ++i) {
    std::vector<statistics::RankedPair> pairs;
    pairs.reserve(pairs_[i].size());
    for (const auto& [scores, count] : pairs_[i]) {
      pairs.push_back(
          {static_cast<double>(scores.first), static_cast<double>(scores.second), count});
    }
    // The table has no order of its own, and sums of doubles have one.
    std::sort(pairs.begin(), pairs.end(),
              [](const statistics::RankedPair& one, const statistics::RankedPair& other) {
                return std::pair(one.x, one.y) < std::pair(other.x, other.y);
              });
    impact_.scores[i].rank_correlation = statistics::RankCorrelation(pairs);
  }
  return std::move(impact_);
}

}  // namespace bellwether::impact
