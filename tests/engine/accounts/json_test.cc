// JSON files: one account or an array of them, and everything that breaks one.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/accounts/account_text.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

struct Case {
  const char* text;
  std::vector<const char*> want;  // the beginning of each record
};

const Case kCases[] = {
    // Good.
    {R"({"id": "a"})", {"line 1: a"}},
    {"\n\n  {\"id\": \"a\"}\n", {"line 3: a"}},
    {"[]", {}},
    {" [ ] \n", {}},
    {"[{\"id\": \"a\"},\n {\"id\": \"b\"},\n\n {\"id\":\n \"c\"}]",
     {"line 1: a", "line 2: b", "line 4: c"}},
    {R"([{"id": "]}\"[{"}, {"id": "\\"}, {"id": "x"}])",
     {"line 1: ]}\"[{", "line 1: \\", "line 1: x"}},
    {"\xEF\xBB\xBF[{\"id\": \"a\"}]", {"line 1: a"}},
    {R"({"id": "a", "signals": {"n": 12345678901234567890, "m": -7, "e": 1e-400}})", {"line 1: a"}},
    // The file is not what it should be.
    {"", {"line 1:  |  SYNTAX line 1, column 1: the text is empty"}},
    {" \n \n", {"line 3:  |  SYNTAX line 3, column 1: the text is empty"}},
    {"id: a", {"line 1:  |  SYNTAX line 1, column 1: an account in JSON begins with `{`"}},
    {"\"id\"", {"line 1:  |  SYNTAX line 1, column 1: an account in JSON begins with `{`"}},
    {"\xC3\xA9",
     {"line 1:  |  SYNTAX line 1, column 1: an account in JSON begins with `{`, an array of "
      "accounts with `[`, not the byte 0xC3"}},
    {"{\"id\": \"a\"}\n{\"id\": \"b\"}",
     {"line 1: a",
      "line 2:  |  SYNTAX line 2, column 1: text after the end of the accounts: put "}},
    {"[{\"id\": \"a\"}] x y",
     {"line 1: a", "line 1:  |  SYNTAX line 1, column 15: text after the end of the accounts"}},
    {"[", {"line 1:  |  SYNTAX line 1, column 2: the array of accounts is not closed by `]`"}},
    {"[{\"id\": \"a\"},",
     {"line 1: a", "line 1:  |  SYNTAX line 1, column 14: the array of accounts is not closed"}},
    {"[{\"id\": \"a\"}, {\"id\": \"b\"",
     {"line 1: a",
      "line 1: b |  SYNTAX line 1, column 25: not JSON: unexpected end of input; "
      "expected '}'"}},
    {"[{\"id\": \"a\"},, {\"id\": \"b\"},]",
     {"line 1: a", "line 1:  |  SYNTAX line 1, column 14: an account is missing before `,`",
      "line 1: b", "line 1:  |  SYNTAX line 1, column 28: an account is missing before `]`"}},
    {"[{\"id\": \"a\"} {\"id\": \"b\"}]",
     {"line 1: a", "line 1:  |  SYNTAX line 1, column 14: a comma is missing between two accounts",
      "line 1: b"}},
    {"[1, \"x\", null, [], {\"id\": \"a\"}]",
     {"line 1:  |  WRONG_TYPE expected an account, which is a mapping, not `1`",
      "line 1:  |  WRONG_TYPE expected an account, which is a mapping, not the text `x`",
      "line 1:  |  WRONG_TYPE expected an account, which is a mapping, not null",
      "line 1:  |  WRONG_TYPE expected an account, which is a mapping, not a list", "line 1: a"}},
    // One bad account among good ones.
    {"[{\"id\": \"a\"},\n{\"id\": \"b\", \"acv\": },\n{\"id\": \"c\"}]",
     {"line 1: a", "line 2: b |  SYNTAX line 2, column 20: not JSON: unexpected '}'; expected",
      "line 3: c"}},
    {"[{\"id\": \"a\"},\n{\"id\": \"b\", acv: 3},\n{\"id\": \"c\"}]",
     {"line 1: a", "line 2: b |  SYNTAX line 2, column 13: not JSON: invalid literal; expected",
      "line 3: c"}},
    {"[{\"id\": \"a],\n\"x\": 1},\n{\"id\": \"c\"}]",
     {"line 1:  |  SYNTAX line 1, column 13: not JSON: invalid string: control character",
      "line 3: c"}},
    {"[{\"id\": 'a'}, {\"id\": \"b\"}]",
     {"line 1:  |  SYNTAX line 1, column 9: not JSON: invalid literal", "line 1: b"}},
    {"[garbage, {\"id\": \"b\"}]",
     {"line 1:  |  SYNTAX line 1, column 2: not JSON: invalid literal", "line 1: b"}},
    // Keys and values.
    {R"({"id": "a", "acv": 1, "acv": 2})", {"line 1: a | acv DUPLICATE `acv` is given twice"}},
    {R"({"id": "a", "signals": {"n": 1, "n": 1}})",
     {"line 1: a | signals.n DUPLICATE `n` is given twice; keep one of them"}},
    {R"({"id": "a", "milestones": [{"key": "k"}, {"key": "k", "key": "l"}]})",
     {"line 1: a | milestones[1].key DUPLICATE"}},
    {R"({"id": "a", "signals": {"n": NaN}})",
     {"line 1: a | signals.n BAD_NUMBER line 1, column 30: NaN and Infinity are not numbers"}},
    {R"({"id": "a", "signals": {"n": -Infinity}})", {"line 1: a | signals.n BAD_NUMBER line 1"}},
    {"{\"id\": \"a\",\n\"signals\": {\"h\": [[\"2026-01-01\", 1], [\"2026-01-02\", 1e999]]}}",
     {"line 1: a | signals.h[1][1] BAD_NUMBER line 2, column 57: `1e999` is too large a number"}},
    {R"({"id": "a", "acv": 012})",
     {"line 1: a |  SYNTAX line 1, column 22: not JSON: unexpected "}},
    {R"({"id": "a", "acv": 0x10})", {"line 1: a |  SYNTAX line 1, column 21: not JSON: invalid "}},
    {"{\"id\": \"\xFF\"}", {"line 1:  |  INVALID_UTF8 line 1, column 9: not valid UTF-8"}},
    {R"({"id": "a", "csm": "\ud800"})", {"line 1: a |  SYNTAX line 1, column "}},
    {R"({"id": "a" /* no */})",
     {"line 1: a |  SYNTAX line 1, column 12: not JSON: invalid literal"}},
    {R"({"id": "a",})", {"line 1: a |  SYNTAX line 1, column 12: not JSON: unexpected '}'"}},
};

class JsonTest : public testing::TestWithParam<Case> {};

TEST_P(JsonTest, GivesTheseRecords) {
  const auto texts = ReadTexts(GetParam().text, AccountFormat::kJson);
  std::vector<testing::Matcher<std::string>> want;
  for (const char* start : GetParam().want) {
    const bool good = std::string(start).find('|') == std::string::npos;
    want.push_back(good ? testing::Matcher<std::string>(std::string(start)) : StartsWith(start));
  }
  EXPECT_THAT(texts, ElementsAreArray(want)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(All, JsonTest, testing::ValuesIn(kCases));

TEST(JsonByteTest, AZeroByteDoesNotEndTheText) {
  const std::string text("{\"id\": \"a\"}\0{", 13);
  EXPECT_THAT(ReadTexts(text, AccountFormat::kJsonLines),
              ElementsAre("line 1:  |  SYNTAX line 1, column 12: a zero byte is not JSON"));
}

TEST(JsonLimitTest, NestingIsBounded) {
  const std::string deep(200'000, '[');
  EXPECT_THAT(ReadTexts("{\"id\": \"a\", \"signals\": " + deep, AccountFormat::kJson),
              ElementsAre(HasSubstr("TOO_LARGE nested deeper than max_account_depth (16)")));
  std::string fits = "0";
  for (int i = 0; i < 15; ++i) fits = "[" + fits + "]";
  EXPECT_THAT(ReadTexts("{\"id\": \"a\", \"signals\": {\"n\": 1}, \"acv\": " + fits + "}",
                        AccountFormat::kJson),
              ElementsAre(HasSubstr("acv WRONG_TYPE")));
}

TEST(JsonLimitTest, AnOverlongAccountIsPassedOverAndTheNextIsRead) {
  Limits limits;
  limits.max_account_bytes = 40;
  const std::string text = absl::StrCat("[{\"id\": \"a\"},\n{\"id\": \"", std::string(100, 'b'),
                                        "\"},\n{\"id\": \"c\"}]");
  EXPECT_THAT(ReadTexts(text, AccountFormat::kJson, limits),
              ElementsAre("line 1: a",
                          "line 2:  |  TOO_LARGE the account is larger than max_account_bytes "
                          "(40); it was passed over. Is a quote or a bracket missing?",
                          "line 3: c"));
}

TEST(JsonLimitTest, ManyProblemsOfOneAccountAreCountedNotListed) {
  std::string text = "{\"id\": \"a\"";
  for (int i = 0; i < 5000; ++i) absl::StrAppend(&text, ", \"unknown", i, "\": 1");
  const auto records = ReadAccounts(text + "}", AccountFormat::kJson, Limits{});
  ASSERT_EQ(records.size(), 1u);
  ASSERT_EQ(records[0].violations.size(), 101u);
  EXPECT_EQ(records[0].violations.back().message,
            "4900 more problems of this account are not listed");
}

}  // namespace
}  // namespace bellwether
