// Comments that allow a warning: on its line or above, with a reason, and none that allows nothing.
#include "engine/lint/allowances.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace bellwether::lint {
namespace {

using ::testing::ElementsAre;

Sources Of(const std::string& text) { return Sources({{"pack.yaml", text}}); }

Diagnostic Warning(const char* code, uint32_t line) {
  return {Severity::kWarning, code, {0, line, 3, 5}, "something", ""};
}

// "unused-signal allowed: why", "unused-allowance@1".
std::vector<std::string> Allowed(const std::string& text, std::vector<Diagnostic> found,
                                 bool complete = true) {
  std::vector<std::string> words;
  for (const Finding& finding : Allow(std::move(found), Of(text), complete)) {
    const std::string what = absl::StrCat(finding.what.code, "@", finding.what.span.line);
    words.push_back(finding.allowed() ? what + " allowed: " + finding.reason : what);
  }
  return words;
}

TEST(AllowanceTest, OnTheLineOrAbove) {
  EXPECT_THAT(Allowed("a: 1  # bellwether: allow odd: by contract\n", {Warning("odd", 1)}),
              ElementsAre("odd@1 allowed: by contract"));
  EXPECT_THAT(
      Allowed("# bellwether: allow odd: by contract\n# more\n\n  a: 1\n", {Warning("odd", 4)}),
      ElementsAre("odd@4 allowed: by contract"));
}

TEST(AllowanceTest, SeveralStandAboveEachOther) {
  EXPECT_THAT(Allowed("# bellwether: allow odd: one\n# bellwether: allow even: two\na: 1\n",
                      {Warning("odd", 3), Warning("even", 3)}),
              ElementsAre("odd@3 allowed: one", "even@3 allowed: two"));
}

TEST(AllowanceTest, AnotherCodeOrLineIsNotAllowed) {
  EXPECT_THAT(Allowed("# bellwether: allow odd: one\na: 1\n", {Warning("even", 2)}),
              ElementsAre("unused-allowance@1", "even@2"));
  EXPECT_THAT(Allowed("# bellwether: allow odd: one\na: 1\nb: 2\n", {Warning("odd", 3)}),
              ElementsAre("unused-allowance@1", "odd@3"));
}

TEST(AllowanceTest, NeedsAReason) {
  for (const char* text : {"a: 1 # bellwether: allow odd\n", "a: 1 # bellwether: allow odd: \n",
                           "a: 1 # bellwether: alow odd: x\n", "a: 1 # bellwether:\n"}) {
    EXPECT_THAT(Allowed(text, {Warning("odd", 1)}), ElementsAre("odd@1", "bad-allowance@1"))
        << text;
  }
}

TEST(AllowanceTest, AnErrorStays) {
  Diagnostic error = Warning("odd", 1);
  error.severity = Severity::kError;
  EXPECT_THAT(Allowed("a: 1  # bellwether: allow odd: x\n", {error}, false), ElementsAre("odd@1"));
}

TEST(AllowanceTest, WithoutAWholeLookNothingIsCalledUnused) {
  EXPECT_THAT(Allowed("# bellwether: allow odd: x\na: 1\n", {}, false), ElementsAre());
}

TEST(AllowanceTest, InsideOfAWordItIsNoComment) {
  EXPECT_THAT(Allowed("a: x# bellwether: allow odd: x\n", {}), ElementsAre());
}

}  // namespace
}  // namespace bellwether::lint
