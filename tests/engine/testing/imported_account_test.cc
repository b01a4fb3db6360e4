// Accounts of tests that come out of rows of exports, by a mapping of the pack.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/engine/testing/suites.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

constexpr char kSchool[] = R"(
sources:
  students:
    account:
      id: Number
      segment: {from: Course, map: {Evening classes: evening, Day school: daytime}}
      stage: State
      kickoff_at: {from: Begin, date: "%d/%m/%Y"}
      signals:
        attendance: {from: Attended, type: percent}
        mood: {from: survey.mood, map: {fine: good, sad: bad}}
)";

constexpr char kTwo[] = R"(
sources:
  students: {account: {id: Number, segment: Course, stage: State}}
  lessons:
    columns: {attended: {from: Attended, type: bool}}
    account:
      id: Student
      signals: {attendance: {expr: "attended ? 1.0 : 0.0", collect: mean}}
)";

Sources With(const std::string& cases, const std::string& fixtures = "{}") {
  return Sources(
      {{"fixtures/imported.yaml", absl::StrCat("fixtures: ", fixtures)},
       {"imports/school.yaml", kSchool},
       {"imports/two.yml", kTwo},
       {"imports/broken.yaml", "sources: {a: {account: {id: X, signals: {moood: Y}}}}"},
       {"tests/imported_test.yaml", absl::StrCat("as_of: 2026-03-01\ncases:\n", cases)}});
}

std::string Report(const Sources& sources) {
  const TestSuite suite = SuiteOf(sources);
  return ReportText(RunTests(*CoursePlan(), suite), suite);
}

std::string Errors(const std::string& cases) {
  const Sources sources = With(cases);
  return RenderAll(LoadTests(*CoursePlan(), sources).diagnostics, sources);
}

TEST(ImportedAccountTest, IsWhatTheMappingMakesOfTheRows) {
  EXPECT_THAT(Report(With(R"(
  - name: a row
    import: school
    rows:
      - {Number: 17, Course: Evening classes, State: enrolled, Begin: 05/01/2026,
         Attended: 72 %, survey: {mood: sad}}
    expect:
      id: "17"
      segment: evening
      fact.kickoff_at: 2026-01-05
      fact.attendance: 0.72
      fact.mood: bad
)")),
              HasSubstr("1 passed, 0 failed"));
}

TEST(ImportedAccountTest, IsLaidUnderWhatTheCaseSays) {
  EXPECT_THAT(Report(With(R"(
  - name: changed
    fixture: imported
    account: {signals: {mood: ~}}
    expect: {fact.mood: ~, fact.homework: 0.5}
    table:
      - {expect: {fact.attendance: 0.72}}
      - {set: {attendance: 0.4}, expect: {fact.attendance: 0.4}}
)",
                          R"(
  imported:
    import: school
    rows: {students: [{Number: 17, Course: Day school, Attended: 72 %, survey.mood: fine}]}
    signals: {homework: 0.5}
)")),
              HasSubstr("2 passed, 0 failed"));
}

TEST(ImportedAccountTest, RowsOfSeveralSourcesMakeOne) {
  EXPECT_THAT(Report(With(R"(
  - name: joined
    import: two
    rows:
      students: [{Number: a, Course: evening, State: enrolled}]
      lessons: [{Student: a, Attended: yes}, {Student: a, Attended: no}]
    expect: {fact.attendance: 0.5}
)")),
              HasSubstr("1 passed, 0 failed"));
}

TEST(ImportedAccountTest, MistakesHaveTheirPlaceAndAHint) {
  const std::string errors = Errors(R"(
  - {name: a, import: shcool, rows: [], expect: {id: a}}
  - {name: b, import: school, expect: {id: a}}
  - {name: c, import: school, rows: [{Nummer: 17}], expect: {id: a}}
  - {name: d, import: school, rows: [{Number: 17, Attended: much}], expect: {id: a}}
  - {name: e, import: two, rows: {pupils: []}, expect: {id: a}}
  - {name: f, import: two, rows: {lessons: [{Attended: yes}]}, expect: {id: a}}
  - {name: g, import: broken, rows: [{X: 1}], expect: {id: a}}
)");
  EXPECT_THAT(errors,
              HasSubstr("tests/imported_test.yaml:4:23: error: the pack has no mapping `shcool`"));
  EXPECT_THAT(errors, HasSubstr("did you mean `school`?"));
  EXPECT_THAT(errors, HasSubstr("tests/imported_test.yaml:5:23: error: `import` needs `rows`"));
  EXPECT_THAT(errors, HasSubstr("error: the mapping reads no column `Nummer` of students"));
  EXPECT_THAT(errors, HasSubstr("did you mean `Number`?"));
  EXPECT_THAT(errors, HasSubstr("tests/imported_test.yaml:7:37: error: Attended: found `much`"));
  EXPECT_THAT(errors, HasSubstr("error: the mapping has no source `pupils`"));
  EXPECT_THAT(errors, HasSubstr("error: there is no row of students"));
  EXPECT_THAT(errors, HasSubstr("imports/broken.yaml:1:42: error: "));
}

TEST(ImportedAccountTest, NeedsAMoment) {
  const Sources sources({{"imports/school.yaml", kSchool},
                         {"tests/a_test.yaml",
                          "cases: [{name: a, import: school, rows: [{Number: 1}], "
                          "expect: {id: '1'}}]"}});
  EXPECT_THAT(RenderAll(LoadTests(*CoursePlan(), sources).diagnostics, sources),
              HasSubstr("error: an imported account needs `as_of`"));
}

}  // namespace
}  // namespace bellwether
