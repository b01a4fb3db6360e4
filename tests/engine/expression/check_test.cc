// Types, names, enum values, lints: what is said about them and where.
#include <gtest/gtest.h>

#include "tests/engine/expression/sample_facts.h"

namespace bellwether::expression {
namespace {

struct Case {
  const char* text;
  const char* report;
};

void ExpectAll(const std::vector<Case>& cases) {
  for (const Case& test : cases) EXPECT_EQ(Report(test.text), test.report) << test.text;
}

TEST(CheckTest, Names) {
  ExpectAll({
      {"seets > 1", "1:unknown name `seets` (did you mean `seats`?)"},
      {"active && champion_lft", "11:unknown name `champion_lft` (did you mean `champion_left`?)"},
      {"benchmark.time_to_valu.tier == \"good\"",
       "1:unknown name `benchmark.time_to_valu.tier` (did you mean "
       "`benchmark.time_to_value.tier`?)"},
      {"health.onboarding.score > 1",
       "1:`health.onboarding.score` cannot be read here: health is computed later"},
      {"days > 1", "1:unknown name `days` (it is a function: days(number): a duration)"},
      {"True", "1:unknown name `True` (did you mean `true`?)"},
      {"seats + seets + ticket",
       "9:unknown name `seets` (did you mean `seats`?)\n"
       "17:unknown name `ticket` (did you mean `tickets`?)"},
  });
}

TEST(CheckTest, OperandTypes) {
  ExpectAll({
      {"owner + seats",
       "7:operator `+` does not take string and double (it takes two ints, doubles, strings, "
       "durations or lists, or a timestamp and a duration)"},
      {"size(owner) * seats",
       "13:operator `*` does not take int and double (turn the int into a double: double(...))"},
      {"seats % 3", "7:operator `%` does not take double and double (it takes two ints)"},
      {"owner > 3",
       "7:operator `>` does not take string and int (it takes two numbers, strings, timestamps, "
       "durations or bools, both of one type)"},
      {"active == 1",
       "8:operator `==` does not take bool and int (it takes two values of one type)"},
      {"kickoff_at + 7",
       "12:operator `+` does not take timestamp and int (write days(7) for seven days, "
       "days_since(t) for the days since t)"},
      {"as_of - kickoff_at > 7",
       "20:operator `>` does not take duration and int (write days(7) for seven days, "
       "days_since(t) for the days since t)"},
      {"[1] < [2]",
       "5:operator `<` does not take list of int and list of int (it takes two numbers, strings, "
       "timestamps, durations or bools, both of one type)"},
      {"stage in \"adoption\"",
       "7:operator `in` does not take string and string (put the values in brackets: x in [\"a\", "
       "\"b\"])"},
      {"seats in [\"a\"]",
       "7:operator `in` does not take double and list of string (it takes a value and a list of "
       "such values)"},
      {"!seats", "1:operator `!` does not take double (it takes a bool)"},
      {"-active", "1:operator `-` does not take bool (it takes an int or a double)"},
      {"seats && active",
       "1:an operand of `&&` must be a bool, found double (compare it: number > 0)"},
      {"kickoff_at || owner",
       "1:an operand of `||` must be a bool, found timestamp (ask happened(timestamp), or compare "
       "days_since(timestamp))\n"
       "15:an operand of `||` must be a bool, found string (compare it: text == \"...\")"},
      {"seats ? 1 : 2",
       "1:the condition of `?:` must be a bool, found double (compare it: number > 0)"},
      {"active ? 1 : \"a\"", "10:`?:` must give one type, not int or string"},
      {"weekly_active_history > 1",
       "23:operator `>` does not take series and int (it takes two numbers, strings, timestamps, "
       "durations or bools, both of one type)"},
      {"weekly_active_history", "1:the value is a series (take a number of it: last(...))"},
      {"[weekly_active_history]",
       "2:a series cannot stand in a list (take a number of it: last(...))"},
  });
}

TEST(CheckTest, Calls) {
  ExpectAll({
      {"lats(weekly_active_history)", "1:unknown function `lats` (did you mean `last`?)"},
      {"days_since(seats)",
       "1:days_since() does not take (double) (usage: days_since(timestamp): civil days until "
       "as_of)"},
      {"owner.contains(1)",
       "7:contains() does not take (string, int) (usage: text.contains(part))"},
      {"contains(owner, \"a\")", "1:`contains` is a method (usage: text.contains(part))"},
      {"seats.days()", "7:`days` is a function (usage: days(number): a duration)"},
      {"has(seats > 1)", "1:has() takes one name (usage: has(name): whether a value was given)"},
      {"has()", "1:has() takes one name (usage: has(name): whether a value was given)"},
      {"has(seets)", "5:unknown name `seets` (did you mean `seats`?)"},
      {"falls(seats)",
       "1:falls() does not take (double) (usage: falls(series): how many falls in a row at its "
       "end)"},
      {"max()", "1:max() does not take () (usage: max(a, b, ...) or max(list))"},
      {"max(seats, owner)",
       "1:max() does not take (double, string) (usage: max(a, b, ...) or max(list))"},
      {"min([])", "1:min() does not take (list) (usage: min(a, b, ...) or min(list))"},
      {"round(seats, tickets)",
       "14:the decimals of round() must be a literal from 0 to 9 (usage: round(number, 1))"},
      {"round(seats, 10)",
       "14:the decimals of round() must be a literal from 0 to 9 (usage: round(number, 1))"},
      {"owner.matches(\"(\")",
       "15:not a regular expression: missing ): ( (the syntax is that of RE2)"},
      {"timestamp(\"2026-03-01\")",
       "11:`2026-03-01` is no timestamp (write \"2026-03-01T00:00:00Z\", or with +07:00 for Z)"},
      {"timestamp(\"0000-01-01T00:00:00Z\")",
       "11:`0000-01-01T00:00:00Z` is no timestamp: it is out of range (write "
       "\"2026-03-01T00:00:00Z\", or with +07:00 for Z)"},
      {"duration(\"7d\")", "10:`7d` is no duration (write \"1h30m\", \"90s\", or days(7))"},
      {"kickoff_at.getHours(\"Mars\")",
       "21:unknown time zone `Mars` (write an IANA name such as \"Asia/Jakarta\", or \"+07:00\")"},
      {"int(\"x\")", "5:`x` is no int"},
      {"len(owner)", "1:unknown function `len` (use size())"},
  });
}

TEST(CheckTest, EnumValues) {
  ExpectAll({
      {"stage == \"onbording\"", "10:`stage` is never `onbording` (did you mean `onboarding`?)"},
      {"\"adopton\" != stage", "1:`stage` is never `adopton` (did you mean `adoption`?)"},
      {"stage in [\"adoption\", \"churn\"]",
       "23:`stage` is never `churn` (known: onboarding, adoption, renewal)"},
      {"stage == owner", ""},
      {"stage < \"b\"",
       "warning 7:an enum is compared by the order of its letters (name the values: x in [\"a\", "
       "\"b\"])"},
      {"benchmark.time_to_value.tier == \"god\"",
       "33:`benchmark.time_to_value.tier` is never `god` (did you mean `good`?)"},
  });
}

TEST(CheckTest, Lints) {
  ExpectAll({
      {"1 / 3",
       "warning 3:two ints are divided: what is left over is cut off (write one of them as a "
       "double: 1.0 / 3)"},
      {"size(owner) / 2", ""},
      {"1.0 / 3", ""},
      {"4 * 7 / 2 > 1",
       "warning 7:two ints are divided: what is left over is cut off (write one of them as a "
       "double: 1.0 / 3)"},
      {"size(owner) / 0", "warning 13:an int divided by zero is always an error"},
      {"seats / 0", ""},
      {"\"a\" in [1, \"a\"]",
       "warning 8:the list holds values of several types (a value never equals one of another "
       "type)"},
  });
}

TEST(CheckTest, ExpectedTypes) {
  const Type boolean = Type::kBool;
  const Type number = Type::kDouble;
  const Type text = Type::kString;
  EXPECT_EQ(Report("seats", &boolean), "1:expected a bool, found double (compare it: number > 0)");
  EXPECT_EQ(Report("seats > 1", &number), "1:expected a double, found bool");
  EXPECT_EQ(Report("[1, 2]", &number), "1:expected a double, found list of int");
  EXPECT_EQ(Report("active ? [1] : [2]", &number), "1:expected a double, found list of int");
  EXPECT_EQ(Report("\"a\"", &text), "");
  EXPECT_EQ(Report("seats > 1", &boolean), "");
  EXPECT_EQ(Report("seats", &number), "");
}

TEST(CheckTest, AnIntIsADoubleWhereOneIsExpected) {
  const SampleFacts facts;
  DiagnosticSink sink;
  const auto literal = Check({"2", {}, true}, facts, Type::kDouble, Limits{}, sink);
  ASSERT_TRUE(literal);
  EXPECT_EQ(literal->Canonical(), "2.0");
  const auto counted = Check({"size(owner)", {}, true}, facts, Type::kDouble, Limits{}, sink);
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->Canonical(), "double(size(owner))");
  EXPECT_EQ(counted->type(), Type::kDouble);
}

TEST(CheckTest, SlotsAreInOrderOfTheText) {
  const Checked checked = CheckOrFail("tickets / max(1, seats) > 1 || has(owner) && tickets > 2");
  const SampleFacts facts;
  std::vector<std::string> names;
  for (const uint32_t slot : checked.Slots()) names.push_back(facts.NameOf(slot));
  EXPECT_EQ(names, (std::vector<std::string>{"tickets", "seats", "owner"}));
}

TEST(CheckTest, WhereTheTextIsNotVerbatimTheMessageSaysThePlace) {
  const SampleFacts facts;
  DiagnosticSink sink;
  EXPECT_FALSE(CheckAny({"active && seets > 1", Span{0, 7, 9, 20}, false}, facts, Limits{}, sink));
  const std::vector<Diagnostic> diagnostics = sink.Take();
  ASSERT_EQ(diagnostics.size(), 1u);
  EXPECT_EQ(diagnostics[0].span, (Span{0, 7, 9, 20}));
  EXPECT_EQ(diagnostics[0].message, "unknown name `seets` (at character 11 of the expression)");
}

TEST(CheckTest, ACaretCoversWhatIsMeant) {
  const SampleFacts facts;
  DiagnosticSink sink;
  EXPECT_FALSE(CheckAny({"active && seets > 1", Span{2, 7, 9, 1}, true}, facts, Limits{}, sink));
  EXPECT_EQ(sink.Take()[0].span, (Span{2, 7, 19, 5}));
}

// What the strict checker refuses becomes an error that && and || absorb.
TEST(CheckTest, DeferredMistakesAreErrors) {
  const SampleFacts facts;
  for (const auto& [text, kind] :
       std::vector<std::pair<const char*, Kind>>{{"seets || true", Kind::kBool},
                                                 {"seets && false", Kind::kBool},
                                                 {"seets", Kind::kError},
                                                 {"owner + 1 == 2 || active", Kind::kBool},
                                                 {"owner < 1", Kind::kError},
                                                 {"owner ? 1 : 2", Kind::kError},
                                                 {"\"a\" == 1", Kind::kBool},
                                                 {"active ? \"a\" : 1", Kind::kString}}) {
    DiagnosticSink sink;
    const auto checked = CheckDeferred({text, {}, true}, facts, Limits{}, sink);
    ASSERT_TRUE(checked) << text;
    Stack stack;
    const Program program = Compile(*checked);
    EXPECT_EQ(expression::Run(program, facts.slots(), SampleContext(), stack).kind, kind) << text;
  }
  DiagnosticSink sink;
  EXPECT_FALSE(CheckDeferred({"1 +", {}, true}, facts, Limits{}, sink)) << "syntax is never waived";
}

TEST(CheckTest, TypeNames) {
  EXPECT_STREQ(TypeName(Type::kBool), "bool");
  EXPECT_STREQ(TypeName(Type::kSeries), "series");
  EXPECT_STREQ(TypeName(Type::kList), "list");
}

}  // namespace
}  // namespace bellwether::expression
