// The reachable range of every score: where it can lie over all accounts, whatever they leave
// unknown or say does not apply.
//
//   const Ranges ranges(rules);
//   for (const ScoreRange& score : ranges.scores()) Print(score.path, score.reach);
//
// Sound, not tight: no account lies outside, and not every number inside need be some account's.
// Manual overrides and scores that people give to dimensions are left out of a score's own range,
// since they can be anything, and are counted where conditions read the score.
#ifndef BELLWETHER_ENGINE_LINT_RANGES_H_
#define BELLWETHER_ENGINE_LINT_RANGES_H_

#include <string>
#include <vector>

#include "engine/lint/expression_range.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether::lint {

// Sums of weights times scores miss by less than this.
inline constexpr double kScoreSlack = 1e-9;

struct ScoreRange {
  std::string
      path;        // "health.onboarding", "health.onboarding.engagement.usage", "graduation.total"
  Interval raw;    // before floors and caps; of a dimension 0..10, else 0..100
  Interval reach;  // after them
  ruleset::Location location;
};

// A cap or floor, and what reaches it.
struct LimitReach {
  uint32_t model = 0;
  uint32_t limit = 0;  // of the model
  Interval before;     // the scores that it is held against
};

class Ranges {
 public:
  // `rules` must outlive it.
  explicit Ranges(const ruleset::RuleSet& rules);

  // Models with their components, dimensions with their criteria, the total; in the pack's order.
  const std::vector<ScoreRange>& scores() const { return scores_; }
  const std::vector<LimitReach>& limits() const { return limits_; }
  // Null when there is none by that path.
  const ScoreRange* Find(const std::string& path) const;
  // What each slot may hold when all stages have run.
  const World& world() const { return world_; }
  // Whether a value of the benchmark can come to tier `tier` (0 is the best) of one of its rows.
  bool TierInReach(const ruleset::Benchmark& benchmark, const ruleset::Row& row,
                   uint32_t tier) const;

 private:
  friend class RangeFinder;

  World world_;
  std::vector<ScoreRange> scores_;
  std::vector<LimitReach> limits_;
};

// Whether a row puts some of `values` into a tier.
bool RowReaches(const ruleset::Row& row, bool lower_is_better, uint32_t tier,
                const Interval& values);

}  // namespace bellwether::lint

#endif  // BELLWETHER_ENGINE_LINT_RANGES_H_
