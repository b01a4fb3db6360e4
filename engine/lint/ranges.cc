// From what accounts can say to where scores can lie, stage by stage as an evaluation runs (S14).
//
// A group is a weighted mean of those children that have a score. Each of them may be the only one
// (S16: what does not apply is in no sum), so a group reaches what its children reach, and no more.
//
// Tested by tests/engine/lint/ranges_test.cc and tests/property/lint_test.cc.
#include "engine/lint/ranges.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/lint/curve_range.h"
#include "engine/lint/facts_range.h"
#include "engine/lint/narrowing.h"

namespace bellwether::lint {

using ruleset::Component;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kPointsPerScore = 10;  // criteria give 0..100, dimensions 0..10

bool Weighs(const Component& component) {
  const auto& rows = component.segment_weights;
  return component.weight > 0 ||
         std::any_of(rows.begin(), rows.end(), [](double weight) { return weight > 0; });
}

}  // namespace

class RangeFinder {
 public:
  RangeFinder(const ruleset::RuleSet& rules, Ranges& ranges)
      : rules_(rules), ranges_(ranges), world_(ranges.world_) {}

  void Run() {
    world_ = WorldOfFacts(rules_);
    for (const ruleset::Benchmark& benchmark : rules_.benchmarks) Rate(benchmark);
    for (uint32_t m = 0; m < rules_.health.size(); ++m) Score(m);
    for (const ruleset::Flag& flag : rules_.flags) Raise(flag);
    if (rules_.graduation.defined) Graduate();
  }

 private:
  void Rate(const ruleset::Benchmark& benchmark) {
    std::vector<std::string> words;
    for (const ruleset::BenchmarkSet& set : benchmark.sets) {
      for (uint32_t tier = 0; tier < set.tiers.size(); ++tier) {
        const bool reached = std::any_of(set.rows.begin(), set.rows.end(), [&](const auto& row) {
          return ranges_.TierInReach(benchmark, row, tier);
        });
        if (reached) words.push_back(set.tiers[tier].name);
      }
    }
    world_[benchmark.tier_slot].words = std::move(words);
  }

  // The range of a component, noted with those of its children above it.
  Interval Look(const Component& component, const std::string& root, bool inverted,
                const World& world) {
    const size_t at = ranges_.scores_.size();
    const std::string path = absl::StrCat(root, ".", component.path);
    ranges_.scores_.push_back({path, {}, {}, component.location});
    Interval reach;
    if (component.curve.kind == ruleset::CurveKind::kGroup) {
      for (const Component& child : component.components) {
        const Interval below = Look(child, root, inverted != component.invert, world);
        if (Weighs(child)) reach.Join(below);
      }
      if (component.invert && !reach.empty()) reach = {100 - reach.high, 100 - reach.low};
    } else {
      reach = LeafRange(rules_, component, inverted, world);
    }
    ranges_.scores_[at].raw = ranges_.scores_[at].reach = reach;
    return reach;
  }

  void Score(uint32_t index) {
    const ruleset::HealthModel& model = rules_.health[index];
    const std::string path = absl::StrCat("health.", model.name);
    const World applying = Where(model.applies_when, world_);
    const size_t at = ranges_.scores_.size();
    ranges_.scores_.push_back({path, {}, {}, model.location});
    Interval reach;
    for (const Component& component : model.components) {
      const Interval below = Look(component, path, false, applying);
      if (Weighs(component)) reach.Join(below);
    }
    ranges_.scores_[at].raw = reach;
    for (uint32_t l = 0; l < model.limits.size(); ++l) {
      ranges_.limits_.push_back({index, l, reach});
      Limit(model.limits[l], applying, reach);
    }
    ranges_.scores_[at].reach = reach;
    // An override may set the score to anything, so conditions may read any score and band.
  }

  static void Limit(const ruleset::Limit& limit, const World& world, Interval& reach) {
    if (!limit.effective.now) return;
    const Possible holds = Evaluate(limit.when, world);
    if (!holds.truth || reach.empty()) return;
    const Interval before = reach;
    const auto moved = [&limit](double score) {
      return limit.cap ? std::min(score, limit.value) : std::max(score, limit.value);
    };
    reach = {moved(before.low), moved(before.high)};
    if (holds.falsity || holds.nothing) reach.Join(before);
  }

  void Raise(const ruleset::Flag& flag) {
    const World applying = Where(flag.applies_when, world_);
    const Possible holds = Evaluate(flag.when, applying);
    Possible& raised = world_[flag.slot];
    raised.truth = holds.truth || (holds.nothing && flag.unknown_raises);
    // What a date leaves out for now is raised at another time: nobody is told that it never is.
    const bool always_applies = flag.applies_when.empty() && flag.effective.now;
    raised.falsity = holds.falsity || holds.nothing || !always_applies;
  }

  // People may give a dimension any score, so conditions may read any; the ranges are those of the
  // criteria.
  void Graduate() {
    const World applying = Where(rules_.graduation.applies_when, world_);
    Interval total;
    for (const ruleset::Dimension& dimension : rules_.graduation.dimensions) {
      const std::string path = absl::StrCat("graduation.", dimension.name);
      const size_t at = ranges_.scores_.size();
      ranges_.scores_.push_back({path, {}, {}, dimension.location});
      Interval reach;
      for (const ruleset::Criterion& criterion : dimension.criteria) {
        const Interval below = Look(criterion.component, "graduation", false, applying);
        if (Weighs(criterion.component)) reach.Join(below);
      }
      if (!reach.empty()) reach = {reach.low / kPointsPerScore, reach.high / kPointsPerScore};
      if (dimension.criteria.empty()) reach = {0, kPointsPerScore};
      ranges_.scores_[at].raw = ranges_.scores_[at].reach = reach;
      if (dimension.weight > 0) total.Join(reach);
    }
    ranges_.scores_.push_back({"graduation.total", total, total, rules_.graduation.location});
  }

  const ruleset::RuleSet& rules_;
  Ranges& ranges_;
  World& world_;
};

Ranges::Ranges(const ruleset::RuleSet& rules) { RangeFinder(rules, *this).Run(); }

const ScoreRange* Ranges::Find(const std::string& path) const {
  const auto found = std::find_if(scores_.begin(), scores_.end(),
                                  [&path](const ScoreRange& score) { return score.path == path; });
  return found == scores_.end() ? nullptr : &*found;
}

bool Ranges::TierInReach(const ruleset::Benchmark& benchmark, const ruleset::Row& row,
                         uint32_t tier) const {
  Interval values = world_[benchmark.value].number;
  if (benchmark.value_so_far) values.Join(world_[*benchmark.value_so_far].number);
  return RowReaches(row, benchmark.lower_is_better, tier, values);
}

bool RowReaches(const ruleset::Row& row, bool lower_is_better, uint32_t tier,
                const Interval& values) {
  Interval left = values;
  const double towards_better = lower_is_better ? -kInfinity : kInfinity;
  for (uint32_t i = 0; i <= tier && i < row.bounds.size(); ++i) {
    const ruleset::Bound& bound = row.bounds[i];
    const bool strict = bound.kind != ruleset::BoundKind::kInclusive;
    const double last = strict ? std::nextafter(bound.value, towards_better) : bound.value;
    const double next = std::nextafter(last, -towards_better);
    const bool here = i == tier;
    if (lower_is_better) {
      left.Meet(here ? Interval{-kInfinity, last} : Interval{next, kInfinity});
    } else {
      left.Meet(here ? Interval{last, kInfinity} : Interval{-kInfinity, next});
    }
  }
  return !left.empty();
}

}  // namespace bellwether::lint
