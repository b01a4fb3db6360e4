// Two trees are walked side by side. Where they differ stands a comparison with another bound, or
// of another strictness; it must come out alike for every number that can come to it. Beside
// `a && ...` only those numbers count for which `a` is true, beside `a || ...` those for which it
// is false: for the others the answer is settled.
//
// Tested by tests/engine/equivalence/same_value_test.cc and tests/property/equivalence_test.cc.
#include "engine/equivalence/same_value.h"

#include <algorithm>
#include <set>

#include "engine/equivalence/numbers.h"
#include "engine/expression/ast.h"
#include "engine/lint/narrowing.h"

namespace bellwether::equivalence {
namespace {

using expression::Kind;
using expression::Node;
using expression::Operator;
using lint::Look;
using lint::Possible;
using lint::World;

bool SameLiteral(const Node& a, const Node& b) {
  if (a.literal.kind != b.literal.kind) return false;
  switch (a.literal.kind) {
    case Kind::kBool:
      return a.literal.boolean == b.literal.boolean;
    case Kind::kInt:
      return a.literal.integer == b.literal.integer;
    case Kind::kDouble:
      return a.literal.number == b.literal.number;
    case Kind::kString:
      return a.text == b.text;
    default:
      return false;
  }
}

// Alike but for what stands below.
bool SameNode(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.operators != b.operators || a.children.size() != b.children.size()) {
    return false;
  }
  if (a.kind == Node::Kind::kLiteral) return SameLiteral(a, b);
  return a.text == b.text && a.method == b.method && a.slot == b.slot;
}

bool SameTree(const Node& a, const Node& b) {
  return SameNode(a, b) &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(),
                    [](const auto& x, const auto& y) { return SameTree(*x, *y); });
}

void CollectSlots(const Node& node, std::set<uint32_t>& slots) {
  if (node.kind == Node::Kind::kName) slots.insert(node.slot);
  for (const auto& child : node.children) CollectSlots(*child, slots);
}

bool IsLogical(const Node& node) {
  return node.kind == Node::Kind::kChain &&
         (node.operators.front() == Operator::kAnd || node.operators.front() == Operator::kOr);
}

bool IsComparison(const Node& node) {
  return node.kind == Node::Kind::kChain && node.operators.size() == 1 &&
         node.operators.front() != Operator::kIn &&
         expression::PrecedenceOf(node.operators.front()) == expression::Precedence::kRelation;
}

// Whether `node` is known whenever the one name that it reads is: what the other side of an
// operator leaves of that name then holds, known or missing.
bool NarrowsSafely(const Node& node, World world) {
  std::set<uint32_t> slots;
  CollectSlots(node, slots);
  if (slots.size() != 1) return false;
  world[*slots.begin()].nothing = false;
  return !Look(node, world).nothing;
}

class Walk {
 public:
  static bool Same(const Node& a, const Node& b, const World& world) {
    if (SameTree(a, b)) return true;
    if (IsComparison(a) && IsComparison(b) && SameComparison(a, b, world)) return true;
    if (a.children.empty() || !SameNode(a, b)) return false;
    for (size_t i = 0; i < a.children.size(); ++i) {
      const World here = IsLogical(a) ? BesideOthers(a, b, i, world) : world;
      if (!Same(*a.children[i], *b.children[i], here)) return false;
    }
    return true;
  }

 private:
  // What is left for child `i` where no other has settled the answer.
  static World BesideOthers(const Node& a, const Node& b, size_t i, World world) {
    const bool open = a.operators.front() == Operator::kAnd;
    for (size_t other = 0; other < a.children.size(); ++other) {
      const Node& beside = *a.children[other];
      if (other == i || !SameTree(beside, *b.children[other])) continue;
      if (NarrowsSafely(beside, world)) world = lint::Narrowed(beside, open, world);
    }
    return world;
  }

  // One side is the same, the other a number in both.
  static bool SameComparison(const Node& a, const Node& b, const World& world) {
    for (const size_t side : {size_t{0}, size_t{1}}) {
      if (!SameTree(*a.children[side], *b.children[side])) continue;
      const Possible bound_before = Look(*a.children[1 - side], world);
      const Possible bound_after = Look(*b.children[1 - side], world);
      if (!IsNumber(bound_before) || !IsNumber(bound_after)) continue;
      const Possible value = Look(*a.children[side], world);
      if (value.other || value.text || value.truth || value.falsity || value.infinite) continue;
      const Numbers numbers{value.number, value.whole, {}};
      const auto answer = [side](const Node& node, double number, const Possible& bound) {
        const Possible left = Possible::Number(lint::Interval::Of(number));
        const Operator op = node.operators.front();
        return side == 0 ? lint::Compare(op, left, bound).truth
                         : lint::Compare(op, bound, left).truth;
      };
      const auto tried =
          Representatives(numbers, {bound_before.number.low, bound_after.number.low});
      return std::all_of(tried.begin(), tried.end(), [&](double number) {
        return answer(a, number, bound_before) == answer(b, number, bound_after);
      });
    }
    return false;
  }

  static bool IsNumber(const Possible& possible) {
    return possible.number.point() && !possible.nothing && !possible.infinite;
  }
};

}  // namespace

bool SameValue(const expression::Checked& before, const expression::Checked& after,
               const World& world) {
  if (before.empty() || after.empty()) return before.empty() == after.empty();
  return Walk::Same(before.root(), after.root(), world);
}

}  // namespace bellwether::equivalence
