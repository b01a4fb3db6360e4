// Plausible accounts of a pack, one for each position, without end.
//
//   const generation::AccountGenerator accounts(plan, /*seed=*/1, as_of);
//   for (uint64_t i = 0; i < 10'000; ++i) Use(accounts.At(i));
//
// An account is a pure function of plan, seed, as_of and position: any thread may make any of them,
// and one more account changes none of the others. Every one binds to the plan without a violation.
// What it tells:
//
//   - words of the pack, event dates and milestones in an order that may be, and each signal in its
//     range, around the numbers at which answers of the pack turn, so that both sides are met;
//   - some things are missing, not applicable, stale or not yet, mostly of the same accounts;
//   - one hidden health goes through all facts of an account: it is well in most respects or in
//   few,
//     by what the pack itself thinks good (what_is_good.h).
//
// Facts that no rule reads are left out where they are the engine's own: event dates, contract
// value and seats. Signals are the pack's, and all are told.
#ifndef BELLWETHER_ENGINE_GENERATION_ACCOUNT_GENERATOR_H_
#define BELLWETHER_ENGINE_GENERATION_ACCOUNT_GENERATOR_H_

#include <cstdint>

#include "engine/facts/account.h"
#include "engine/generation/account_model.h"
#include "engine/plan/plan.h"

namespace bellwether::generation {

class AccountGenerator {
 public:
  // Asks the plan some fifty times for each signal: milliseconds, and tens of them for a pack of a
  // hundred signals. The plan must outlive it. `as_of` is a moment that Bind accepts: from 1990 to
  // 2100.
  AccountGenerator(const Plan& plan, uint64_t seed, const Moment& as_of);

  // The account is called after its position: "account-000001" is the first, at 0. Any number of
  // threads.
  //
  // A pack may refuse accounts that lack a value (`missing: error`). Signals of that policy are
  // always told; where it asks for more, such as a date that not every account has, accounts are
  // drawn anew until one is answered, but not without end.
  Account At(uint64_t position) const;

 private:
  bool IsAnswered(const Account& account) const;

  const Plan& plan_;
  const uint64_t seed_;
  bool may_refuse_ = false;  // the pack has a policy `error`
  AccountModel model_;
};

}  // namespace bellwether::generation

#endif  // BELLWETHER_ENGINE_GENERATION_ACCOUNT_GENERATOR_H_
