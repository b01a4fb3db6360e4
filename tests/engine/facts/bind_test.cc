// Binding an account: what is refused, what is noted, and what every field becomes.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/engine/facts/bound.h"

namespace bellwether {
namespace {

using Texts = std::vector<std::string>;

struct Bound {
  Facts facts;
  Texts violations;
  std::string operator[](const std::string& name) const {
    return ValueText(CustomerPlan(), facts, name);
  }
};

Bound BindYaml(const std::string& yaml, const std::string& as_of = "2026-03-01T12:00:00Z") {
  Bound bound;
  bound.violations =
      Lines(Bind(CustomerPlan(), AccountOf(yaml), AsOf(as_of), Limits{}, bound.facts));
  return bound;
}

TEST(BindTest, AnIdIsNeeded) {
  Facts facts;
  EXPECT_EQ(Lines(Bind(CustomerPlan(), Account{}, AsOf("2026-03-01"), Limits{}, facts)),
            Texts{"id MISSING_FIELD every account needs an id; answers are matched by it"});
}

TEST(BindTest, NumbersThatAreNoneAreRefused) {
  Account account = AccountOf("");
  account.acv = std::nan("");
  account.seats = INFINITY;
  account.signals.push_back({"share", std::nan(""), std::nullopt});
  Facts facts;
  EXPECT_EQ(Bind(CustomerPlan(), account, AsOf("2026-03-01"), Limits{}, facts).size(), 3u);
}

TEST(BindTest, LongNamesAreCutBetweenCharacters) {
  Account account = AccountOf("");
  account.signals.push_back({std::string(99, 'x') + "é", 1.0, std::nullopt});
  Facts facts;
  const auto violations = Bind(CustomerPlan(), account, AsOf("2026-03-01"), Limits{}, facts);
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_EQ(violations[0].path, "signals." + std::string(99, 'x'));
}

TEST(BindTest, TextsAndListsAreBounded) {
  Limits limits;
  limits.max_text_bytes = 3;
  limits.max_account_signals = 1;
  limits.max_account_milestones = 1;
  limits.max_series_points = 1;
  Facts facts;
  const auto codes = [&](const std::string& yaml) {
    std::string text;
    for (const Violation& violation :
         Bind(CustomerPlan(), AccountOf(yaml), AsOf("2026-03-01"), limits, facts)) {
      text += violation.path + " " + violation.reason + "\n";
    }
    return text;
  };
  EXPECT_EQ(codes("signals: {note: abc}"), "");
  EXPECT_EQ(codes("signals: {note: abcd}"), "signals.note TOO_LARGE\n");
  EXPECT_EQ(codes("signals: {note: abc, share: 1}"), "signals TOO_LARGE\n");
  EXPECT_EQ(codes("milestones: [{key: a}, {key: b}]"), "milestones TOO_LARGE\n");
  EXPECT_EQ(codes("signals: {history: [[2026-01-01, 0], [2026-01-02, 0]]}"),
            "signals.history TOO_LARGE\n");
  EXPECT_EQ(codes("overrides: [{model: m, kind: cap, value: 1, author: abcd, reason: abcd}]"),
            "overrides[0].author TOO_LARGE\noverrides[0].reason TOO_LARGE\n");
}

TEST(BindTest, AnUnknownBenchmarkSetIsRefused) {
  BindOptions options = AsOf("2026-03-01");
  options.benchmark_set = "OMM";
  Facts facts;
  EXPECT_EQ(Lines(Bind(CustomerPlan(), AccountOf(""), options, Limits{}, facts)),
            Texts{"benchmark_set UNKNOWN_NAME the pack has no benchmark set `OMM`; did you mean "
                  "`OM`?"});
}

TEST(BindTest, UnknownSignalsAreListedOnRequest) {  // S11
  BindOptions options = AsOf("2026-03-01");
  options.report_unknown_signals = true;
  Facts facts;
  EXPECT_TRUE(
      Bind(CustomerPlan(), AccountOf("signals: {shares: 1, share: 1}"), options, Limits{}, facts)
          .empty());
  EXPECT_EQ(facts.unknown_signals, Texts{"shares"});
  EXPECT_EQ(ValueText(CustomerPlan(), facts, "share"), "1");
}

TEST(BindTest, EventDatesHaveFourStates) {  // S2
  const Bound bound = BindYaml(
      "{kickoff_at: 2026-02-10, first_login_at: not_yet, first_value_at: {not_applicable: true}}");
  EXPECT_EQ(bound.violations, Texts());
  EXPECT_EQ(bound["kickoff_at"], "2026-02-10T00:00:00Z");
  EXPECT_EQ(bound["first_login_at"], "NOT_YET!");
  EXPECT_EQ(bound["first_value_at"], "NOT_APPLICABLE");
  EXPECT_EQ(bound["graduated_at"], "NOT_GIVEN");
}

TEST(BindTest, NothingComesFromTheFuture) {  // S3
  const Bound bound = BindYaml(
      "{kickoff_at: 2026-03-02, renewal_at: 2026-09-01, target_graduation_at: 2026-05-01,\n"
      " milestones: [{key: setup, planned_at: 2026-04-01, completed_at: 2026-03-05}],\n"
      " signals: {share: {value: 1, observed_at: 2026-03-01T12:00:01Z},\n"
      "           tickets: {value: 3, observed_at: 2026-03-01T12:00:00Z},\n"
      "           replied_at: 2026-03-03, history: [[2026-02-01, 0.5], [2026-03-02, 0.7]],\n"
      "           spend: [[2026-03-02, 1]]}}");
  EXPECT_EQ(bound.violations, Texts());
  EXPECT_EQ(bound.facts.ignored_future,
            (Texts{"kickoff_at", "milestones[0].completed_at", "signals.share",
                   "signals.replied_at", "signals.history[1]", "signals.spend[0]"}));
  EXPECT_EQ(bound["kickoff_at"], "NOT_YET!");
  EXPECT_EQ(bound["renewal_at"], "2026-09-01T00:00:00Z");
  EXPECT_EQ(bound["target_graduation_at"], "2026-05-01T00:00:00Z");
  EXPECT_EQ(bound["share"], "IN_FUTURE");
  EXPECT_EQ(bound["tickets"], "3");
  EXPECT_EQ(bound["replied_at"], "NOT_YET!");
  EXPECT_EQ(bound["history"], "run from 0: 0.5");
  EXPECT_EQ(bound["spend"], "IN_FUTURE");
}

TEST(BindTest, DatesInAnOddOrderAreWarnedOf) {  // S10
  const Bound bound = BindYaml(
      "{contract_signed_at: 2026-02-05, kickoff_at: 2026-02-01, first_value_at: 2026-01-31,\n"
      " milestones: [{key: setup, planned_at: 2026-02-09, completed_at: 2026-02-12},\n"
      "              {key: training, planned_at: 2026-02-09, completed_at: 2026-02-11}]}");
  EXPECT_EQ(bound.violations, Texts());
  EXPECT_EQ(bound.facts.warnings,
            (Texts{"kickoff_at 2026-02-01 is before contract_signed_at 2026-02-05",
                   "first_value_at 2026-01-31 is before kickoff_at 2026-02-01",
                   "milestone `training` was completed on 2026-02-11, before `setup` "
                   "(2026-02-12)"}));
}

struct Unification {
  const char* name;
  const char* event;      // kickoff_at
  const char* completed;  // of milestone kickoff
  const char* expected;   // kickoff_at, or what the contradiction says
};

const Unification kUnifications[] = {
    {"BothSilent", "~", "~", "NOT_YET!"},
    {"MilestoneFillsTheDate", "~", "2026-02-10", "2026-02-10T00:00:00Z"},
    {"DateFillsTheMilestone", "2026-02-10", "~", "2026-02-10T00:00:00Z"},
    {"SameDay", "2026-02-10", "2026-02-10T15:00:00Z", "2026-02-10T00:00:00Z"},
    {"OtherDay", "2026-02-10", "2026-02-11",
     "the milestone says 2026-02-11 and the date 2026-02-10"},
    {"OtherDayInTheFuture", "2026-05-01", "2026-02-10",
     "the milestone says 2026-02-10 and the date 2026-05-01"},
    {"DateButMilestoneNotYet", "2026-02-10", "not_yet",
     "the milestone says not yet and the date 2026-02-10"},
    {"MilestoneButDateNotYet", "not_yet", "2026-02-10",
     "the milestone says 2026-02-10 and the date not yet"},
    {"MilestoneButDateNotApplicable", "{not_applicable: true}", "2026-02-10",
     "the milestone says 2026-02-10 and the date not applicable"},
    {"DateButMilestoneNotApplicable", "2026-02-10", "{not_applicable: true}",
     "the milestone says not applicable and the date 2026-02-10"},
    {"BothNotYet", "not_yet", "not_yet", "NOT_YET!"},
    {"DateNotApplicable", "{not_applicable: true}", "~", "NOT_APPLICABLE"},
    {"MilestoneNotApplicable", "~", "{not_applicable: true}", "NOT_APPLICABLE"},
};

class UnificationTest : public testing::TestWithParam<Unification> {};

TEST_P(UnificationTest, MilestoneAndDateAreOneFact) {  // S7
  const Unification& test = GetParam();
  const Bound bound = BindYaml(std::string("{kickoff_at: ") + test.event +
                               ", milestones: [{key: kickoff, planned_at: 2026-02-10, "
                               "completed_at: " +
                               test.completed + "}]}");
  if (std::string_view(test.expected).starts_with("the milestone")) {
    EXPECT_EQ(bound.violations,
              Texts{std::string("milestones[0].completed_at CONTRADICTION milestone `kickoff` and "
                                "`kickoff_at` are the same fact, but ") +
                    test.expected});
    return;
  }
  EXPECT_EQ(bound.violations, Texts());
  EXPECT_EQ(bound["kickoff_at"], test.expected);
  const bool happened = std::string_view(test.expected).starts_with("2026");
  EXPECT_EQ(bound.facts.milestones.at(0).completed.has_value(), happened);
  EXPECT_EQ(bound.facts.milestones.at(0).applicable,
            std::string_view(test.expected) != "NOT_APPLICABLE");
}

INSTANTIATE_TEST_SUITE_P(All, UnificationTest, testing::ValuesIn(kUnifications),
                         [](const auto& test) { return test.param.name; });

TEST(BindTest, DatesWithoutTimeKeepTheirDay) {  // S4
  const Bound bound =
      BindYaml("{time_zone: America/New_York, kickoff_at: 2026-02-28, first_value_at: 2026-03-01}",
               "2026-03-01T03:00:00Z");  // 28 February, 22:00 in New York
  EXPECT_EQ(bound["kickoff_at"], "2026-02-28T05:00:00Z");
  EXPECT_EQ(bound["days_since_kickoff"], "0");
  EXPECT_EQ(bound["first_value_at"], "NOT_YET!");
}

TEST(BindTest, DaysDoNotFeelTheClocksChange) {  // S4
  const Bound spring = BindYaml("{time_zone: Europe/Berlin, kickoff_at: 2026-03-28T23:30:00+01:00}",
                                "2026-03-29T23:30:00+02:00");
  EXPECT_EQ(spring["days_since_kickoff"], "1");
  const Bound autumn = BindYaml("{time_zone: Europe/Berlin, kickoff_at: 2026-10-25T00:10:00+02:00}",
                                "2026-10-25T23:50:00+01:00");
  EXPECT_EQ(autumn["days_since_kickoff"], "0");
}

TEST(BindTest, OverridesExpireOnTheirMoment) {  // S20
  const std::string yaml =
      "overrides: [{model: m, kind: set, value: 5, author: x, reason: y, "
      "expires_at: 2026-03-01T12:00:00Z}]";
  EXPECT_FALSE(BindYaml(yaml, "2026-03-01T11:59:59Z").facts.overrides.at(0).expired);
  EXPECT_TRUE(BindYaml(yaml, "2026-03-01T12:00:00Z").facts.overrides.at(0).expired);
}

TEST(BindTest, AnExpiredOverrideLeavesRoomForAnother) {
  const Bound bound = BindYaml(
      "overrides: [{model: m, kind: cap, value: 5, author: x, reason: y, expires_at: 2026-02-01}, "
      "{model: m, kind: floor, value: 4, author: x, reason: y}]");
  EXPECT_EQ(bound.violations, Texts());
  EXPECT_EQ(bound.facts.overrides.size(), 2u);
}

TEST(BindTest, BinsKeepTheirLastPoint) {  // S8
  const Bound bound = BindYaml(
      "signals: {spend: [[2026-03-01, 9], [2026-02-28, 8], [2026-02-22, 7], [2026-02-21, 6], "
      "[2026-02-01, 5]]}");
  EXPECT_EQ(bound["spend"], "run from 1: 5 7 9");
}

constexpr char kFull[] = R"(
segment: smb
stage: live
cadence: daily
time_zone: Asia/Jakarta
acv: 100
seats: 5
kickoff_at: 2026-02-01
contract_signed_at: 2026-02-02
first_login_at: {not_applicable: true}
renewal_at: 2026-05-01
milestones: [{key: setup, planned_at: 2026-02-05}, {key: own, completed_at: 2026-02-05}]
signals:
  share: {value: 0.5, observed_at: 2026-01-01}
  mood: bad
  note: a text that is too long for a small string
  history: [[2026-02-01, 0.5], [2026-04-01, 0.7]]
previous_bands: {m: red}
overrides: [{model: m, kind: cap, value: 5, author: x, reason: y}]
extension: {granted_days: 3}
)";

TEST(BindTest, NothingIsLeftOfTheAccountBefore) {
  const Plan& plan = CustomerPlan();
  for (const std::string yaml : {"", "segment: large", "signals: {mood: good}", kFull}) {
    Facts reused, fresh;
    Bind(plan, AccountOf(kFull), AsOf("2026-03-01"), Limits{}, reused);
    Bind(plan, AccountOf(yaml), AsOf("2026-03-02"), Limits{}, reused);
    Bind(plan, AccountOf(yaml), AsOf("2026-03-02"), Limits{}, fresh);
    EXPECT_EQ(FactsText(plan, reused), FactsText(plan, fresh)) << yaml;
  }
}

TEST(BindTest, FactsMayBeMoved) {
  Facts facts;
  Bind(CustomerPlan(), AccountOf(kFull), AsOf("2026-03-01"), Limits{}, facts);
  const std::string text = FactsText(CustomerPlan(), facts);
  const Facts moved = std::move(facts);
  EXPECT_EQ(FactsText(CustomerPlan(), moved), text);
}

}  // namespace
}  // namespace bellwether
