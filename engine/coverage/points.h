// What there is to cover in a pack: every fork that an evaluation can come to, with its ways.
//
//   const Points points = PointsOf(plan, sources);
//   for (const Fork& fork : points.forks) {
//     for (const Way& way : fork.ways) ... fork.key, way.words   // "flags.late: raised"
//   }
//
// A fork is a place of the pack where an account goes one way or another: a flag is raised or
// clear, a signal is present or missing, a value falls into one tier of a row, into one piece of a
// curve. One way of one fork is a point, and coverage counts points. Which forks there are, and
// what becomes of an account at each, is written in one place: the *_forks.cc of this folder.
//
// What an evaluation does not come to is not counted: conditions of a flag that does not apply,
// components of a model that does not, a signal that nothing asked for.
#ifndef BELLWETHER_ENGINE_COVERAGE_POINTS_H_
#define BELLWETHER_ENGINE_COVERAGE_POINTS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/expression/expression.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"
#include "engine/source/source.h"

namespace bellwether::coverage {

// An account that was evaluated, and which facts its evaluation asked for.
struct Seen {
  const Plan& plan;
  const Facts& facts;
  const Evaluation& evaluation;
  const std::vector<bool>& asked;  // by slot
  expression::Context context;
  expression::Stack& stack;
};

// The way that an account took, by its number, or one of these.
using Turn = int32_t;
inline constexpr Turn kNotReached = -2;
inline constexpr Turn kNoWay = -1;  // reached, and none of the ways: unknown, not applicable

struct Way {
  std::string words;  // "raised", "up to 0.65"
  Span span;          // where it is written
  std::string path;   // its own key, where it has one: "health.fit.bands[1].red"
};

struct Fork {
  std::string key;                 // of the pack's YAML: "flags.late"
  std::vector<std::string> paths;  // keys that the ways without a key of their own stand for
  std::vector<Way> ways;           // at least one
  std::vector<uint32_t> reads;     // slots that are asked for where it is reached
  std::function<Turn(const Seen&)> turn;

  // "flags", "health": the part of the pack.
  std::string_view section() const { return std::string_view(key).substr(0, key.find('.')); }
};

// One way of one fork.
struct Point {
  uint32_t fork = 0;
  uint32_t way = 0;
};

// A line of the pack that decides something, with the points that stand on it.
struct RuleLine {
  uint32_t file = 0;  // of the sources
  uint32_t line = 0;  // 1-based
  std::vector<Point> points;
};

struct Points {
  std::vector<Fork> forks;      // section by section
  std::vector<RuleLine> lines;  // in the order of files and lines
  // Index in `forks`, by slot and by row of the plan; kNoIndex where there is none.
  std::vector<uint32_t> fork_of_slot;
  std::vector<uint32_t> fork_of_row;

  // Of a pack whose numbers depend on segment or date: the same forks, as each variant asks them.
  std::vector<Points> variants;

  // The points of a plan by its number (Plan::InForce); null where a variant forks otherwise.
  const Points* InForce(uint32_t variant) const;
  size_t size() const;  // ways of all forks
};

// `plan` is of `sources` and must outlive the points.
Points PointsOf(const Plan& plan, const Sources& sources);

// Marks what the facts that were asked for were computed from: names of derived facts, usage
// thresholds of the account's cadence (-1: it has none; nothing: of all cadences).
void AskForInputs(const Plan& plan, std::optional<int32_t> cadence, std::vector<bool>& asked);

}  // namespace bellwether::coverage

#endif  // BELLWETHER_ENGINE_COVERAGE_POINTS_H_
