// Which questions an expression is made of, and which of them an account comes to.
#include "engine/coverage/clauses.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/bellwether.h"

namespace bellwether::coverage {
namespace {

using expression::Value;

constexpr char kPack[] = R"(pack: p
version: 1.0.0
signals:
  a: {type: number}
  b: {type: bool}
  c: {type: bool}
  mood: {type: enum, values: [good, bad]}
)";

class ClausesTest : public ::testing::Test {
 protected:
  ClausesTest() : plan_(Load(Sources(std::vector<SourceFile>{{"pack.yaml", kPack}})).value) {
    slots_.resize(plan_->slots.size());
  }

  std::vector<Clause> Of(const std::string& text) const {
    Node node;
    node.kind = Node::Kind::kScalar;
    node.text = text;
    return ClausesOf(*plan_, node);
  }

  std::string Texts(const std::string& text) const {
    std::vector<std::string> texts;
    for (const Clause& clause : Of(text)) texts.push_back(clause.text);
    return absl::StrJoin(texts, " | ");
  }

  void Give(const char* name, Value value) { slots_[plan_->FindSlot(name)] = value; }

  // "a > 1 true | b not reached"
  std::string Asked(const std::string& text) {
    std::vector<std::string> answers;
    for (const Clause& clause : Of(text)) {
      std::string answer = "not reached";
      if (Reached(clause, slots_, {}, stack_)) {
        const Value value = expression::Run(*clause.program, slots_, {}, stack_);
        answer = !value.usable() ? "unknown" : value.boolean ? "true" : "false";
      }
      answers.push_back(absl::StrCat(clause.text, " ", answer));
    }
    return absl::StrJoin(answers, " | ");
  }

  const std::shared_ptr<const Plan> plan_;
  std::vector<Value> slots_;
  expression::Stack stack_;
};

TEST_F(ClausesTest, AreTheQuestionsThatOperatorsPutTogether) {
  EXPECT_EQ(Texts("a > 1 && b"), "a > 1 | b");
  EXPECT_EQ(Texts("(a > 1 || !b) && mood in ['good']"), "a > 1 | b | mood in ['good']");
  EXPECT_EQ(Texts("b ? a > 1 : c"), "b | a > 1 | c");
  EXPECT_EQ(Texts("known(a > 1 && b)"), "a > 1 | b");
  EXPECT_EQ(Texts("a >\n  1 &&\n  b"), "a > 1 | b");
}

TEST_F(ClausesTest, AConditionThatIsOneQuestionHasNone) {
  for (const char* text : {"b", "a > 1", "!b", "!(a > 1)", "has(a)", "mood == 'good'"}) {
    EXPECT_EQ(Texts(text), "") << text;
  }
  // Unknown is false for known(): the clause has three answers where the whole has two.
  EXPECT_EQ(Texts("known(a > 1)"), "a > 1");
}

TEST_F(ClausesTest, AFormulaHasThoseThatItAsksOnItsWay) {
  EXPECT_EQ(Texts("a * 2.0"), "");
  EXPECT_EQ(Texts("(a > 1 ? 80.0 : 20.0) + 1.0"), "a > 1");
  EXPECT_EQ(Texts("(b ? a : 1.0) > 3.0 && c"), "(b ? a : 1.0) > 3.0 | b | c");
}

TEST_F(ClausesTest, WhatIsConstantAsksNothing) {
  EXPECT_EQ(Texts("b && (2 < 1 || c)"), "b | c");
  EXPECT_EQ(Texts("b && (1 < 2 || c)"), "b");  // c cannot matter
  EXPECT_EQ(Texts("c || 1 < 2"), "");
  EXPECT_EQ(Texts("!(c || 1 < 2) && b"), "");
  EXPECT_EQ(Texts("!known(c && 2 < 1) && b"), "b");
  EXPECT_EQ(Texts("1 < 2 ? b && c : a > 1"), "b | c");
}

TEST_F(ClausesTest, TheRightSideIsReachedUnlessTheLeftDecides) {
  Give("a", Value::Double(1));
  Give("b", Value::Bool(true));
  EXPECT_EQ(Asked("a > 1 && b"), "a > 1 false | b not reached");
  EXPECT_EQ(Asked("a < 2 && b"), "a < 2 true | b true");
  EXPECT_EQ(Asked("b || a > 1"), "b true | a > 1 not reached");
  EXPECT_EQ(Asked("a > 1 || b"), "a > 1 false | b true");
}

TEST_F(ClausesTest, WhatIsUnknownDecidesNothing) {
  Give("b", Value::Bool(true));
  EXPECT_EQ(Asked("a > 1 && b"), "a > 1 unknown | b true");
  EXPECT_EQ(Asked("a > 1 || b"), "a > 1 unknown | b true");
  EXPECT_EQ(Asked("a > 1 ? b : c"), "a > 1 unknown | b not reached | c not reached");
}

TEST_F(ClausesTest, AConditionalComesToOneBranch) {
  Give("b", Value::Bool(false));
  Give("c", Value::Bool(true));
  EXPECT_EQ(Asked("b ? a > 1 : c"), "b false | a > 1 not reached | c true");
  Give("b", Value::Bool(true));
  EXPECT_EQ(Asked("b ? a > 1 : c"), "b true | a > 1 unknown | c not reached");
}

TEST_F(ClausesTest, GuardsOfOuterOperatorsHoldInside) {
  Give("b", Value::Bool(false));
  Give("c", Value::Bool(true));
  Give("a", Value::Double(3));
  EXPECT_EQ(Asked("b && (c || a > 1)"), "b false | c not reached | a > 1 not reached");
  EXPECT_EQ(Asked("!b && (c || a > 1)"), "b false | c true | a > 1 not reached");
}

}  // namespace
}  // namespace bellwether::coverage
