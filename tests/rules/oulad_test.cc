// The Open University example: real students on day 30, and how many of each band withdrew later.
// The expected figures come from a model of their own, outside the engine (README.md there).
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "tests/rules/packs.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using testing_support::AccountsOfFile;
using testing_support::AsOf;
using testing_support::ReadFileOrFail;
using testing_support::Score;
using testing_support::ScoredAccount;
using testing_support::SourcePath;

struct Outcome {
  std::string status;
  bool withdrew = false;
};

// id,module,presentation,status_day_30,withdrew,...; no quotes in it.
std::map<std::string, Outcome> ReadOutcomes() {
  std::map<std::string, Outcome> outcomes;
  std::istringstream lines(ReadFileOrFail(SourcePath("rules/examples/oulad/cohort_outcomes.csv")));
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::array<std::string, 5> cell;
    for (std::string& text : cell) std::getline(cells, text, ',');
    outcomes[cell[0]] = {cell[3], cell[4] == "yes"};
  }
  return outcomes;
}

struct Band {
  int students = 0;
  int withdrew = 0;
};

// Of those who were registered on day 30: nothing about the others can be predicted.
std::map<std::string, Band> BandsOfTheCohort() {
  const auto outcomes = ReadOutcomes();
  std::map<std::string, Band> bands;
  for (const Account& account : AccountsOfFile("rules/examples/oulad/cohort.jsonl")) {
    const ScoredAccount scored = Score(PackAt("rules/examples/oulad"), account, AsOf("2014-10-31"));
    const auto outcome = outcomes.find(account.id);
    EXPECT_NE(outcome, outcomes.end()) << account.id;
    EXPECT_TRUE(scored.status.ok()) << account.id;
    if (outcome == outcomes.end() || outcome->second.status != "registered") continue;
    const std::string band = scored.band("early_health");
    Band& counted = bands[band.empty() ? "insufficient data" : band];
    ++counted.students;
    counted.withdrew += outcome->second.withdrew ? 1 : 0;
  }
  return bands;
}

struct BandCase {
  const char* band;
  int students;
  double percent_withdrew;
};

TEST(OuladTest, BandsSeparateThoseWhoWithdrew) {
  const BandCase cases[] = {
      {"green", 1142, 16.1},
      {"yellow", 118, 33.1},
      {"red", 119, 45.4},
      {"insufficient data", 68, 20.6},
  };
  std::map<std::string, Band> bands = BandsOfTheCohort();
  EXPECT_EQ(bands.size(), std::size(cases));
  for (const BandCase& test : cases) {
    const Band& band = bands[test.band];
    EXPECT_EQ(band.students, test.students) << test.band;
    EXPECT_NEAR(100.0 * band.withdrew / band.students, test.percent_withdrew, 0.05) << test.band;
  }
}

// 0 ÷ 0 is no value: a module with nothing due yet has no delay, not a delay of zero.
TEST(OuladTest, NothingDueIsNoDelay) {
  const ScoredAccount scored = Score(PackAt("rules/examples/oulad"), R"(id: eve
segment: EEE
stage: studying
kickoff_at: 2014-10-01
milestones: [{key: tma_1, planned_at: 2014-11-20}, {key: exam_1}]
signals: {previous_attempts: 0, studied_credits: 60})",
                                     AsOf("2014-10-31"));
  EXPECT_EQ(scored.component("early_health.progress.delay").reason, MissingReason::kNotFinite);
  EXPECT_EQ(scored.component("early_health.progress").state, ComponentState::kAbsent);
  EXPECT_EQ(scored.model("early_health").state, ModelState::kInsufficientData);
  EXPECT_EQ(scored.model("early_health").coverage, 0.25);
  EXPECT_EQ(scored.facts.unplanned_milestones, std::vector<std::string>{"exam_1"});
}

}  // namespace
}  // namespace bellwether
