// An account at any past moment, as the book knew it then: so health over time comes from replay,
// and not from having been saved in time (P1).
//
//   AccountReplay replay(book, plan);
//   const Account account = replay.At(number, moment);
//
// It refers to the book and the plan, which must outlive it, keeps its memory, and serves one
// thread. What it answers depends on nothing that was asked before.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_REPLAY_H_
#define BELLWETHER_ENGINE_PORTFOLIO_REPLAY_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/book/book.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/record_signals.h"

namespace bellwether::portfolio {

class AccountReplay {
 public:
  AccountReplay(const book::Book& book, const Plan& plan)
      : book_(book), plan_(plan), plans_(plan.All()), signals_(plans_.size()) {}

  // What a caller would have sent: the last value of each attribute, event date and signal that was
  // known and had happened, with the moment of its observation; series with all their points;
  // milestones by their last plan; graduation, kickoff and days of extension from the onboarding's
  // events. The first confirmed value is not_yet where the book tells of values at all, and
  // graduation where it tells of the onboarding. A signal that no account record had stated by
  // then, or too long ago, follows from other records where the pack says how (record_signals.h).
  Account At(uint32_t account, const Moment& moment);

 private:
  const book::Book& book_;
  const Plan& plan_;
  const std::vector<const Plan*> plans_;               // of the pack
  std::vector<std::optional<RecordSignals>> signals_;  // by plan; made when it is first in force
  std::vector<Stated> stated_;                         // by signal of the plan; working memory
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_REPLAY_H_
