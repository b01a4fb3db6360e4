// How much a change of rules may do: limits in YAML, held against an impact.
//
//   max_flipped: 2%            # accounts with another decision, of all
//   max_changed: 500           # accounts with any other answer or score
//   max_fall: 10               # points, of any account's primary score
//   max_mean_change: 1.5       # points, up or down, of the mean primary score
//   health.customer.max_fall: 5     # the same of one model's score, or of its mean
//   smb.max_flipped: 5%        # the same of one segment
//   red: +1%                   # accounts whose primary band is red: at most so many more
//   smb.red: +0                # none more among those of segment smb
//   graduation.decision.GRADUATE: -5     # at most 5 fewer that graduate
//   enterprise.flag.silent.raised: 3   # at most 3 more or fewer
//   max_refused: 0             # accounts that the new pack refuses and the old one does not
//
// A share is one of the accounts that were compared, or of those of the segment.
//
// Plain data and pure functions.
#ifndef BELLWETHER_ENGINE_IMPACT_BUDGET_H_
#define BELLWETHER_ENGINE_IMPACT_BUDGET_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/impact/impact.h"
#include "engine/impact/pair_names.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::impact {

enum class Measure : uint8_t { kFlipped, kChanged, kRefused, kFall, kMeanChange, kAnswer };

// Which way a count may go.
enum class Direction : uint8_t { kEither, kUp, kDown };

struct BudgetLine {
  std::string name;   // "smb.red"
  std::string limit;  // as written: "+0", "2%"
  Measure measure = Measure::kFlipped;
  Direction direction = Direction::kEither;
  double most = 0;  // a count, points, or with `share` per cent
  bool share = false;
  bool of_segment = false;
  uint32_t segment = 0;  // of PairNames::segments
  uint32_t score = 0;    // of PairNames::scores, the primary one first; of points
  uint32_t outcome = 0;  // of PairNames::outcomes; kAnswer
  uint32_t answer = 0;   // of its answers; kAnswer
};

struct Budget {
  std::vector<BudgetLine> lines;  // in the order of the file
};

// What an impact is by a line.
struct BudgetResult {
  double actual = 0;  // accounts with their sign, or points
  double most = 0;    // in the same unit
  bool kept = false;
};

// Reads file 0 of `sources`. Everything that is wrong is reported at once.
Staged<Budget> ReadBudget(const PairNames& names, const Sources& sources,
                          const Limits& limits = {});

BudgetResult Judge(const BudgetLine& line, const Impact& impact);

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_BUDGET_H_
