// What can drift: signals of a pack and scores of its models, as numbers.
//
//   const Variables variables(plan);                       // once for each pack
//   std::vector<double> values;
//   variables.Read(facts, evaluation, stages, values);     // parallel to variables.list()
//
// Immutable after the constructor; any number of threads; refers to nothing.
#ifndef BELLWETHER_ENGINE_DRIFT_VARIABLES_H_
#define BELLWETHER_ENGINE_DRIFT_VARIABLES_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "engine/plan/stages.h"

namespace bellwether::drift {

// The account has no value of its own: not given, stale, not applicable, not yet.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
// Nobody asked for it, so the account says nothing of it.
inline constexpr double kNotAsked = std::numeric_limits<double>::infinity();

struct Variable {
  enum class Source : uint8_t { kNumber, kTruth, kWord, kAge, kGiven, kScore };
  std::string name;  // "signal.usage", "score.onboarding"
  Source source = Source::kNumber;
  uint32_t index = 0;  // slot of a signal, or model
  // Words that a value counts in order; empty: a number. Of a text or a series: "given" alone.
  std::vector<std::string> categories;
};

class Variables {
 public:
  explicit Variables(const Plan& plan);

  const std::vector<Variable>& list() const { return list_; }

  // `stages`: what of the evaluation has a meaning.
  void Read(const Facts& facts, const Evaluation& evaluation, Stages stages,
            std::vector<double>& values) const;

 private:
  std::vector<Variable> list_;
};

}  // namespace bellwether::drift

#endif  // BELLWETHER_ENGINE_DRIFT_VARIABLES_H_
