// The course of one account in words, as the book knows it at the moment of a view: what whoever
// calls the customer wants to have seen before.
//
// Pure function.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_TIMELINE_H_
#define BELLWETHER_ENGINE_PORTFOLIO_TIMELINE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

struct TimelineEvent {
  int32_t day = 0;        // since 1970-01-01, in the account's zone
  std::string what;       // "training 12 days late: customer_capacity"
  bool is_delay = false;  // a hold, or a milestone that was late
};

// Start, kickoff, holds, milestones that were late with their cause and days, target, first value,
// graduation, abandonment, loss; by day. A milestone stands on the day of its plan.
std::vector<TimelineEvent> TimelineOf(const View& view, uint32_t account);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_TIMELINE_H_
