// The clauses of an expression: the single questions that &&, ||, ! and ?: put together.
//
//   days_since_kickoff > 7 && !happened(first_login_at)
//
// has two: `days_since_kickoff > 7`, and `happened(first_login_at)`, which is asked only where the
// first is not false. A clause is a program of its own, so that what an expression asked of an
// account is found after its evaluation, by asking again: the evaluator knows nothing of it.
#ifndef BELLWETHER_ENGINE_COVERAGE_CLAUSES_H_
#define BELLWETHER_ENGINE_COVERAGE_CLAUSES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/expression/expression.h"
#include "engine/expression/program.h"
#include "engine/plan/plan.h"
#include "engine/yaml/node.h"

namespace bellwether::coverage {

// What has to be for evaluation to go on to a clause.
struct Guard {
  enum class Passes : uint8_t { kUnlessFalse, kUnlessTrue, kIfTrue, kIfFalse };
  Passes passes = Passes::kUnlessFalse;
  std::shared_ptr<const expression::Program> program;
};

struct Clause {
  std::string text;                                    // as written: "days_since_kickoff > 7"
  size_t offset = 0;                                   // of it in the expression's text
  std::shared_ptr<const expression::Program> program;  // gives true, false, or nothing usable
  std::vector<Guard> guards;
};

// In the order of the text. None of a condition that is one question, true when the clause is: its
// own answer says as much. `written` is an expression of the plan's pack.
std::vector<Clause> ClausesOf(const Plan& plan, const Node& written);

// Whether evaluation came to it, with what the slots hold.
bool Reached(const Clause& clause, std::span<const expression::Value> slots,
             const expression::Context& context, expression::Stack& stack);

}  // namespace bellwether::coverage

#endif  // BELLWETHER_ENGINE_COVERAGE_CLAUSES_H_
