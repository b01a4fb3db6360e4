// Internal to the testing stage: whether a property holds of one account.
//
//   PropertyCheck check(plan, property, limits);
//   if (check.Try(trial) == PropertyCheck::Verdict::kBroken) ... check.breach()
//
// It refers to the plan and the property, which must outlive it, and serves one thread.
#ifndef BELLWETHER_ENGINE_TESTING_PROPERTY_CHECK_H_
#define BELLWETHER_ENGINE_TESTING_PROPERTY_CHECK_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/paths/condition.h"
#include "engine/testing/case_evaluator.h"
#include "engine/testing/property.h"
#include "engine/testing/stated.h"

namespace bellwether {

// What a property is tried on.
struct PropertyTrial {
  Account account;
  SignalValue more;  // kMonotone: what the signal is changed to, which is more than it was
};

// The account as the property changes it; as it is where the property changes nothing.
Account Changed(const Property& property, const PropertyTrial& trial);

// What an answer says at the path that breaks the property, or why there is none.
struct PropertyAnswer {
  Observed observed;
  std::string refused;  // not empty: the account is refused, and for this
};

struct PropertyBreach {
  Path path;  // of the answer
  PropertyAnswer before, after;
};

class PropertyCheck {
 public:
  PropertyCheck(const Plan& plan, const Property& property, const Limits& limits);

  enum class Verdict : uint8_t {
    kSaysNothing,  // of such an account: it has no output, or the change does not move it
    kHolds,
    kBroken,
  };
  Verdict Try(const PropertyTrial& trial);
  // kMonotone: of an account with its own value of the signal and each of `others`, of which the
  // lesser is tried against the greater. As Try() of each, for little more than half the work.
  // `broken` is filled where the last of them, which is kBroken then, is one that breaks it.
  std::vector<Verdict> TryValues(const Account& account, std::span<const SignalValue> others,
                                 PropertyTrial& broken);

  // After kBroken.
  const PropertyBreach& breach() const { return breach_; }
  // Of the last trial: the account as it was, and as it was changed.
  const CaseEvaluator& before() const { return before_.evaluator; }
  const CaseEvaluator& after() const { return after_.evaluator; }

  // Which of two values of the signal is more: a negative number, 0, or a positive number when the
  // first one is. Nothing where a value has no place among the others.
  std::optional<int> Compare(const SignalValue& a, const SignalValue& b) const;

 private:
  // An account and what it is answered.
  struct Side {
    Side(const Plan& plan, const Limits& limits) : evaluator(plan, limits) {}
    Observed At(const Path& path) const { return evaluator.At(*account, path); }

    CaseEvaluator evaluator;
    const Account* account = nullptr;
    std::vector<Violation> refused;
  };

  void Look(const Account& account, Side& side) const;
  bool Concerns(const Side& before);
  Verdict JudgeBound(const Side& side);
  Verdict JudgeMove(const Side& before, const Side& after);
  Verdict JudgeSame(const Side& before, const Side& after);
  std::optional<double> PlaceOf(const SignalValue& value) const;
  std::optional<double> RankOf(const Observed& answer) const;

  const Plan& plan_;
  const Property& property_;
  std::optional<PathCondition> where_;
  std::vector<std::string> words_;    // of the signal, the least first
  std::vector<std::string> answers_;  // of an output in words, the worst first
  std::vector<Path> outcomes_;        // kSame...: what must stay
  Side before_, after_;
  Account changed_;  // kept, for its memory
  PropertyBreach breach_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_TESTING_PROPERTY_CHECK_H_
