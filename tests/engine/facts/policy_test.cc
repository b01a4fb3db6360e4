// What the pack's policies make of values that are old or absent (S12).
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/facts/bound.h"

namespace bellwether {
namespace {

constexpr char kPack[] = R"(
time_zone: UTC
signals:
  drops: {type: number, max_age: 14d}
  stays: {type: number, max_age: 14d, stale: keep}
  fades: {type: number, max_age: 14d, stale: decay, half_life: 7d}
  hours: {type: number, max_age: 36h}
  trend: {type: series, of: number, max_age: 14d, stale: decay, half_life: 14d}
  count: {type: count, missing: {value: 3}, max_age: 14d}
  faded: {type: count, missing: {value: 3}, max_age: 14d, stale: decay, half_life: 7d}
  mood: {type: enum, values: [good, bad], missing: {value: bad}}
  flag: {type: bool, missing: {value: true}}
  worst: {type: number, missing: worst}
)";

const Plan& SharedPlan() {
  static const auto* const plan = new Plan(PlanOf(kPack));
  return *plan;
}

Facts FactsOf(const std::string& yaml, const std::string& as_of = "2026-03-01T12:00:00Z") {
  Facts facts;
  EXPECT_TRUE(Bind(SharedPlan(), AccountOf(yaml), AsOf(as_of), Limits{}, facts).empty());
  return facts;
}

std::string ValueOf(const Facts& facts, const std::string& name) {
  return ValueText(SharedPlan(), facts, name);
}

std::string Observed(const std::string& name, const std::string& at) {
  return "signals: {" + name + ": {value: 5, observed_at: " + at + "}}";
}

struct Age {
  const char* signal;
  const char* observed_at;
  const char* value;
  bool stale;
};

// as_of is 1 March 2026, noon.
const Age kAges[] = {
    {"drops", "2026-02-15", "5", false},               // 14 days
    {"drops", "2026-02-15T00:00:00Z", "5", false},     // 14 days and 12 hours: whole days
    {"drops", "2026-02-14T23:59:59Z", "STALE", true},  // 15 civil days
    {"stays", "2026-02-15", "5", false},
    {"stays", "2026-01-01", "5", true},
    {"fades", "2026-02-15", "5", false},
    {"fades", "2026-02-14", "STALE", true},
    {"hours", "2026-02-28T00:00:00Z", "5", false},  // 36 hours
    {"hours", "2026-02-27T23:59:59Z", "STALE", true},
    {"count", "2026-02-14", "3 (STALE)", true},  // the substitute stands in
    {"faded", "2026-02-14", "STALE", true},      // decay comes before it
};

TEST(PolicyTest, ValuesAreStaleBeyondTheirAge) {
  for (const Age& age : kAges) {
    const Facts facts = FactsOf(Observed(age.signal, age.observed_at));
    EXPECT_EQ(ValueOf(facts, age.signal), age.value) << age.signal << " " << age.observed_at;
    EXPECT_EQ(facts.stale_slots.size(), age.stale ? 1u : 0u) << age.signal << age.observed_at;
  }
}

// No answer depends on the order in which an account tells its signals.
TEST(PolicyTest, WhatIsStaleStandsInTheOrderOfThePack) {
  const std::string drops = "drops: {value: 5, observed_at: 2026-01-01}";
  const std::string hours = "hours: {value: 5, observed_at: 2026-01-01}";
  const Facts facts = FactsOf("signals: {" + drops + ", " + hours + "}");
  EXPECT_EQ(facts.stale_slots.size(), 2u);
  EXPECT_EQ(FactsOf("signals: {" + hours + ", " + drops + "}").stale_slots, facts.stale_slots);
}

TEST(PolicyTest, DecayHalvesInEachHalfLifeBeyondTheLimit) {
  const Facts none = FactsOf(Observed("fades", "2026-02-15"));
  EXPECT_TRUE(none.decayed.empty());
  const Facts once = FactsOf(Observed("fades", "2026-02-08"));  // 7 days beyond
  ASSERT_EQ(once.decayed.size(), 1u);
  EXPECT_EQ(once.decayed[0].factor, 0.5);
  EXPECT_EQ(once.decayed[0].value.number, 5);
  const Facts twice = FactsOf(Observed("fades", "2026-02-01"));  // 14 days beyond
  EXPECT_EQ(twice.decayed.at(0).factor, 0.25);
}

TEST(PolicyTest, TheAgeOfASeriesIsThatOfItsLastPoint) {  // S8
  const Facts fresh = FactsOf("signals: {trend: [[2026-01-01, 1], [2026-02-15, 2]]}");
  EXPECT_EQ(ValueOf(fresh, "trend"), "run from 0: 1 2");
  const Facts stale = FactsOf("signals: {trend: [[2026-01-01, 1], [2026-02-01, 2]]}");
  EXPECT_EQ(ValueOf(stale, "trend"), "STALE");
  EXPECT_EQ(stale.decayed.at(0).factor, 0.5);
  EXPECT_EQ(stale.decayed.at(0).value.series->size, 2u);
}

TEST(PolicyTest, AValueWithoutItsTimeIsObservedAtAsOf) {  // S3
  const Facts facts = FactsOf("signals: {drops: 5}");
  EXPECT_EQ(ValueOf(facts, "drops"), "5");
  EXPECT_FALSE(facts.oldest_age_days.has_value());
}

TEST(PolicyTest, TheOldestAgeIsReported) {
  const Facts facts = FactsOf(
      "signals: {drops: {value: 1, observed_at: 2026-02-25}, stays: {value: 1, observed_at: "
      "2026-02-20}}");
  EXPECT_EQ(facts.oldest_age_days, 9);
}

TEST(PolicyTest, AgeCountsInTheAccountsZone) {  // S4
  // 14 February, 20:00 in Los Angeles, where as_of is 1 March, 04:00: 15 days.
  const std::string at = "2026-02-15T04:00:00Z";
  EXPECT_EQ(ValueOf(FactsOf(Observed("drops", at)), "drops"), "5");
  EXPECT_EQ(ValueOf(FactsOf("time_zone: America/Los_Angeles\n" + Observed("drops", at)), "drops"),
            "STALE");
}

TEST(PolicyTest, OnlyAStatedValueStandsIn) {
  const Facts facts = FactsOf("");
  EXPECT_EQ(ValueOf(facts, "count"), "3 (NOT_GIVEN)");
  EXPECT_EQ(ValueOf(facts, "mood"), "\"bad\" (NOT_GIVEN)");
  EXPECT_EQ(ValueOf(facts, "flag"), "true (NOT_GIVEN)");
  EXPECT_EQ(ValueOf(facts, "worst"), "NOT_GIVEN");
  EXPECT_EQ(ValueOf(facts, "drops"), "NOT_GIVEN");
}

TEST(PolicyTest, WhatDoesNotApplyIsNeverSubstituted) {
  const Facts facts = FactsOf("signals: {count: {not_applicable: true}, mood: ~}");
  EXPECT_EQ(ValueOf(facts, "count"), "NOT_APPLICABLE");
  EXPECT_EQ(ValueOf(facts, "mood"), "\"bad\" (NOT_GIVEN)");
}

TEST(PolicyTest, AnObservationOfTheFutureIsSubstituted) {
  const Facts facts = FactsOf("signals: {count: {value: 9, observed_at: 2026-03-02}}");
  EXPECT_EQ(ValueOf(facts, "count"), "3 (IN_FUTURE)");
}

TEST(PolicyTest, GivenValuesAreNoSubstitutes) {
  const Facts facts = FactsOf("signals: {count: 3, mood: bad, flag: true}");
  EXPECT_EQ(ValueOf(facts, "count"), "3");
  EXPECT_EQ(ValueOf(facts, "mood"), "\"bad\"");
  EXPECT_EQ(ValueOf(facts, "flag"), "true");
}

}  // namespace
}  // namespace bellwether
