// Packs of one health model, for tests of what a model makes of its components.
//
//   Score(Model("    bands: [{ok: 0}]\n    components: {x: {weight: 1, of: a}}\n"),
//         Signals("a: 80")).model("m")
#ifndef BELLWETHER_TESTS_ENGINE_EVALUATE_ONE_MODEL_H_
#define BELLWETHER_TESTS_ENGINE_EVALUATE_ONE_MODEL_H_

#include <string>

#include "tests/support/scored_account.h"

namespace bellwether {

// Scores `a` to `d`, bools `yes` and `no`, and one signal for each policy.
inline constexpr char kSignals[] = R"(
segments: [big, small]
signals:
  a: {type: number, min: 0, max: 100}
  b: {type: number, min: 0, max: 100}
  c: {type: number, min: 0, max: 100}
  d: {type: number, min: 0, max: 100}
  yes: {type: bool}
  no: {type: bool}
  neutral: {type: number, min: 0, max: 100, missing: neutral}
  worst: {type: number, min: 0, max: 100, missing: worst}
  substituted: {type: number, min: 0, max: 100, missing: {value: 30}}
  excluded: {type: number, min: 0, max: 100, missing: exclude}
)";

// A pack of one model `m`, given as the lines below its name.
inline testing_support::PlanPointer Model(const std::string& lines) {
  return testing_support::PlanOf(kSignals + std::string("health:\n  m:\n") + lines);
}

inline constexpr char kBands[] = "    bands: [{green: 80}, {yellow: 50}, {red: 0}]\n";
inline constexpr char kCap49[] = "    caps: [{when: 'yes', at_most: 49, reason: r}]\n";

inline std::string Signals(const std::string& signals) { return "signals: {" + signals + "}"; }

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_ENGINE_EVALUATE_ONE_MODEL_H_
