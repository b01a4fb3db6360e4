// Filters of lists: what is read, and what is said of the rest.
#include "server/filters/filter.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::filters {
namespace {

using ::testing::HasSubstr;

// As a tree: (all (a = 1) (any (b : 2) (not (c != 3)))).
std::string Show(const Expression& expression) {
  if (expression.kind == Expression::Kind::kCondition) {
    const Condition& condition = expression.condition;
    return absl::StrCat("(", condition.field, " ", std::string(TextOf(condition.op)), " ",
                        condition.quoted ? "'" : "", condition.value, condition.quoted ? "'" : "",
                        ")");
  }
  std::vector<std::string> parts;
  for (const Expression& part : expression.parts) parts.push_back(Show(part));
  const char* const name = expression.kind == Expression::Kind::kAll   ? "all"
                           : expression.kind == Expression::Kind::kAny ? "any"
                                                                       : "not";
  return absl::StrCat("(", name, parts.empty() ? "" : " ", absl::StrJoin(parts, " "), ")");
}

TEST(FilterTest, ReadsWhatAip160Writes) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "(all)"},
      {"  ", "(all)"},
      {"a = 1", "(a = 1)"},
      {"a=1", "(a = 1)"},
      {"a!=b-c.d@e", "(a != b-c.d@e)"},
      {"a<-5", "(a < -5)"},
      {"a <= 5 AND b >= 6 AND c > 7", "(all (a <= 5) (b >= 6) (c > 7))"},
      {"a:x OR b:*", "(any (a : x) (b : *))"},
      // OR binds more tightly.
      {"a=1 AND b=2 OR c=3", "(all (a = 1) (any (b = 2) (c = 3)))"},
      {"(a=1 AND b=2) OR c=3", "(any (all (a = 1) (b = 2)) (c = 3))"},
      {"NOT a=1", "(not (a = 1))"},
      {"-a=1 AND NOT (b=2)", "(all (not (a = 1)) (not (b = 2)))"},
      {"NOT NOT a=1", "(not (not (a = 1)))"},
      {"a = \"x \\\"y\\\" AND (z)\"", "(a = 'x \"y\" AND (z)')"},
      {"a = 'it''", nullptr},
      {"a = 'x: \"y\"'", "(a = 'x: \"y\"')"},
      {"a = \"\"", "(a = '')"},
      {"a = ä", "(a = ä)"},
      {"((((a=1))))", "(a = 1)"},
  };
  for (const auto& [text, tree] : cases) {
    const ReadFilter read = ParseFilter(text);
    EXPECT_EQ(read.ok(), tree != nullptr) << text;
    if (tree != nullptr && read.ok()) {
      EXPECT_EQ(Show(read.expression), tree) << text;
    }
  }
}

TEST(FilterTest, SaysWhereAndWhy) {
  struct Case {
    const char* text;
    size_t column;
    const char* says;
  };
  const Case cases[] = {
      {"a", 2, "expected =, !=, <, <=, >, >= or : after `a`"},
      {"a =", 4, "expected a value"},
      {"= 1", 1, "expected a comparison"},
      {"a = 1 b = 2", 7, "expected AND, OR or the end"},
      {"a = 1 and b = 2", 7, "capital letters"},
      {"a = 1 AND", 10, "expected a comparison"},
      {"a = 1 AND OR b = 2", 11, "expected a comparison"},
      {"(a = 1", 7, "expected `)`"},
      {"a = 1)", 6, "there is no `(`"},
      {"a = \"x", 5, "not closed"},
      {"a == 1", 3, "write `=`"},
      {"!a", 1, "write `!=` or NOT"},
      {"f(a)", 2, "no functions"},
      {"\"a\" = 1", 1, "no field"},
      {"at = 2026-01-01T09:00:00Z", 19, "put all of it in quotes"},
      {"ä = 1 ö", 7, "expected AND"},  // columns are characters
  };
  for (const Case& one : cases) {
    const ReadFilter read = ParseFilter(one.text);
    ASSERT_FALSE(read.ok()) << one.text;
    EXPECT_EQ(read.problem->column, one.column) << one.text;
    EXPECT_THAT(read.problem->message, HasSubstr(one.says)) << one.text;
  }
}

TEST(FilterTest, IsBounded) {
  EXPECT_THAT(ParseFilter("a = " + std::string(5'000, 'x')).problem->message,
              HasSubstr("at most 4096"));
  const std::string deep = std::string(100, '(') + "a = 1" + std::string(100, ')');
  EXPECT_THAT(ParseFilter(deep).problem->message, HasSubstr("32 deep"));
  std::string negated;
  for (int i = 0; i < 100; ++i) negated += "NOT ";
  EXPECT_THAT(ParseFilter(negated + "a = 1").problem->message, HasSubstr("32 deep"));
  std::string many = "a = 1";
  for (int i = 0; i < 64; ++i) many += " OR a = 1";
  EXPECT_THAT(ParseFilter(many).problem->message, HasSubstr("more than 64 comparisons"));
}

}  // namespace
}  // namespace bellwether::filters
