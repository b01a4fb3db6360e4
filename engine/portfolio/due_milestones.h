// Milestones that were due, and how far behind their plan they are (P14, S7).
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_DUE_MILESTONES_H_
#define BELLWETHER_ENGINE_PORTFOLIO_DUE_MILESTONES_H_

#include <cstdint>
#include <vector>

#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

struct DueMilestone {
  uint32_t account = 0;
  book::Name key = book::kNoName;
  book::Name cause = book::kNoName;  // of its delay
  book::Stamp planned;
  int32_t days_late = 0;  // behind plan, negative: early; of an open one so far
  bool open = false;
  bool late = false;  // by more than the pack's days of grace
};

struct Milestones {
  std::vector<DueMilestone> due;  // by the order of their records
  uint64_t without_plan = 0;      // they count in nothing
};

// Rows of the last plan of each milestone of an account, in the order of their records.
std::vector<uint32_t> LastPlansOf(const View& view, uint32_t account);

// Of one account, those planned from `from` on that were completed, or are open beyond the days of
// grace. The last plan of each counts.
Milestones DueMilestonesOf(const View& view, uint32_t account, const book::Stamp& from);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_DUE_MILESTONES_H_
