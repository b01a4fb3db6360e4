// Evidence as messages: everything that a report says is there, and reads back to the bit.
#include "protos/wire/evidence.h"

#include <string>

#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/protos/wire/all_fields.h"

namespace bellwether::wire {
namespace {

using evidence::DriverReport;
using evidence::DriverState;
using evidence::ExperimentReport;
using google::protobuf::util::MessageDifferencer;

statistics::Proportion Share() { return {2.0 / 3, {0.2, 0.9}, 2, 3}; }

evidence::Driver FullDriver() {
  evidence::Driver driver;
  driver.name = "usage";
  driver.title = "Usage of the team";
  driver.state = DriverState::kJudged;
  driver.buckets_by = evidence::BucketsBy::kEdges;
  driver.buckets = {{"0.2 to 0.5", 0.2, 0.5, Share(), "0.2 sampai 0.5"}};
  driver.known = 3;
  driver.unknown = 4;
  driver.swing = 1.0 / 7;
  driver.auc = 0.71;
  driver.interval = {0.6, 0.8};
  driver.p = 0.01;
  driver.adjusted_p = 0.03;
  driver.probable_leak = true;
  return driver;
}

DriverReport FullDrivers() {
  DriverReport report;
  report.days = {30, 7, 100};
  report.min_count = 11;
  report.landmarks = {{}, 1, 2, 3, 4};
  report.members = 17;
  report.retained = Share();
  report.drivers = {FullDriver()};
  report.evidence = true;
  return report;
}

evidence::Effect FullEffect() {
  evidence::Effect effect;
  effect.metric = "speed";
  effect.outcome = ArmOutcome::kTime;
  effect.unit = MeasureUnit::kDays;
  effect.lower_is_better = true;
  effect.control = {10, 40.5};
  effect.arm = {12, 30.25};
  effect.difference = -9.1;
  effect.interval = {-12, -6};
  effect.horizon = 90;
  effect.p = 0.001;
  effect.adjusted_p = 0.004;
  effect.judged = true;
  effect.why = "a reason";
  effect.detectable = 3.3;
  effect.detectable_as_planned = 2.2;
  return effect;
}

ExperimentReport FullExperiment() {
  ExperimentReport report;
  report.name = "video";
  report.randomised = true;
  report.arms = {{"without", 10, 0.5, 700}, {"with", 12, 0.5, 800}};
  report.shares_p = 0.0005;
  report.hours_priced = true;
  report.cost_problem = "two currencies";
  report.worthwhile = 3;
  report.reports = {{"with",
                     evidence::Verdict::kAdopt,
                     "why",
                     {FullEffect()},
                     100,
                     statistics::Interval{50, 150}}};
  report.reassigned = 1;
  report.other_arms = 2;
  report.other_arm_names = {"third"};
  return report;
}

v1::DriverReport MessageOf(const DriverReport& report) {
  v1::DriverReport message;
  DriversToProto(report, message);
  return message;
}
v1::ExperimentReport MessageOf(const ExperimentReport& report) {
  v1::ExperimentReport message;
  ExperimentToProto(report, message);
  return message;
}

TEST(EvidenceTest, EveryFieldIsWritten) {
  ExpectAllSet(MessageOf(FullDrivers()), "drivers");
  ExpectAllSet(MessageOf(FullExperiment()), "experiment");
}

TEST(EvidenceTest, DefinitionsAreInTheLanguage) {
  v1::DriverReport drivers;
  DriversToProto(FullDrivers(), drivers, "id-ID");
  EXPECT_EQ(drivers.definition(), evidence::DefinitionOf(FullDrivers().days, "id"));
  EXPECT_NE(drivers.definition(), MessageOf(FullDrivers()).definition());
  v1::ExperimentReport experiment;
  ExperimentToProto(FullExperiment(), experiment, "ms");
  EXPECT_EQ(experiment.definition(), evidence::ExperimentDefinition("ms"));
  EXPECT_NE(experiment.definition(), MessageOf(FullExperiment()).definition());
}

TEST(EvidenceTest, ReadsBackToTheBit) {
  const v1::DriverReport drivers = MessageOf(FullDrivers());
  EXPECT_TRUE(MessageDifferencer::Equals(MessageOf(DriversFromProto(drivers)), drivers));
  EXPECT_EQ(DriversFromProto(drivers).drivers[0].swing, FullDriver().swing);
  const v1::ExperimentReport experiment = MessageOf(FullExperiment());
  EXPECT_TRUE(MessageDifferencer::Equals(MessageOf(ExperimentFromProto(experiment)), experiment));
  EXPECT_EQ(ExperimentFromProto(experiment).reports[0].effects[0].difference, -9.1);
}

TEST(EvidenceTest, WhatIsNotKnownStaysSo) {
  DriverReport few;
  few.drivers.emplace_back();
  const v1::DriverReport drivers = MessageOf(few);
  EXPECT_FALSE(drivers.has_retained());
  EXPECT_FALSE(drivers.drivers(0).has_auc());
  EXPECT_FALSE(drivers.drivers(0).has_probable_leak());
  EXPECT_EQ(drivers.drivers(0).state(), v1::DRIVER_STATE_INSUFFICIENT_DATA);
  EXPECT_TRUE(MessageDifferencer::Equals(MessageOf(DriversFromProto(drivers)), drivers));
  ExperimentReport report;
  report.reports = {{"with", evidence::Verdict::kUndecided, "", {evidence::Effect{}}, {}, {}}};
  const v1::ExperimentReport experiment = MessageOf(report);
  EXPECT_FALSE(experiment.reports(0).has_more_cost());
  EXPECT_FALSE(experiment.reports(0).effects(0).has_difference());
  EXPECT_FALSE(experiment.reports(0).effects(0).has_p());
  EXPECT_EQ(experiment.reports(0).effects(0).judgement(), v1::EFFECT_JUDGEMENT_INSUFFICIENT_DATA);
  EXPECT_TRUE(MessageDifferencer::Equals(MessageOf(ExperimentFromProto(experiment)), experiment));
}

// Each state and kind has a word of its own in both directions.
TEST(EvidenceTest, EveryStateTravels) {
  for (const auto state : {DriverState::kJudged, DriverState::kFew, DriverState::kSame}) {
    for (const auto by : {evidence::BucketsBy::kEdges, evidence::BucketsBy::kTiers,
                          evidence::BucketsBy::kTruth, evidence::BucketsBy::kQuarters}) {
      DriverReport report = FullDrivers();
      report.drivers[0].state = state;
      report.drivers[0].buckets_by = by;
      const DriverReport read = DriversFromProto(MessageOf(report));
      EXPECT_EQ(read.drivers[0].state, state);
      EXPECT_EQ(read.drivers[0].buckets_by, by);
    }
  }
  for (const auto verdict : {evidence::Verdict::kAdopt, evidence::Verdict::kKeep,
                             evidence::Verdict::kUndecided, evidence::Verdict::kStopped}) {
    for (const auto outcome : {ArmOutcome::kTime, ArmOutcome::kShare, ArmOutcome::kAmount,
                               ArmOutcome::kSkewedAmount, ArmOutcome::kNothing}) {
      ExperimentReport report = FullExperiment();
      report.reports[0].verdict = verdict;
      report.reports[0].effects[0].outcome = outcome;
      const ExperimentReport read = ExperimentFromProto(MessageOf(report));
      EXPECT_EQ(read.reports[0].verdict, verdict);
      EXPECT_EQ(read.reports[0].effects[0].outcome, outcome);
    }
  }
}

}  // namespace
}  // namespace bellwether::wire
