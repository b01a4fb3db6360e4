// An account under two packs.
//
//   Comparer comparer(pair, bind, limits);
//   AccountChange change;
//   if (comparer.Compare(account, change)) ... else comparer.refusal()
//
// A signal that one of the packs does not know is no mistake of the account, as long as the other
// does: a pack that learns a new one is compared with the pack before. One thread; `pair` outlives
// it.
#ifndef BELLWETHER_ENGINE_IMPACT_COMPARER_H_
#define BELLWETHER_ENGINE_IMPACT_COMPARER_H_

#include <vector>

#include "engine/base/limits.h"
#include "engine/evaluate/evaluate_account.h"
#include "engine/impact/account_change.h"
#include "engine/impact/pack_pair.h"

namespace bellwether::impact {

// Which of the packs refuses an account, and why.
struct Refusal {
  std::vector<Violation> from, to;
  bool any() const { return !from.empty() || !to.empty(); }
  // As one list: what the new pack says of a problem of both, and of a problem of one, which it is.
  std::vector<Violation> Together() const;
};

class Comparer {
 public:
  Comparer(const PackPair& pair, BindOptions bind, const Limits& limits);

  // False when either refuses the account: `change` means nothing then.
  bool Compare(const Account& account, AccountChange& change) {
    return Compare(account, account, change);
  }
  // The same of an account of which each pack was told by itself, as where packs read the same
  // records otherwise. What it is, as its segment, is what the new one was told.
  bool Compare(const Account& from, const Account& to, AccountChange& change);
  const Refusal& refusal() const { return refusal_; }
  // By the new pack, of the account that was compared last.
  const Evaluation& to() const { return to_.evaluation; }

 private:
  void RefuseWhatNeitherKnows(const Account& account);
  std::vector<Violation> Evaluate(const Plan& plan, const Account& account,
                                  AccountMemory& side) const;
  void CompareScores(AccountChange& change) const;

  const PackPair& pair_;
  const bool refuses_unknown_signals_;
  BindOptions bind_;
  const Limits limits_;
  AccountMemory from_, to_;
  Refusal refusal_;
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_COMPARER_H_
