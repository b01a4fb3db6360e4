// JSON lines: a line is a record whatever is wrong with it.
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/accounts/account_text.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(JsonLinesTest, BlankLinesAndTheKindsOfLineEndsDoNotMatter) {
  EXPECT_THAT(ReadTexts("\n{\"id\": \"a\"}\r\n  \t\r\n{\"id\": \"b\"}\n\n{\"id\": \"c\"}",
                        AccountFormat::kJsonLines),
              ElementsAre("line 2: a", "line 4: b", "line 6: c"));
}

TEST(JsonLinesTest, NothingIsNoRecord) {
  EXPECT_THAT(ReadTexts("", AccountFormat::kJsonLines), IsEmpty());
  EXPECT_THAT(ReadTexts("\n\r\n", AccountFormat::kJsonLines), IsEmpty());
  EXPECT_THAT(ReadTexts("\xEF\xBB\xBF", AccountFormat::kJsonLines), IsEmpty());
}

TEST(JsonLinesTest, BadLinesAmongGoodOnesAreReportedWithTheirPlace) {
  const auto texts = ReadTexts(
      "\xEF\xBB\xBF{\"id\": \"a\"}\n"
      "{\"id\": \"b\", \"acv\": 1\n"
      "{\"id\": \"c\"} {\"id\": \"d\"}\n"
      "[{\"id\": \"e\"}]\n"
      "{\"id\": \"f\", \"acv\": NaN}\n"
      "\xC3\n"
      "{\"id\": \"g\"}\n",
      AccountFormat::kJsonLines);
  EXPECT_THAT(texts,
              ElementsAre("line 1: a",
                          StartsWith("line 2: b |  SYNTAX line 2, column 21: not JSON: unexpected "
                                     "end of input"),
                          StartsWith("line 3: c |  SYNTAX line 3, column 13: not JSON: unexpected "
                                     "'{'; expected end of input"),
                          StartsWith("line 4:  |  WRONG_TYPE expected an account"),
                          StartsWith("line 5: f | acv BAD_NUMBER line 5, column 20: NaN"),
                          StartsWith("line 6:  |  INVALID_UTF8 line 6, column 1"), "line 7: g"));
}

TEST(JsonLinesTest, AnOverlongLineIsPassedOverToItsEnd) {
  Limits limits;
  limits.max_account_bytes = 20;
  const std::string text =
      absl::StrCat("{\"id\": \"a\"}\n", std::string(1000, 'x'), "\n{\"id\": \"b\"}\n",
                   std::string(21, ' '), "\n", "{\"id\": \"c\"}");
  EXPECT_THAT(
      ReadTexts(text, AccountFormat::kJsonLines, limits),
      ElementsAre("line 1: a",
                  "line 2:  |  TOO_LARGE the line is longer than max_account_bytes (20); it "
                  "was passed over",
                  "line 3: b", HasSubstr("TOO_LARGE"), "line 5: c"));
}

TEST(JsonLinesTest, ALineOfExactlyTheLimitIsRead) {
  const std::string line = "{\"id\": \"abcdef\"}";
  Limits limits;
  limits.max_account_bytes = static_cast<uint32_t>(line.size());
  EXPECT_THAT(ReadTexts(line + "\n" + line, AccountFormat::kJsonLines, limits),
              ElementsAre("line 1: abcdef", "line 2: abcdef"));
}

TEST(JsonLinesTest, RecordsAreHandedOutAsSoonAsTheirLineEnds) {
  std::vector<std::string> ids;
  AccountReader reader(AccountFormat::kJsonLines, Limits{},
                       [&](AccountRecord record) { ids.push_back(record.account.id); });
  reader.Feed("{\"id\": \"a\"}\n{\"id\"");
  EXPECT_THAT(ids, ElementsAre("a"));
  reader.Feed(": \"b\"}\n");
  EXPECT_THAT(ids, ElementsAre("a", "b"));
  reader.Finish();
  EXPECT_THAT(ids, ElementsAre("a", "b"));
}

}  // namespace
}  // namespace bellwether
