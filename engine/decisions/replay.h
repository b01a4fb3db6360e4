// A logged evaluation, evaluated again: the same pack gives the same bits, and another one shows
// what would have been answered.
//
//   Replayer replayer(plan, limits);
//   const Replayed& replayed = replayer.Replay(decision);
//   replayed.differences ...
//
// Only what was logged is compared. Of a redacted account, what the redacted names have a say in is
// not compared, and named. One thread; `plan` outlives it; keeps its memory.
#ifndef BELLWETHER_ENGINE_DECISIONS_REPLAY_H_
#define BELLWETHER_ENGINE_DECISIONS_REPLAY_H_

#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/decisions/outcome.h"
#include "engine/decisions/record.h"
#include "engine/evaluate/evaluate_account.h"
#include "engine/plan/plan.h"

namespace bellwether::decisions {

struct Difference {
  std::string path;
  Value logged;
  Value now;
  bool not_in_pack = false;  // the pack has no such outcome
};

struct Replayed {
  bool same_pack = false;                 // the digest that was logged is the plan's
  size_t compared = 0;                    // outcomes
  std::vector<Difference> differences;    // of these
  std::vector<std::string> not_compared;  // paths that a redacted name has a say in
  std::vector<Violation> refused;         // the pack refuses the account: nothing is compared
};

class Replayer {
 public:
  Replayer(const Plan& plan, const Limits& limits) : plan_(plan), limits_(limits), logged_(plan) {}

  // Good until the next call.
  const Replayed& Replay(const Decision& decision);

  // Of the last call that refused nothing.
  const Facts& facts() const { return memory_.facts; }
  const Evaluation& evaluation() const { return memory_.evaluation; }

 private:
  // What redacted names have a say in.
  struct Blind {
    bool all = false;    // a field that anything may depend on
    bool facts = false;  // what is missing or stale
    Stages stages;
  };
  Blind BlindFor(const Decision& decision) const;
  bool IsBlind(const Blind& blind, const std::string& path) const;

  const Plan& plan_;
  const Limits limits_;
  const LoggedPaths logged_;
  AccountMemory memory_;
  Account account_;
  Replayed replayed_;
};

}  // namespace bellwether::decisions

#endif  // BELLWETHER_ENGINE_DECISIONS_REPLAY_H_
