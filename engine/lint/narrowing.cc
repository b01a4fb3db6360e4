// Tested by tests/engine/lint/lint_test.cc and tests/property/lint_test.cc.
#include "engine/lint/narrowing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace bellwether::lint {
namespace {

using expression::Node;
using expression::Operator;

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

}  // namespace

World Narrowed(const Node& node, bool answer, const World& world) {
  Narrower narrower(world);
  narrower.Assume(node, answer);
  return narrower.Take();
}

bool Impossible(const World& world) {
  return std::any_of(world.begin(), world.end(), [](const Possible& slot) { return slot.Never(); });
}

World Where(const expression::Checked& condition, const World& world) {
  return condition.empty() ? world : Narrowed(condition.root(), true, world);
}

}  // namespace bellwether::lint
