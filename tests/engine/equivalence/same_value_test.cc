// Two expressions side by side: what an `&&` or `||` beside them leaves, and what it does not.
#include "engine/equivalence/same_value.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace bellwether::equivalence {
namespace {

using expression::Type;
using expression::Variable;

// usage is 0 to 1, tickets a count, keen a bool; each may be missing.
class Names : public expression::Environment {
 public:
  std::optional<Variable> Find(std::string_view name) const override {
    for (uint32_t slot = 0; slot < names_.size(); ++slot) {
      if (names_[slot] == name) return Variable{slot == 2 ? Type::kBool : Type::kDouble, slot, {}};
    }
    return std::nullopt;
  }
  const std::vector<std::string>& names() const override { return names_; }

 private:
  const std::vector<std::string> names_ = {"usage", "tickets", "keen"};
};

lint::World TheWorld() {
  lint::World world(3, lint::Possible::Number({0, 1}));
  world[1] = lint::Possible::Number({0, std::numeric_limits<double>::infinity()});
  world[1].whole = true;
  world[2] = lint::Possible::Bool(true, true);
  for (lint::Possible& slot : world) slot.nothing = true;
  return world;
}

expression::Checked CheckedOf(const std::string& text) {
  DiagnosticSink sink;
  const auto checked = expression::CheckAny({text, {}, true}, Names(), Limits(), sink);
  EXPECT_TRUE(checked.has_value()) << text;
  return checked.value_or(expression::Checked());
}

bool Same(const std::string& before, const std::string& after) {
  return SameValue(CheckedOf(before), CheckedOf(after), TheWorld());
}

TEST(SameValueTest, ABoundThatNoNumberLiesBehind) {
  EXPECT_TRUE(Same("usage > 1.5", "usage > 1.6"));
  EXPECT_TRUE(Same("usage > 1", "usage > 1.5"));
  EXPECT_TRUE(Same("usage >= -1", "usage > -1"));
  EXPECT_FALSE(Same("usage > 1", "usage >= 1"));
  EXPECT_FALSE(Same("usage >= 0", "usage > 0"));
}

TEST(SameValueTest, OnEitherSide) {
  EXPECT_TRUE(Same("2.5 < tickets", "2.6 < tickets"));
  EXPECT_TRUE(Same("2.5 < tickets", "2.5 <= tickets"));
  EXPECT_FALSE(Same("2.5 < tickets", "1.9 < tickets"));
}

TEST(SameValueTest, WhatIsComputedHasItsRangeToo) {
  EXPECT_TRUE(Same("usage * 2 + 1 > 3.5", "usage * 2 + 1 > 3.6"));
  EXPECT_FALSE(Same("usage * 2 + 1 > 2.5", "usage * 2 + 1 > 2.6"));
}

// What is divided may be no number at all.
TEST(SameValueTest, NothingIsProvedOfQuotients) {
  EXPECT_FALSE(Same("tickets / tickets > -1", "tickets / tickets > -2"));
}

TEST(SameValueTest, BesideAnAndThatLeavesNothingBetween) {
  EXPECT_TRUE(Same("usage > 0.7 && usage > 0.5", "usage > 0.7 && usage > 0.6"));
  EXPECT_TRUE(Same("usage > 0.5 && usage > 0.7", "usage > 0.6 && usage > 0.7"));
  EXPECT_FALSE(Same("usage < 0.7 && usage > 0.5", "usage < 0.7 && usage > 0.6"));
}

TEST(SameValueTest, BesideAnOrThatHasSettledIt) {
  EXPECT_TRUE(Same("usage < 0.5 || usage > 0.2", "usage < 0.5 || usage > 0.3"));
  EXPECT_FALSE(Same("usage < 0.5 || usage > 0.6", "usage < 0.5 || usage > 0.7"));
}

// Where tickets are missing the left side is unknown for any usage, and so the right side counts:
// `unknown && false` is false.
TEST(SameValueTest, AnUnknownSideLeavesEverything) {
  EXPECT_FALSE(
      Same("usage > 0.7 + 0 * tickets && usage > 0.5", "usage > 0.7 + 0 * tickets && usage > 0.6"));
  EXPECT_FALSE(
      Same("(usage > 0.7 || keen) && usage > 0.5", "(usage > 0.7 || keen) && usage > 0.6"));
}

TEST(SameValueTest, DeepInside) {
  EXPECT_TRUE(Same("!(keen && (tickets > 2.5 ? usage > 0.5 : false))",
                   "!(keen && (tickets > 2.6 ? usage > 0.5 : false))"));
  EXPECT_FALSE(Same("!(keen && (tickets > 2.5 ? usage > 0.5 : false))",
                    "!(keen && (tickets > 2.5 ? usage > 0.6 : false))"));
}

TEST(SameValueTest, OtherOperatorsAndNamesAreOthers) {
  EXPECT_FALSE(Same("usage > 5", "tickets > 5"));
  EXPECT_FALSE(Same("tickets > -1 && keen", "tickets > -1 || keen"));
  EXPECT_FALSE(Same("usage * 2", "usage * 3"));
  EXPECT_TRUE(Same("usage * 2", "usage * 2"));
}

}  // namespace
}  // namespace bellwether::equivalence
