// Literals, precedence and what is not part of the language. Every literal of CEL is in
// tests/conformance/parse.textproto.
#include <gtest/gtest.h>

#include "engine/expression/string_literal.h"
#include "tests/engine/expression/sample_facts.h"

namespace bellwether::expression {
namespace {

struct Case {
  const char* text;
  const char* result;
};

TEST(ParseTest, Literals) {
  const std::vector<Case> cases = {
      {"0x1F", "31"},
      {"-0x10", "-16"},
      {".5", "0.5"},
      {"1e3", "1000.0"},
      {"1E-2", "0.01"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"'it\\'s'", "\"it's\""},
      {"\"\\x41\\u00e9\\U0001F431\\101\"", "\"Aé🐱A\""},
      {"r'\\d+'", "\"\\\\d+\""},
      {"R\"a\\\"", "\"a\\\\\""},
      {"'''a'b\nc'''", "\"a'b\\nc\""},
      {"\"\"\"a\"b\"\"\"", "\"a\\\"b\""},
      {"\"\\xff\"", "\"ÿ\""},
      {"[1, 2,]", "[1, 2]"},
      {"1 // one\n + 1", "2"},
      {"\t1\r\n+\f1", "2"},
  };
  for (const Case& test : cases) EXPECT_EQ(Evaluate(test.text), test.result) << test.text;
}

// The canonical text shows how it was understood.
TEST(ParseTest, Precedence) {
  const std::vector<Case> cases = {
      {"1+2*3", "1 + 2 * 3"},
      {"(1+2)*3", "(1 + 2) * 3"},
      {"1-(2-3)", "1 - (2 - 3)"},
      {"(1-2)-3", "1 - 2 - 3"},
      {"active||trial&&active", "active || trial && active"},
      {"(active||trial)&&active", "(active || trial) && active"},
      {"active||(trial||active)", "active || trial || active"},
      {"active&&((trial&&active)&&trial)", "active && trial && active && trial"},
      {"!(active||trial)", "!(active || trial)"},
      {"-(1+2)", "-(1 + 2)"},
      {"!active==trial", "!active == trial"},
      {"1<2==true", "1 < 2 == true"},
      {"1<(2)&&2>1", "1 < 2 && 2 > 1"},
      {"(1<2)==(2<1)", "1 < 2 == (2 < 1)"},
      {"active?1:trial?2:3", "active ? 1 : trial ? 2 : 3"},
      {"active?(trial?1:2):3", "active ? (trial ? 1 : 2) : 3"},
      {"(active?trial:active)?1:2", "(active ? trial : active) ? 1 : 2"},
      {"(\"a\"+\"b\").size()", "(\"a\" + \"b\").size()"},
      {"kickoff_at.getHours()+1", "kickoff_at.getHours() + 1"},
      {"- - 5", "--5"},
      {"-(-seats)", "--seats"},
  };
  for (const Case& test : cases) EXPECT_EQ(CheckOrFail(test.text).Canonical(), test.result);
}

TEST(ParseTest, SyntaxErrors) {
  const std::vector<Case> cases = {
      {"", "1:the expression is empty"},
      {"seats >", "8:expected a value, found the end"},
      {"seats > )", "9:expected a value, found `)`"},
      {"(seats", "7:expected `)`, found the end"},
      {"seats seats", "7:expected an operator or the end, found `seats`"},
      {"max(seats tickets)", "11:expected `,` or `)`, found `tickets`"},
      {"max(seats,)", "11:expected another argument after `,`, found `)`"},
      {"active ? 1", "11:expected `:` and the other value of `?:`, found the end"},
      {"seats = 4", "7:`=` is not an operator (did you mean `==`?)"},
      {"active & trial", "8:`&` is not an operator (did you mean `&&`?)"},
      {"active and trial", "8:`and` is not an operator (did you mean `&&`?)"},
      {"active or trial", "8:`or` is not an operator (did you mean `||`?)"},
      {"not active", "1:`not` is not an operator (did you mean `!`?)"},
      {"seats <> 4", "7:`<>` is not an operator (did you mean `!=`?)"},
      {"\"open", "1:the string has no closing quote (end it with \")"},
      {"'a\nb'", "1:the string has no closing quote (end it with ')"},
      {"'a\\qb'",
       "3:unknown escape `\\q` (write \\\\ for a backslash, or put r before the opening "
       "quote)"},
      {"'\\ud800'",
       "2:unknown escape `\\u` (write \\\\ for a backslash, or put r before the "
       "opening quote)"},
      {"seats > 4 €", "11:unexpected character `€`"},
      {"seats > 99999999999999999999",
       "9:the number is too large for an int of 64 bits (write it as a double: with .0 or an "
       "exponent)"},
      {"9223372036854775808",
       "1:the number is too large for an int of 64 bits (write it as a double: with .0 or an "
       "exponent)"},
      {"1e999", "1:number `1e999` is too large for a double"},
      {"0x", "1:hexadecimal digits are missing after 0x"},
      {"seats > 7d", "9:`7d` is not a number (write days(7))"},
  };
  for (const Case& test : cases) EXPECT_EQ(Report(test.text), test.result) << test.text;
}

TEST(ParseTest, WhatIsNotPartOfTheLanguage) {
  const std::vector<Case> cases = {
      {"1u", "1:`1u` is not a number (unsigned integers are not supported: write 1)"},
      {"b'x'",
       "1:bytes literals are not part of the language (write a string, without the prefix b)"},
      {"null", "1:`null` is a reserved word (a value that is not given is missing: ask has(name))"},
      {"[1][0]",
       "4:indexing is not part of the language (use `in` for membership, or a signal of its own "
       "for "
       "one element)"},
      {"{'a': 1}", "1:maps are not part of the language (use a signal for each value)"},
      {"Point{x: 1}", "6:messages are not part of the language (use a signal for each value)"},
      {"size(owner).x",
       "13:`.x`: only names have parts, values do not (fields of values are not part of the "
       "language: use a signal of its own)"},
      {"[1].all(x, x > 0)",
       "5:unknown function `all` (macros are not part of the language: compare the names one by "
       "one, use `in` for membership)\n9:unknown name `x`\n12:unknown name `x`"},
      {"uint(1)", "1:unknown function `uint` (unsigned integers are not supported: use int())"},
      {"dyn(1)",
       "1:unknown function `dyn` (every type is known when the pack is loaded: leave dyn() out)"},
      {"for", "1:`for` is a reserved word"},
  };
  for (const Case& test : cases) EXPECT_EQ(Report(test.text), test.result) << test.text;
}

TEST(ParseTest, SeveralMistakesAreReportedAtOnce) {
  EXPECT_EQ(Report("max(seets, 1 +, tickts) > 1 && [1 2] == [] || actve"),
            "5:unknown name `seets` (did you mean `seats`?)\n"
            "15:expected a value, found `,`\n"
            "17:unknown name `tickts` (did you mean `tickets`?)\n"
            "35:expected `,` or `]`, found `2`\n"
            "47:unknown name `actve` (did you mean `active`?)");
}

TEST(ParseTest, QuotesWhatItPrints) {
  EXPECT_EQ(QuoteString("a\"b\\c\n\x01\x7f"), "\"a\\\"b\\\\c\\n\\x01\\x7f\"");
}

}  // namespace
}  // namespace bellwether::expression
