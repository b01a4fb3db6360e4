// Bounds: what exceeds one is an ordinary mistake, and nothing crashes, whatever the text.
#include <gtest/gtest.h>

#include <random>

#include "tests/engine/expression/sample_facts.h"

namespace bellwether::expression {
namespace {

std::string Repeat(const std::string& text, size_t count) {
  std::string all;
  for (size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string Nested(const char* open, const char* inner, const char* close, size_t depth) {
  return Repeat(open, depth) + inner + Repeat(close, depth);
}

TEST(LimitsTest, SixtyFourLevelsAreFineAndOneMoreIsNot) {
  struct Form {
    const char* open;
    const char* inner;
    const char* close;
  };
  for (const Form& form : std::vector<Form>{{"(", "1", ")"},
                                            {"[", "1", "]"},
                                            {"max(", "1", ", 2)"},
                                            {"!", "true", ""},
                                            {"-", "seats", ""},
                                            {"active ? 1 : ", "2", ""},
                                            {"(1 + ", "1", ")"}}) {
    EXPECT_EQ(Report(Nested(form.open, form.inner, form.close, 64)), "") << form.open;
    EXPECT_NE(Report(Nested(form.open, form.inner, form.close, 65))
                  .find("the expression is nested deeper than 64 levels"),
              std::string::npos)
        << form.open;
  }
}

TEST(LimitsTest, DeepTextEndsWithOneMistake) {
  const std::string report = Report(Repeat("(", 8000));
  EXPECT_EQ(report,
            "66:the expression is nested deeper than 64 levels (split it into derived facts)");
  EXPECT_NE(Report(Repeat("!", 8000)), "");
  EXPECT_NE(Report(Repeat("[", 8000)), "");
  EXPECT_NE(Report(Repeat("active?", 1000)), "");
  EXPECT_NE(Report("owner" + Repeat(".size()", 1000)), "");
}

TEST(LimitsTest, LongChainsAreNotDeep) {
  EXPECT_EQ(Evaluate("1" + Repeat(" + 1", 1900)), "1901");
  EXPECT_EQ(Evaluate("seats" + Repeat("-1", 1900)), "-1860.0");
  EXPECT_EQ(Evaluate("false" + Repeat("||false", 1000)), "false");
}

TEST(LimitsTest, Bytes) {
  EXPECT_EQ(Report("1" + Repeat(" ", 8191)), "");
  EXPECT_EQ(Report("1" + Repeat(" ", 8192)),
            "1:the expression has 8193 bytes, more than 8192 (split it into derived facts)");
}

TEST(LimitsTest, Nodes) {
  Limits limits;
  limits.max_expression_nodes = 10;
  EXPECT_EQ(Report("[1, 2, 3, 4, 5, 6, 7, 8, 9]", nullptr, limits), "");
  EXPECT_NE(Report("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", nullptr, limits)
                .find("more than 10 operands and operators"),
            std::string::npos);
}

// Each name has a bit in a missing value.
class ManyNames : public Environment {
 public:
  std::optional<Variable> Find(std::string_view name) const override {
    return Variable{Type::kBool, static_cast<uint32_t>(std::stoul(std::string(name.substr(1)))),
                    nullptr};
  }
  const std::vector<std::string>& names() const override { return names_; }

 private:
  std::vector<std::string> names_;
};

TEST(LimitsTest, Names) {
  std::string text = "n0";
  for (int i = 1; i < 64; ++i) text += " || n" + std::to_string(i);
  const ManyNames names;
  DiagnosticSink sink;
  const auto checked = CheckAny({text, {}, true}, names, Limits{}, sink);
  ASSERT_TRUE(checked);
  const std::vector<Value> slots(64, Value::Missing());
  Stack stack;
  const Program program = Compile(*checked);
  EXPECT_EQ(expression::Run(program, slots, SampleContext(), stack).causes, ~uint64_t{0});
  text += " || n64 || n65";
  EXPECT_FALSE(CheckAny({text, {}, true}, names, Limits{}, sink));
  EXPECT_EQ(sink.error_count(), 1u);
}

// Words of the language in random order: mostly wrong, never fatal.
TEST(LimitsTest, RandomTextNeverCrashes) {
  const std::vector<std::string> words = {
      "seats",  "active", "stage", "kickoff_at", "weekly_active_history",
      "nobody", "1",      "2.5",   "\"a\"",      "'",
      "\"",     "true",   "in",    "(",          ")",
      "[",      "]",      "{",     "}",          ",",
      ".",      "?",      ":",     "+",          "-",
      "*",      "/",      "%",     "!",          "&&",
      "||",     "==",     "<",     ">=",         "=",
      "max(",   "size(",  "last(", ".size()",    "days(",
      "has(",   "and",    "not",   "r'",         "b'",
      "\\",     "\xff",   "\n",    "//",         "0x",
      "1u",     "é"};
  std::mt19937 random(20260301);
  size_t accepted = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const size_t length = 1 + random() % 12;
    for (size_t i = 0; i < length; ++i) text += words[random() % words.size()] + " ";
    const SampleFacts facts;
    DiagnosticSink sink;
    const auto checked = CheckAny({text, {}, true}, facts, Limits{}, sink);
    EXPECT_EQ(checked.has_value(), !sink.has_errors()) << text;
    if (!checked) continue;
    ++accepted;
    Stack stack;
    expression::Run(Compile(*checked), facts.slots(), SampleContext(), stack);
  }
  EXPECT_GT(accepted, 100u);
}

TEST(LimitsTest, RandomBytesNeverCrash) {
  std::mt19937 random(7);
  for (int round = 0; round < 5'000; ++round) {
    std::string text(random() % 40, '\0');
    for (char& c : text) c = static_cast<char>(random());
    const SampleFacts facts;
    DiagnosticSink sink;
    const auto checked = CheckAny({text, {}, true}, facts, Limits{}, sink);
    EXPECT_EQ(checked.has_value(), !sink.has_errors());
  }
}

}  // namespace
}  // namespace bellwether::expression
