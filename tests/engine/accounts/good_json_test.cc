// What is read quickly is what the parser that explains mistakes reads, and whatever that one has
// something to say about is left to it.
#include "engine/accounts/good_json.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "engine/accounts/json_tree.h"
#include "gtest/gtest.h"
#include "tests/support/node_text.h"

namespace bellwether {
namespace {

using testing_support::NodeText;

std::string Quickly(const std::string& text, const Limits& limits = {}) {
  static auto& root = *new Node();  // what a text left behind is not in the next one's tree
  return ReadGoodJson(text, limits, root) ? NodeText(root) : "(nothing)";
}

std::string WithDiagnoses(const std::string& text) {
  Violations violations(10);
  const JsonTree tree = DiagnoseJson(text, {}, Limits{}, violations);
  EXPECT_TRUE(tree.whole && violations.empty()) << text;
  return NodeText(tree.root);
}

TEST(GoodJsonTest, IsTheSameTree) {
  for (const std::string text :
       {R"({})", R"({"a": 1, "b": [1, [2], {"c": {}}], "d": null, "e": true, "f": false})",
        R"( {"a" : "x" , "b":"" }  )", "{\n\t\"a\"\r:\n1}", R"({"": 1, "a.b": 2, "a b": 3})",
        R"({"n": [0, -0, -1, 9007199254740993, -9223372036854775808, 18446744073709551615]})",
        R"({"n": [0.50, -0.0, 1e5, 1E+05, 1.5e-300, 48000.0, 0.1 ,2.5	]})",
        R"({"s": ["\u00e9\n\t\"\\\/", "\ud83d\ude00", "株式会社", "\u0000"]})",
        R"({"\u0061": 1})"}) {
    EXPECT_EQ(Quickly(text), WithDiagnoses(text)) << text;
  }
}

TEST(GoodJsonTest, LeavesWhatIsWrongToTheOther) {
  for (const std::string text : {"",
                                 " ",
                                 "17",
                                 "[]",
                                 "\"a\"",
                                 "null",
                                 "{",
                                 "}",
                                 "{]",
                                 R"({"a"})",
                                 R"({"a":})",
                                 R"({"a":1,})",
                                 R"({"a":1 "b":2})",
                                 R"({,"a":1})",
                                 R"({"a":1}})",
                                 R"({"a":1} x)",
                                 R"({"a":1}{"b":2})",
                                 R"({"a":01})",
                                 R"({"a":1.})",
                                 R"({"a":.5})",
                                 R"({"a":+1})",
                                 R"({"a":0x1})",
                                 R"({"a":1e999})",
                                 R"({"a":NaN})",
                                 R"({"a":Infinity})",
                                 R"({"a":nul})",
                                 R"({"a":nulll})",
                                 R"({"a":tru})",
                                 R"({"a":truex})",
                                 R"({a:1})",
                                 R"({'a':1})",
                                 R"({"a":"\x"})",
                                 R"({"a":"\ud83d"})",
                                 R"({"a":1,"a":2})",
                                 R"({"b":{"a":1,"a":2}})",
                                 R"({"a":1,"\u0061":2})",
                                 R"({"a":[1,]})",
                                 R"({"a":[1 2]})",
                                 R"({"a":[1})",
                                 "{\"a\":\"\n\"}",
                                 "{\"a\":\"\xff\"}",
                                 "{\"a\":/**/1}"}) {
    EXPECT_EQ(Quickly(text), "(nothing)") << text;
  }
  EXPECT_EQ(Quickly(std::string("{\"a\":\0001}", 9)), "(nothing)");
}

TEST(GoodJsonTest, LooksForRepeatedKeysInLargeObjectsToo) {
  std::string members;
  for (int i = 0; i < 100; ++i) absl::StrAppend(&members, "\"k", i, "\":", i, ",");
  EXPECT_EQ(Quickly("{" + members + "\"x\":1}"), WithDiagnoses("{" + members + "\"x\":1}"));
  for (const char* key : {"k0", "k31", "k32", "k99"}) {
    EXPECT_EQ(Quickly("{" + members + "\"" + key + "\":1}"), "(nothing)") << key;
  }
}

TEST(GoodJsonTest, KeepsToTheDepth) {
  Limits limits;
  limits.max_account_depth = 3;
  EXPECT_EQ(Quickly(R"({"a":[{"b":1}]})", limits), "{a=[{b=1,},],}");
  EXPECT_EQ(Quickly(R"({"a":[{"b":[]}]})", limits), "(nothing)");
  EXPECT_EQ(Quickly(R"({"a":[[[1]]]})", limits), "(nothing)");
}

// The memory of the parser is used again.
TEST(GoodJsonTest, ATextAfterALongerOneEndsWhereItEnds) {
  Quickly(R"({"a": "a long text that fills the memory behind a short one", "b": [1, 2, 3]})");
  EXPECT_EQ(Quickly(R"({"a":1)"), "(nothing)");
  EXPECT_EQ(Quickly(R"({"a":12})"), "{a=12,}");
}

}  // namespace
}  // namespace bellwether
