// Accounts at a landmark: what the pack knew of each a fixed number of days after its start, and
// what became of it later (P28).
//
//   const Landmarks landmarks = FollowFrom(view, {90, 0, 365}, wanted,
//       [&](const Member& member, const EvaluatedAccount& known) { ... });
//
// Only accounts that were customers at the landmark and through the gap behind it, and that were
// followed up to the horizon, are members: so nobody is judged by what happened before, and nobody
// counts as kept only because time was short. Facts are those that were known at the beginning of
// the landmark day, whatever was told later. A view that is stopped ends the work: what was found
// until then is not to be used. Pure functions; one thread.
#ifndef BELLWETHER_ENGINE_EVIDENCE_LANDMARK_H_
#define BELLWETHER_ENGINE_EVIDENCE_LANDMARK_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/evaluate/evaluate.h"
#include "engine/evidence/scope.h"
#include "engine/paths/path.h"
#include "engine/portfolio/view.h"

namespace bellwether::evidence {

// Days after the start of an account; 0 < landmark, 0 <= gap, landmark + gap < horizon.
struct LandmarkDays {
  int32_t landmark = 90;
  int32_t gap = 0;
  int32_t horizon = 365;
};

struct Member {
  uint32_t account = 0;   // in the book
  int32_t start_day = 0;  // since 1970-01-01
  bool retained = false;  // a customer still on the day of the horizon
  // Days from the landmark to the loss, where it was lost by the horizon.
  std::optional<int32_t> lost_after;
};

struct Landmarks {
  std::vector<Member> members;  // by start, then by account: earlier ones first
  // Who is no member, and why.
  uint64_t without_start = 0;
  uint64_t lost_before = 0;  // by the end of the gap
  uint64_t too_young = 0;    // not followed up to the horizon, lost or not
  uint64_t refused = 0;      // by the pack: what was known is not what it asks for

  uint64_t retained() const;
  uint64_t lost() const { return members.size() - retained(); }
};

// Calls `visit` for each member, in the order of `members`. Progress is said in accounts.
using Visit = std::function<void(const Member& member, const EvaluatedAccount& known)>;
Landmarks FollowFrom(const portfolio::View& view, const LandmarkDays& days, const Wanted& wanted,
                     const Visit& visit, const Scope& scope = {});

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_LANDMARK_H_
