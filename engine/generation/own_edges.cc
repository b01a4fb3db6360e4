// Tested by tests/engine/generation/own_edges_test.cc.
#include "engine/generation/own_edges.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/expression/operation.h"

namespace bellwether::generation {
namespace {

using expression::Op;
using expression::Program;

constexpr double kLargest = 1e12;  // of an edge: beyond it stands for "never"

bool Reads(const Program& program, uint32_t slot) {
  return std::find(program.names().begin(), program.names().end(), slot) != program.names().end();
}

bool HasUnitOfItsOwn(const Program& program) {
  return std::any_of(program.steps().begin(), program.steps().end(), [](const auto& step) {
    return step.op == Op::kMultiplyDouble || step.op == Op::kDivideDouble;
  });
}

// Numbers that reach the fact through a product or a quotient.
void CollectForeign(const Plan& plan, uint32_t slot, std::set<double>& foreign) {
  for (const PlanDerived& derived : plan.derived) {
    const Program& program = plan.programs[derived.program];
    if (!Reads(program, slot)) continue;
    if (!HasUnitOfItsOwn(program)) {
      CollectForeign(plan, derived.slot, foreign);
      continue;
    }
    const std::vector<double>& beyond = plan.edges.numbers[derived.slot];
    foreign.insert(beyond.begin(), beyond.end());
    for (const expression::Value& constant : program.constants()) {
      if (constant.kind == expression::Kind::kDouble) foreign.insert(constant.number);
    }
  }
}

}  // namespace

std::vector<double> OwnEdges(const Plan& plan, uint32_t slot) {
  std::set<double> own;  // of every segment and date
  for (const Plan* variant : plan.All()) {
    std::set<double> foreign;
    CollectForeign(*variant, slot, foreign);
    for (const double edge : variant->edges.numbers[slot]) {
      if (std::abs(edge) <= kLargest && !foreign.contains(edge)) own.insert(edge);
    }
  }
  return {own.begin(), own.end()};
}

}  // namespace bellwether::generation
