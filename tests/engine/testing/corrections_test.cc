#include "engine/testing/corrections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/testing/suites.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

Sources OneFile(const std::string& text) {
  return Sources(std::vector<SourceFile>{{"tests/a_test.yaml", text}});
}

struct Corrected {
  std::string diff;
  std::string left;  // "path: why", one a line
  size_t count = 0;
};

Corrected CorrectedOf(const Sources& sources) {
  const TestSuite suite = SuiteOf(sources);
  const TestReport report = RunTests(*CoursePlan(), suite);
  const Corrections corrections = CorrectionsOf(sources, suite, report);
  EXPECT_EQ(corrections.corrected + corrections.left.size(), [&report] {
    size_t failures = 0;
    for (const CaseResult& result : report.cases) failures += result.failures.size();
    return failures;
  }());
  Corrected corrected{UnifiedDiff(sources, corrections.edits), "", corrections.corrected};
  for (const Uncorrected& left : corrections.left) {
    absl::StrAppend(&corrected.left, left.failure->path, ": ", left.why, "\n");
  }
  // What is corrected passes, and nothing that passed fails.
  std::vector<SourceFile> files = sources.files();
  for (const SourceFile& edited : Edited(sources, corrections.edits)) {
    for (SourceFile& file : files) {
      if (file.name == edited.name) file.text = edited.text;
    }
  }
  const TestReport again = RunTests(*CoursePlan(), SuiteOf(Sources(files)));
  size_t failures = 0;
  for (const CaseResult& result : again.cases) failures += result.failures.size();
  EXPECT_EQ(failures, corrections.left.size());
  return corrected;
}

// `expect` of the student of the fixtures, who has a score of 95 and no flag.
Corrected Expecting(const std::string& expect) {
  return CorrectedOf(
      TestsOf(absl::StrCat("  - name: one\n    fixture: student\n    expect:\n", expect)));
}

TEST(CorrectionsTest, WhatPassesIsLeftAlone) {
  const Corrected corrected = Expecting("      health.study.score: 95  # as ever\n");
  EXPECT_EQ(corrected.diff + corrected.left, "");
}

TEST(CorrectionsTest, OnlyTheCharactersOfTheValueChange) {
  const Corrected corrected = Expecting(
      "      health.study.score:   90   # why it is so\n"
      "      health.study: {band: 'red', certain: false}\n"
      "      flags.raised: [absent, unhappy]  # both\n"
      "      fact.kickoff_at: \"2026-01-13\"\n"
      "      graduation.decision: not_yet\n"
      "      fact.seats: 3\n"
      "      health.study.low: ~\n");
  EXPECT_EQ(corrected.left, "");
  for (const char* line :
       {"\n+      health.study.score:   95   # why it is so\n",
        "\n+      health.study: {band: green, certain: true}\n",
        "\n+      flags.raised: []  # both\n", "\n+      fact.kickoff_at: 2026-01-12\n",
        "\n+      graduation.decision: GRADUATE\n", "\n+      fact.seats: ~\n",
        "\n+      health.study.low: 95\n"}) {
    EXPECT_THAT(corrected.diff, HasSubstr(line));
  }
}

TEST(CorrectionsTest, ATolerancesNumberMovesAndItsWidthStays) {
  const Corrected corrected = Expecting("      health.study.raw: {near: 90, within: 0.1}\n");
  EXPECT_THAT(corrected.diff, HasSubstr("+      health.study.raw: {near: 95, within: 0.1}\n"));
}

TEST(CorrectionsTest, WhatHasNoOneValueIsSaid) {
  const Corrected corrected = Expecting(
      "      health.study.score: {at_least: 96}\n"
      "      health.study.band:\n"
      "      flags.raised:\n        - absent\n"
      "      flags.red: [\n        absent]\n");
  EXPECT_EQ(corrected.diff, "");
  EXPECT_THAT(corrected.left,
              HasSubstr("health.study.score: it is a range, and the pack says 95\n"));
  EXPECT_THAT(corrected.left,
              HasSubstr("health.study.band: it is not written on one line; the pack says green\n"));
  EXPECT_THAT(corrected.left, HasSubstr("flags.red: it is a list over several lines; "));
}

TEST(CorrectionsTest, RowsThatAgreeCorrectWhatTheyShare) {
  const Corrected corrected = CorrectedOf(
      TestsOf("  - name: one\n    fixture: student\n    expect: {health.study.score: 90}\n"
              "    table: [{name: a}, {name: b, set: {tutor: ~}}]\n"));
  EXPECT_EQ(corrected.count, 2u);
  EXPECT_THAT(corrected.diff, HasSubstr("+    expect: {health.study.score: 95}\n"));
}

TEST(CorrectionsTest, RowsThatDoNotAgreeAreSaid) {
  const std::string shared =
      "  - name: one\n    fixture: student\n    expect: {health.study.band: yellow}\n"
      "    table: [{name: a}, {name: b, set: {attendance: 0.5, homework: 0.5}}]\n";
  const Corrected corrected = CorrectedOf(TestsOf(shared));
  EXPECT_EQ(corrected.diff, "");
  EXPECT_THAT(corrected.left, HasSubstr("2 cases expect it, and not all of them come to green"));
}

TEST(CorrectionsTest, WhatOthersReferToIsSaid) {
  const Sources sources = OneFile(
      "as_of: 2026-03-01\n"
      "x-all: &all {flag.absent: raised}\n"
      "cases:\n"
      "  - name: merged\n    account: {stage: enrolled, signals: {attendance: 1}}\n"
      "    expect: {<<: *all, health.study.score: &score 5}\n");
  const Corrected corrected = CorrectedOf(sources);
  EXPECT_EQ(corrected.diff, "");
  EXPECT_THAT(corrected.left, HasSubstr("flag.absent: `<<` brings it from line 2, for others too"));
  EXPECT_THAT(corrected.left, HasSubstr("health.study.score: it has an anchor"));
}

TEST(CorrectionsTest, TiersAndRefusals) {
  const Corrected corrected =
      CorrectedOf(TestsOf("  - name: tiers\n    expect:\n      tier.days_to_value:\n"
                          "        - {value: 30, segment: evening, is: slow}\n"
                          "        - {value: 10, is: fast}\n"
                          "  - name: refused\n    account: {signals: {attendance: 7}}\n"
                          "    expect: {health.study.score: 1}\n"
                          "  - name: accepted\n    account: {signals: {attendance: 1}}\n"
                          "    expect: {error: {path: signals.attendance}}\n"));
  EXPECT_THAT(corrected.diff, HasSubstr("+        - {value: 30, segment: evening, is: fast}\n"));
  EXPECT_THAT(corrected.diff, HasSubstr("+        - {value: 10, is: ~}\n"));
  EXPECT_EQ(corrected.left,
            "account: the account is refused, so there is no answer\n"
            "error: whether an account is refused is for people to say\n");
}

TEST(CorrectionsTest, APropertyIsNoValue) {
  const Sources sources = OneFile(
      "as_of: 2026-03-01\n"
      "properties: [{bounded: {output: health.study.score, max: 10}}]\n");
  const Corrected corrected = CorrectedOf(sources);
  EXPECT_EQ(corrected.left, "health.study.score: no value would make a property hold\n");
}

}  // namespace
}  // namespace bellwether
