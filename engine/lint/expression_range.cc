// An expression evaluated over what its names may be. The right side of `a && b` is looked at where
// `a` is true, so `x > 5 && x < 3` is seen never to hold.
//
// Tested by tests/engine/lint/possible_test.cc and tests/property/lint_test.cc.
#include "engine/lint/expression_range.h"

#include <algorithm>
#include <cmath>

#include "engine/base/number.h"
#include "engine/expression/operation.h"

namespace bellwether::lint {
namespace {

using expression::Base;
using expression::Node;
using expression::Operator;

// Beyond that height both sides of `&&` are looked at once, not twice: nesting stays cheap.
constexpr int kHighestNarrowed = 8;

Possible Look(const Node& node, const World& world);

Possible LookAtLiteral(const Node& node) {
  switch (node.literal.kind) {
    case expression::Kind::kBool:
      return Possible::Bool(node.literal.boolean, !node.literal.boolean);
    case expression::Kind::kInt: {
      const auto literal = static_cast<double>(node.literal.integer);
      const bool exact = std::fabs(literal) <= kLargestExactInt;
      Possible number = Possible::Number(exact ? Interval::Of(literal) : Interval::All());
      number.whole = true;
      return number;
    }
    case expression::Kind::kDouble:
      return Possible::Number(Interval::Of(node.literal.number));
    case expression::Kind::kString:
      return Possible::Word(std::string(node.literal.as_string()));
    default:
      return Possible::Any(node.type);
  }
}

// Takes from `possible` what does not hold against `bound`: `x < 3` leaves nothing from 3 on.
void Narrow(Possible& possible, Operator op, const Interval& bound) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const auto below = [&](double end) {
    return possible.whole ? std::ceil(end) - 1 : std::nextafter(end, -kInfinity);
  };
  const auto above = [&](double end) {
    return possible.whole ? std::floor(end) + 1 : std::nextafter(end, kInfinity);
  };
  switch (op) {
    case Operator::kLess:
      return possible.number.Meet({-kInfinity, below(bound.high)});
    case Operator::kLessOrEqual:
      return possible.number.Meet({-kInfinity, bound.high});
    case Operator::kGreater:
      return possible.number.Meet({above(bound.low), kInfinity});
    case Operator::kGreaterOrEqual:
      return possible.number.Meet({bound.low, kInfinity});
    case Operator::kEqual:
      return possible.number.Meet(bound);
    default:
      return;
  }
}

Operator Mirrored(Operator op) {
  switch (op) {
    case Operator::kLess:
      return Operator::kGreater;
    case Operator::kLessOrEqual:
      return Operator::kGreaterOrEqual;
    case Operator::kGreater:
      return Operator::kLess;
    case Operator::kGreaterOrEqual:
      return Operator::kLessOrEqual;
    default:
      return op;
  }
}

Operator Opposite(Operator op) {
  switch (op) {
    case Operator::kLess:
      return Operator::kGreaterOrEqual;
    case Operator::kLessOrEqual:
      return Operator::kGreater;
    case Operator::kGreater:
      return Operator::kLessOrEqual;
    case Operator::kGreaterOrEqual:
      return Operator::kLess;
    case Operator::kEqual:
      return Operator::kNotEqual;
    default:
      return Operator::kEqual;
  }
}

// Leaves of a text's words those that compare so.
void NarrowWords(Possible& possible, Operator op, const Possible& with) {
  if (!possible.words || !with.words || with.nothing) return;
  const bool keep_equal = op == Operator::kEqual;
  if (!keep_equal && (op != Operator::kNotEqual || with.words->size() != 1)) return;
  std::erase_if(*possible.words, [&](const std::string& word) {
    const bool listed =
        std::find(with.words->begin(), with.words->end(), word) != with.words->end();
    return listed != keep_equal;
  });
}

// The world narrowed to where a condition has one answer.
class Narrower {
 public:
  explicit Narrower(World world) : world_(std::move(world)) {}

  void Assume(const Node& node, bool answer) {
    switch (node.kind) {
      case Node::Kind::kName:
        return AssumeName(node, answer);
      case Node::Kind::kUnary:
        if (node.operators.front() == Operator::kNot) Assume(*node.children[0], !answer);
        return;
      case Node::Kind::kCall:
        if (node.text == "known" && answer) Assume(*node.children[0], true);
        return;
      case Node::Kind::kChain:
        return AssumeChain(node, answer);
      default:
        return;
    }
  }

  World Take() { return std::move(world_); }

 private:
  void AssumeName(const Node& node, bool answer) {
    Possible& possible = world_[node.slot];
    (answer ? possible.falsity : possible.truth) = false;
    possible.nothing = false;
  }

  void AssumeChain(const Node& node, bool answer) {
    const Operator op = node.operators.front();
    if (op == (answer ? Operator::kAnd : Operator::kOr)) {
      for (const auto& child : node.children) Assume(*child, answer);
    } else if (node.operators.size() == 1 &&
               expression::PrecedenceOf(op) == expression::Precedence::kRelation) {
      AssumeRelation(node, op, answer);
    }
  }

  void AssumeRelation(const Node& node, Operator op, bool answer) {
    const Node& left = *node.children[0];
    const Node& right = *node.children[1];
    if (op == Operator::kIn) return AssumeIn(left, right, answer);
    const Operator holds = answer ? op : Opposite(op);
    if (left.kind == Node::Kind::kName) AssumeAgainst(left, holds, Look(right, world_));
    if (right.kind == Node::Kind::kName) AssumeAgainst(right, Mirrored(holds), Look(left, world_));
  }

  // S13: what was compared was there.
  void AssumeAgainst(const Node& name, Operator op, const Possible& with) {
    Possible& possible = world_[name.slot];
    possible.nothing = false;
    if (possible.text) return NarrowWords(possible, op, with);
    if (!with.infinite && !possible.infinite && !with.number.empty()) {
      Narrow(possible, op, with.number);
    }
  }

  void AssumeIn(const Node& item, const Node& list, bool answer) {
    if (item.kind != Node::Kind::kName || list.kind != Node::Kind::kList) return;
    Possible& possible = world_[item.slot];
    if (!possible.text || !possible.words) return;
    Possible listed = Possible::Word("");
    listed.words->clear();
    for (const auto& child : list.children) {
      const Possible word = Look(*child, world_);
      if (!word.words || word.words->size() != 1 || word.nothing) return;
      listed.words->push_back(word.words->front());
    }
    std::erase_if(*possible.words, [&](const std::string& word) {
      const auto& words = *listed.words;
      return (std::find(words.begin(), words.end(), word) != words.end()) != answer;
    });
  }

  World world_;
};

World Narrowed(const Node& node, bool answer, const World& world) {
  Narrower narrower(world);
  narrower.Assume(node, answer);
  return narrower.Take();
}

}  // namespace

bool Impossible(const World& world) {
  return std::any_of(world.begin(), world.end(), [](const Possible& slot) { return slot.Never(); });
}

namespace {

// `a && b` (deciding false) or `a || b` (deciding true): one side that decides is enough, even
// beside a missing one. The last answer asked for is possible only where all sides before gave it.
Possible LookAtLogical(const Node& node, const World& world) {
  const bool deciding = node.operators.front() == Operator::kOr;
  const bool narrows = node.height <= kHighestNarrowed;
  World rest = world;
  bool decided = false;
  bool undecided = true;  // all sides so far may have left it open
  bool nothing = false;
  for (const auto& child : node.children) {
    const Possible plain = Look(*child, world);
    decided |= deciding ? plain.truth : plain.falsity;
    nothing |= plain.nothing;
    const Possible here = narrows ? Look(*child, rest) : plain;
    undecided = undecided && !Impossible(rest) && (deciding ? here.falsity : here.truth);
    if (narrows) rest = Narrowed(*child, !deciding, rest);
  }
  undecided = undecided && !Impossible(rest);
  Possible result =
      deciding ? Possible::Bool(decided, undecided) : Possible::Bool(undecided, decided);
  result.nothing = nothing;
  return result;
}

Possible LookAtIn(const Node& node, const World& world) {
  const Possible item = Look(*node.children[0], world);
  const Node& list = *node.children[1];
  Possible result = Possible::Bool(true, true);
  result.nothing = item.nothing || Look(list, world).nothing;
  if (list.kind != Node::Kind::kList || item.other) return result;
  result.truth = false;
  result.falsity = true;
  for (const auto& child : list.children) {
    const Possible same = Compare(Operator::kEqual, item, Look(*child, world));
    result.truth |= same.truth;
    result.falsity = result.falsity && same.falsity;
  }
  return result;
}

Possible LookAtChain(const Node& node, const World& world) {
  const Operator first = node.operators.front();
  if (first == Operator::kAnd || first == Operator::kOr) return LookAtLogical(node, world);
  if (first == Operator::kIn && node.operators.size() == 1) return LookAtIn(node, world);
  Possible result = Look(*node.children.front(), world);
  const bool of_numbers = node.type.is(Base::kInt) || node.type.is(Base::kDouble);
  const bool relation = expression::PrecedenceOf(first) == expression::Precedence::kRelation;
  if (relation && node.operators.size() > 1) return Possible::Any(node.type);
  for (size_t i = 0; i < node.operators.size(); ++i) {
    const Possible right = Look(*node.children[i + 1], world);
    if (relation) {
      result = Compare(node.operators[i], result, right);
    } else if (of_numbers) {
      result = Arithmetic(node.operators[i], result, right, node.type.is(Base::kInt));
    } else {
      return Possible::Any(node.type);
    }
  }
  return result;
}

Possible LookAtUnary(const Node& node, const World& world) {
  Possible operand = Look(*node.children.front(), world);
  if (node.operators.front() == Operator::kNot) {
    std::swap(operand.truth, operand.falsity);
  } else if (!operand.number.empty()) {
    operand.number = {-operand.number.high, -operand.number.low};
    operand.nothing |= node.type.is(Base::kInt);  // the smallest int has no opposite
  }
  return operand;
}

Possible LookAtConditional(const Node& node, const World& world) {
  const Node& condition = *node.children[0];
  const Possible asked = Look(condition, world);
  const bool narrows = node.height <= kHighestNarrowed;
  Possible result;
  for (const bool answer : {true, false}) {
    if (!(answer ? asked.truth : asked.falsity)) continue;
    const Node& branch = *node.children[answer ? 1 : 2];
    result.Join(Look(branch, narrows ? Narrowed(condition, answer, world) : world));
  }
  result.nothing |= asked.nothing;
  return result;
}

Possible Extreme(const Node& node, const World& world, bool least) {
  Possible result = Look(*node.children.front(), world);
  for (size_t i = 1; i < node.children.size(); ++i) {
    const Possible next = Look(*node.children[i], world);
    result.nothing |= next.nothing;
    result.infinite |= next.infinite;
    result.whole = result.whole && next.whole;
    const Interval a = result.number;
    const Interval b = next.number;
    if (a.empty() || b.empty()) continue;
    result.number = least ? Interval{std::min(a.low, b.low), std::min(a.high, b.high)}
                          : Interval{std::max(a.low, b.low), std::max(a.high, b.high)};
  }
  if (result.infinite) result.number = Interval::All();
  return result;
}

double Rounded(double end, int decimals) {
  return std::isinf(end) ? end : RoundForDisplay(end, decimals);
}

Possible LookAtNumberCall(const Node& node, const World& world) {
  Possible operand = Look(*node.children.front(), world);
  Interval& number = operand.number;
  if (number.empty()) return operand;
  if (node.text == "abs") {
    const bool crosses = number.Has(0);
    const double a = std::fabs(number.low);
    const double b = std::fabs(number.high);
    number = {crosses ? 0 : std::min(a, b), std::max(a, b)};
    operand.nothing |= node.type.is(Base::kInt);  // of the smallest int there is none
  } else if (node.text == "round") {
    const int decimals = node.steps.empty() ? 0 : node.steps.front().small;
    number = {Rounded(number.low, decimals), Rounded(number.high, decimals)};
    operand.whole = operand.whole || decimals == 0;
  }
  return operand;
}

Possible LookAtCall(const Node& node, const World& world) {
  if (node.text == "has") return Possible::Bool(true, true);
  if (node.text == "known") {
    const Possible asked = Look(*node.children.front(), world);
    return Possible::Bool(asked.truth, asked.falsity || asked.nothing);
  }
  const bool number = node.type.is(Base::kInt) || node.type.is(Base::kDouble);
  const bool of_numbers =
      std::all_of(node.children.begin(), node.children.end(), [](const auto& child) {
        return child->type.is(Base::kInt) || child->type.is(Base::kDouble);
      });
  const bool extreme = node.text == "min" || node.text == "max";
  if (number && of_numbers && extreme) return Extreme(node, world, node.text == "min");
  if (number && of_numbers && (node.text == "abs" || node.text == "round")) {
    return LookAtNumberCall(node, world);
  }
  return Possible::Any(node.type);
}

Possible LookAtList(const Node& node, const World& world) {
  Possible list;
  list.other = true;
  for (const auto& child : node.children) list.nothing |= Look(*child, world).nothing;
  return list;
}

Possible Look(const Node& node, const World& world) {
  switch (node.kind) {
    case Node::Kind::kLiteral:
      return LookAtLiteral(node);
    case Node::Kind::kName:
      return world[node.slot];
    case Node::Kind::kUnary:
      return LookAtUnary(node, world);
    case Node::Kind::kChain:
      return LookAtChain(node, world);
    case Node::Kind::kConditional:
      return LookAtConditional(node, world);
    case Node::Kind::kCall:
      return LookAtCall(node, world);
    case Node::Kind::kList:
      return LookAtList(node, world);
    default:
      return Possible::Any(node.type);
  }
}

}  // namespace

Possible Evaluate(const expression::Checked& checked, const World& world) {
  return Look(checked.root(), world);
}

World Where(const expression::Checked& condition, const World& world) {
  return condition.empty() ? world : Narrowed(condition.root(), true, world);
}

}  // namespace bellwether::lint
