// Internal to questions, but for the edges: the answers that a missing fact can have, few enough to
// try them all and dense enough that between two neighbours nothing turns unseen.
#ifndef BELLWETHER_ENGINE_QUESTIONS_ANSWERS_H_
#define BELLWETHER_ENGINE_QUESTIONS_ANSWERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/questions/questions.h"

namespace bellwether {

// A fact that somebody could still tell.
struct MissingFact {
  uint32_t slot = kNoIndex;  // kNoIndex: the plan of milestones
  MissingReason reason = MissingReason::kNotGiven;
};

// Signals, account fields and event dates in the order of the slots, then milestones.
std::vector<MissingFact> MissingFacts(const Plan& plan, const Facts& facts);

enum class Scale : uint8_t {
  kNone,     // words only
  kNumbers,  // any number; neighbours are `step` apart when a turn is looked for
  kWhole,    // whole numbers
  kDays,     // civil days since 1970-01-01
};

// What can be answered: words, each for itself, and points of an ordered scale.
struct Domain {
  std::vector<std::string> words;
  Scale scale = Scale::kNone;
  double step = 1;
  std::vector<double> points;  // rising
  std::vector<double> edges;   // those of the points that a rule names
};

// The edges of the pack (plan/edges.h), and what this account says of the facts that are compared
// with this one: rising.
std::vector<double> NumberEdges(const Plan& plan, const Facts& facts, uint32_t slot);

Domain DomainOf(const Plan& plan, const Facts& facts, uint32_t slot);

// Gives one answer after the other to a copy of an account.
class AnsweredAccount {
 public:
  // `account`, `plan` and `facts` must outlive it.
  AnsweredAccount(const Plan& plan, const Account& account, const Facts& facts, uint32_t slot);

  void GiveWord(const std::string& word);
  void GivePoint(double point, Scale scale);
  const Account& account() const { return account_; }

 private:
  void GiveDate(const EventDate& date);
  SignalInput& Signal();
  MilestoneInput& Milestone();

  const Plan& plan_;
  const Facts& facts_;
  const uint32_t slot_;
  Account account_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_QUESTIONS_ANSWERS_H_
