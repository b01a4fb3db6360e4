// YAML files: an account, a list, a stream of documents; mistakes stay where they are.
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
using testing::StartsWith;

struct Case {
  const char* text;
  std::vector<const char*> want;  // the beginning of each record
};

const Case kCases[] = {
    {"id: a\n", {"line 1: a"}},
    {"# comment\n\nid: a", {"line 3: a"}},
    {"---\nid: a\n...\n", {"line 2: a"}},
    {"- id: a\n- id: b\n\n-\n  id: c\n", {"line 1: a", "line 2: b", "line 5: c"}},
    {"[{id: a}, {id: b}]", {"line 1: a", "line 1: b"}},
    {"id: a\n---\nid: b\n---\n- id: c\n- id: d\n",
     {"line 1: a", "line 3: b", "line 5: c", "line 6: d"}},
    {"# one\n---\n# two\nid: a\n--- # three\nid: b\r\n---\n---\n", {"line 4: a", "line 6: b"}},
    {"--- {id: a}\n--- {id: b}", {"line 1: a", "line 2: b"}},
    {"id: a\ncsm: |\n  text\n  --- no marker\nstage: x\n", {"line 1: a"}},
    {"id: a\r\nsegment: smb\r\n", {"line 1: a"}},
    {"\xEF\xBB\xBFid: a\n", {"line 1: a"}},
    {"- &base {id: a, segment: smb}\n- *base\n", {"line 1: a", "line 2: a"}},
    {"[&a {id: a},\n {id: b}, *a]", {"line 1: a", "line 2: b", "line 2: a"}},
    {"-\n  -\n-\n",
     {"line 2:  |  WRONG_TYPE expected an account", "line 3:  |  WRONG_TYPE expected an account"}},
    {"[]", {}},
    // No account.
    {"", {"line 1:  |  SYNTAX the text holds no account"}},
    {"# nothing\n---\n", {"line 1:  |  SYNTAX the text holds no account"}},
    {"acme", {"line 1:  |  WRONG_TYPE expected an account, which is a mapping, not `acme`"}},
    {"- acme\n- id: b", {"line 1:  |  WRONG_TYPE expected an account", "line 2: b"}},
    // Mistakes of syntax cost their own entry or document only.
    {"- id: a\n- id: b\n  id: c\n- id: d\n",
     {"line 1: a", "line 2: b |  DUPLICATE line 3, column 3: key `id` is already set at",
      "line 4: d"}},
    {"- id: a\n- id: b\n  acv: [1\n- id: d\n",
     {"line 1: a", "line 2: b |  SYNTAX line ", "line 4: d"}},
    {"id: a\n---\nid: b\nacv: {\n---\nid: c\n",
     {"line 1: a", "line 3: b |  SYNTAX line ", "line 6: c"}},
    {"id: a\ncsm: \"\xFF\"\n", {"line 1: a |  INVALID_UTF8 line 2, column 7"}},
    {"id: a\nacv: !!int 3\n", {"line 1: a |  SYNTAX line 2, column 6: "}},
    {"id: a\nmilestones:\n- key: k\n- key: [\n", {"line 1: a |  SYNTAX line "}},
    {"id: a\n\tcsm: x\n", {"line 1:  |  SYNTAX line 2, column 1: a tab is used as indentation"}},
};

class YamlAccountsTest : public testing::TestWithParam<Case> {};

TEST_P(YamlAccountsTest, GivesTheseRecords) {
  const auto texts = ReadTexts(GetParam().text, AccountFormat::kYaml);
  std::vector<testing::Matcher<std::string>> want;
  for (const char* start : GetParam().want) {
    const bool good = std::string(start).find('|') == std::string::npos;
    want.push_back(good ? testing::Matcher<std::string>(std::string(start)) : StartsWith(start));
  }
  EXPECT_THAT(texts, ElementsAreArray(want)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(All, YamlAccountsTest, testing::ValuesIn(kCases));

TEST(YamlLimitTest, AnOverlongDocumentIsPassedOverAndTheNextIsRead) {
  Limits limits;
  limits.max_account_document_bytes = 40;
  const std::string text =
      absl::StrCat("id: a\n---\nid: b\ncsm: ", std::string(50, 'x'), "\nseats: 3\n---\nid: c\n");
  EXPECT_THAT(ReadTexts(text, AccountFormat::kYaml, limits),
              ElementsAre("line 1: a",
                          StartsWith("line 2:  |  TOO_LARGE the document is larger than "
                                     "max_account_document_bytes (40)"),
                          "line 7: c"));
}

TEST(YamlLimitTest, AliasBombsAndDepthAreBounded) {
  std::string bomb = "id: a\ns0: &s0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int i = 1; i < 12; ++i) {
    absl::StrAppend(&bomb, "s", i, ": &s", i, " [");
    for (int j = 0; j < 10; ++j) absl::StrAppend(&bomb, j > 0 ? ", " : "", "*s", i - 1);
    bomb += "]\n";
  }
  EXPECT_THAT(ReadTexts(bomb, AccountFormat::kYaml), ElementsAre(HasSubstr("TOO_LARGE line ")));
  EXPECT_THAT(ReadTexts("id: a\nacv: " + std::string(300, '['), AccountFormat::kYaml),
              ElementsAre(HasSubstr("TOO_LARGE line 2")));
}

TEST(YamlLimitTest, DocumentsAreHandedOutAsSoonAsTheNextBegins) {
  std::vector<std::string> ids;
  AccountReader reader(AccountFormat::kYaml, Limits{},
                       [&](AccountRecord record) { ids.push_back(record.account.id); });
  reader.Feed("id: a\n--");
  EXPECT_TRUE(ids.empty());
  reader.Feed("-\nid: b\n");
  EXPECT_THAT(ids, ElementsAre("a"));
  reader.Finish();
  EXPECT_THAT(ids, ElementsAre("a", "b"));
}

}  // namespace
}  // namespace bellwether
