// An account at any past moment, evaluated by the pack of today: the one road of everything that
// looks back (P1, P22, P28).
//
//   ReplayedAccount replayed(book, plan, wanted);
//   if (replayed.At(account, moment)) ... replayed.evaluation()
//
// It refers to the book and the plan, which must outlive it, keeps its memory, and serves one
// thread.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_REPLAYED_ACCOUNT_H_
#define BELLWETHER_ENGINE_PORTFOLIO_REPLAYED_ACCOUNT_H_

#include <cstdint>

#include "engine/base/limits.h"
#include "engine/book/book.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/account.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/replay.h"

namespace bellwether::portfolio {

class ReplayedAccount {
 public:
  ReplayedAccount(const book::Book& book, const Plan& plan, const Wanted& wanted = {})
      : plan_(plan), wanted_(wanted), replay_(book, plan) {}

  // False where the pack refuses the account: what was known is not what it asks for.
  bool At(uint32_t account, const Moment& moment);

  // Of the last call. Facts and evaluation mean something unless it was refused.
  const Account& account() const { return account_; }
  const Facts& facts() const { return facts_; }
  const Evaluation& evaluation() const { return evaluation_; }

 private:
  const Plan& plan_;
  const Wanted wanted_;
  const Limits limits_;
  AccountReplay replay_;
  Account account_;
  Facts facts_;
  Scratch scratch_;
  Evaluation evaluation_;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_REPLAYED_ACCOUNT_H_
