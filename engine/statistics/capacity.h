// What a score is worth to a team that can call so many accounts and no more: of those with the
// highest scores, how many will have the event (P29).
//
//   const auto called = CallHighest(scored, 50);
//   // called->lift: so many times the events that calling by lot would have found
//
// A higher score must mean that the event is more likely. Where several have the score at the cut,
// and there is not room for all, each is called in part: 2 calls for 5 with equal scores find two
// fifths of their events, which is what drawing lots among them finds in the mean. Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_CAPACITY_H_
#define BELLWETHER_ENGINE_STATISTICS_CAPACITY_H_

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/ranking_power.h"

namespace bellwether::statistics {

struct Called {
  double calls = 0;      // at most as many as there are accounts
  double found = 0;      // events among them; not whole where ties were shared or a part was called
  double precision = 0;  // found ÷ calls, 0 to 1
  // Absent when nobody has the event.
  std::optional<double> recall;  // found ÷ events, 0 to 1
  std::optional<double> lift;    // precision ÷ share of all that have the event
};

// `capacity` calls, or all accounts when these are fewer. Nothing without a call or an account.
std::optional<Called> CallHighest(std::span<const Scored> scored, uint64_t capacity);

// This share of the accounts, which need not be a whole number: the last one is called in part.
// Nothing unless 0 < `share` <= 1, or without an account.
std::optional<Called> CallHighestShare(std::span<const Scored> scored, double share);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_CAPACITY_H_
