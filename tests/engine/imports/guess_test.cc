// A mapping that is guessed: what is sure, what is marked, and what is left to people.
#include "engine/imports/guess.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/imports/mapping_text.h"

namespace bellwether::imports {
namespace {

using testing::HasSubstr;
using testing::Not;

// Rows as lines, cells apart by `|`.
Sample SampleOf(const std::string& text, CsvDialect dialect = {}) {
  const std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  Sample sample{"companies.csv", "companies", absl::StrSplit(lines[0], '|'), {}, true, dialect};
  for (size_t i = 1; i < lines.size(); ++i) sample.rows.push_back(absl::StrSplit(lines[i], '|'));
  return sample;
}

std::string Guessed(const std::string& text, CsvDialect dialect = {}) {
  return GuessMapping(SampleOf(text, dialect), SamplePlan());
}

TEST(GuessTest, NamesAndValuesMakeAMappingThatLoads) {
  const std::string guess = Guessed(
      "id|Segment|ACV|kickoff_at|Active ratio|NPS|Signed off|Phone\n"
      "1|enterprise|$48,000|13.01.2026|72%|41|yes|555\n"
      "2|smb|$900|14.01.2026|8%|-|no|556\n");
  EXPECT_EQ(guess,
            "# Guessed from companies.csv, of which 2 rows were looked at.\n"
            "# Look it over all the same.\n"
            "sources:\n"
            "  companies:\n"
            "    empty: [\"-\"]\n"
            "    account:\n"
            "      id: id\n"
            "      segment: Segment\n"
            "      acv: {from: ACV, type: money}\n"
            "      kickoff_at: {from: kickoff_at, date: \"%d.%m.%Y\"}\n"
            "      signals:\n"
            "        active_ratio: {from: Active ratio, type: percent}\n"
            "        nps: NPS\n"
            "        signed_off: Signed off\n"
            "# Not used: Phone\n");
  EXPECT_TRUE(MappingOf(guess).streams());
}

TEST(GuessTest, DayAndMonthAreNeverGuessedSilently) {
  const std::string open = Guessed("id|Kickoff\n1|1/5/2026\n2|3/2/2026\n");
  EXPECT_THAT(open, HasSubstr("kickoff_at: {from: Kickoff, date: \"?\"}  # unsure: by its name; "
                              "`1/5/2026` may be %d/%m/%Y or %m/%d/%Y"));
  EXPECT_THAT(Mistakes(open), testing::Contains(HasSubstr("`?` is not the form of a date")));
  EXPECT_THAT(Guessed("id|kickoff_at\n1|1/5/2026\n2|25/2/2026\n"),
              HasSubstr("date: \"%d/%m/%Y\"}\n"));
  EXPECT_THAT(Guessed("id|kickoff_at\n1|1/5/2026\n2|2/25/2026\n"),
              HasSubstr("date: \"%m/%d/%Y\"}\n"));
}

TEST(GuessTest, WordsThatThePackDoesNotKnowAreLeftOpen) {
  const std::string guess = Guessed("id|Tier\n1|Enterprise\n2|Gold\n3|smb\n");
  EXPECT_THAT(guess, HasSubstr("segment: {from: Tier, map: {Enterprise: enterprise, Gold: \"?\"}}  "
                               "# unsure: by its name; words of the pack: enterprise, smb"));
  EXPECT_THAT(Mistakes(guess), testing::Contains(HasSubstr("unknown value `?`")));
}

TEST(GuessTest, AFileWithoutIdsIsLeftOpen) {
  const std::string guess = Guessed("NPS\n41\n");
  EXPECT_THAT(guess, HasSubstr("id: \"?\"  # unsure"));
}

TEST(GuessTest, TheDialectIsWrittenDown) {
  const std::string guess = Guessed("id|acv\n1|48000,5\n", {';', ','});
  EXPECT_THAT(guess, HasSubstr("    delimiter: \";\"\n    decimal: \",\"\n"));
  EXPECT_THAT(Guessed("id|acv\n1|5\n"), Not(HasSubstr("delimiter")));
}

TEST(GuessTest, NumbersOfSpreadsheetsAndClocks) {
  EXPECT_THAT(Guessed("id|kickoff_at|Answered at\n1|46027|1767225600\n"),
              HasSubstr("kickoff_at: {from: kickoff_at, type: excel_serial}"));
  EXPECT_THAT(Guessed("id|Answered at\n1|1767225600\n"), HasSubstr("type: unix_seconds"));
  EXPECT_THAT(Guessed("id|Answered at\n1|1767225600000\n"), HasSubstr("type: unix_millis"));
  EXPECT_THAT(Guessed("id|kickoff_at\n1|soon\n"),
              HasSubstr("date: \"?\"}  # unsure: `soon` is not a date in a form that is known"));
}

}  // namespace
}  // namespace bellwether::imports
