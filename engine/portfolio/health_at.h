// The health of one account at any past moment, by its parts: replayed from the book and evaluated
// by the pack of today (replayed_account.h).
//
//   HealthReplay replay(book, plan);
//   if (const auto health = replay.At(account, moment)) ... health->band
//
// It refers to the book and the plan, keeps its memory, and serves one thread.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_HEALTH_AT_H_
#define BELLWETHER_ENGINE_PORTFOLIO_HEALTH_AT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/book/book.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"
#include "engine/portfolio/replayed_account.h"

namespace bellwether::portfolio {

struct HealthAt {
  // A component that stands directly below the model.
  struct Part {
    std::string name;
    double score = 0;         // 0..100, as it counts
    double contribution = 0;  // points of the raw score
  };
  std::string model;
  std::string band;
  uint32_t band_rank = 0;  // 0 is the best
  uint32_t band_count = 0;
  double score = 0;         // 0..100, as displayed
  std::vector<Part> parts;  // that have a score, in byte order of name
};

class HealthReplay {
 public:
  HealthReplay(const book::Book& book, const Plan& plan, const Wanted& wanted = {})
      : plan_(plan), wanted_(wanted), replayed_(book, plan, wanted) {}

  // Replays and evaluates. Nothing where the pack refuses the account or no model has a score; what
  // was evaluated is below all the same, unless it was refused.
  std::optional<HealthAt> At(uint32_t account, const Moment& moment);

  // Of the last call.
  bool refused() const { return refused_; }
  const Account& account() const { return replayed_.account(); }
  const Facts& facts() const { return replayed_.facts(); }
  const Evaluation& evaluation() const { return replayed_.evaluation(); }

 private:
  void ReadParts(HealthAt& health) const;

  const Plan& plan_;
  const Wanted wanted_;
  ReplayedAccount replayed_;
  bool refused_ = true;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_HEALTH_AT_H_
