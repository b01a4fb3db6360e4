// One row of columns as an Evaluation, and answers that do not hold together.
#include "clients/cpp/columns_answer.h"

#include <string>
#include <vector>

#include "clients/cpp/packed_columns.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

// Account a is scored; b has too little data and another midnight; c was refused.
constexpr char kAnswer[] = R"(
  pack { name: "p" version: "1.0.0" digest: "d" }
  as_of { seconds: 1000 }
  errors { row: 2 status { code: 3 message: "refused" } }
  primary: [1, -1, -1]
  health {
    model: "first" states: [HEALTH_STATE_NOT_APPLICABLE, HEALTH_STATE_NOT_EVALUATED, 0]
    scores: [0, 0, 0] raw: [0, 0, 0] effective: [0, 0, 0] low: [0, 0, 0] high: [0, 0, 0]
    coverage: [0, 0, 0] band: [-1, -1, -1] intervene: [0, 0, 0]
  }
  health {
    model: "second" precision: 1 rounded_down: true bands: ["green", "red"]
    states: [HEALTH_STATE_SCORED, HEALTH_STATE_INSUFFICIENT_DATA, 0]
    scores: [71.5, 0, 0] raw: [70, 0, 0] effective: [71.46, 0, 0] low: [60, 5, 0]
    high: [80, 95, 0] coverage: [0.75, 0.2, 0] band: [1, -1, -1] certain: "\001"
    held_by_hysteresis: "\001" intervene: [TERNARY_TRUE, TERNARY_UNSPECIFIED, TERNARY_UNSPECIFIED]
    absent { dictionary: ["x", "group.y"] indexes: [1, 1, 0] ends: [1, 3, 3] }
    best_possible: [0, 0, -1] worst_possible: [1, 1, -1] missing_answers: [1, 2, 0]
    min_coverage: 0.5
  }
  benchmarks {
    name: "speed" tiers: ["fast", "slow"]
    states: [BENCHMARK_STATE_TIERED, BENCHMARK_STATE_MISSING, 0] tier: [1, -1, -1]
    values: [9, 0, 0]
  }
  flags { flag: "late" severity: "red" states: [FLAG_STATE_RAISED, FLAG_STATE_CLEAR, 0] }
  flags { flag: "lost" severity: "red" states: [FLAG_STATE_NOT_EVALUATED, FLAG_STATE_RAISED, 0] }
  graduation {
    states: [OUTCOME_STATE_ANSWERED, OUTCOME_STATE_INSUFFICIENT_DATA, 0] totals: [8.3, 0, 0]
    readiness: [READINESS_READY, 0, 0]
    decisions: [GRADUATION_DECISION_NOT_YET, GRADUATION_DECISION_NOT_YET, 0]
    dimensions {
      dimension: "usage" states: [DIMENSION_STATE_SCORED, DIMENSION_STATE_INSUFFICIENT_EVIDENCE, 0]
      scores: [9, 0, 0] green: "\001"
    }
  }
  extension {
    states: [OUTCOME_STATE_ANSWERED, OUTCOME_STATE_ANSWERED, 0]
    decisions: [DECISION_EXTEND, DECISION_CONTINUE, 0]
    bases: [DECISION_BASIS_EXTENSION_REASON, DECISION_BASIS_BEFORE_TARGET, 0] certain: "\002"
    days_granted: [14, 0, 0] days_left: [30, 30, 0] days_late: [-3, 0, 0]
    new_target { unix_nanos: [86400000000000, 0, 0] present: "\001" date_only: "\001" }
  }
  forecast {
    planned { unix_nanos: [86400000000000, 0, 0] present: "\001" }
    earliest { unix_nanos: [172800000000000, 0, 0] present: "\001" }
    latest { unix_nanos: [-86400000000000, 0, 0] present: "\001" }
  }
  programme { weeks: [6, 0, 0] enablement_levels: [2, 0, 0] reviews: [REVIEW_STATE_OVERDUE, 0, 0] }
  data {
    missing { dictionary: ["nps", "csat"] indexes: [0, 0, 1] ends: [1, 3, 3] }
    stale { dictionary: ["csat"] indexes: [0] ends: [0, 1, 1] }
    oldest_input_age_days { values: [12.5, 0, 0] present: "\001" }
  }
  account_as_of { unix_nanos: [0, -500000000, 0] present: "\002" }
  segment { dictionary: ["smb"] indexes: [0, 0, 0] present: "\001" }
  stage { dictionary: ["live"] indexes: [0, 0, 0] present: "\002" }
)";

v1::EvaluateColumnsResponse Response() {
  v1::EvaluateColumnsResponse response;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(kAnswer, &response));
  return response;
}

EvaluateAnswer RowOf(size_t row) {
  const auto answer = ColumnsAnswer::Read({"a", "b", "c"}, Response());
  EXPECT_TRUE(answer.ok()) << answer.status();
  return answer->Row(row);
}

TEST(ColumnsAnswer, ARowHoldsWhoAndWhen) {
  const v1::Evaluation a = RowOf(0).evaluation;
  EXPECT_EQ(a.account_id(), "a");
  EXPECT_EQ(a.pack().version(), "1.0.0");
  EXPECT_EQ(a.as_of().seconds(), 1000);
  EXPECT_EQ(a.segment(), "smb");
  EXPECT_EQ(a.stage(), "");
  const v1::Evaluation b = RowOf(1).evaluation;
  EXPECT_EQ(b.as_of().seconds(), -1);
  EXPECT_EQ(b.as_of().nanos(), 500'000'000);
  EXPECT_EQ(b.segment(), "");
  EXPECT_EQ(b.stage(), "live");
}

TEST(ColumnsAnswer, ARowHoldsItsScores) {
  const v1::Evaluation a = RowOf(0).evaluation;
  ASSERT_EQ(a.health_size(), 2);
  EXPECT_FALSE(a.health(0).has_score() || a.health(0).has_bounds() || a.health(0).primary());
  const v1::HealthResult& second = a.health(1);
  EXPECT_TRUE(second.primary());
  EXPECT_EQ(second.score().value(), 71.5);
  EXPECT_EQ(second.score().precision(), 1);
  EXPECT_TRUE(second.score().rounded_down());
  EXPECT_EQ(second.score().raw(), 70);
  EXPECT_EQ(second.score().effective(), 71.46);
  EXPECT_EQ(second.score().band(), "red");
  EXPECT_TRUE(second.score().certain() && second.score().held_by_hysteresis());
  EXPECT_EQ(second.score().intervene(), v1::TERNARY_TRUE);
  EXPECT_EQ(second.bounds().high(), 80);
  ASSERT_EQ(second.components_size(), 1);
  EXPECT_EQ(second.components(0).name(), "group.y");
  const v1::Evaluation b = RowOf(1).evaluation;
  const v1::HealthResult& insufficient = b.health(1);
  EXPECT_FALSE(insufficient.has_score());
  EXPECT_EQ(second.possible_bands_size(), 2);
  EXPECT_EQ(second.missing_answers(), 1);
  EXPECT_EQ(insufficient.possible_bands(1), "red");
  EXPECT_EQ(insufficient.missing_answers(), 2);
  EXPECT_EQ(insufficient.insufficient().min_coverage(), 0.5);
  EXPECT_EQ(insufficient.coverage(), 0.2);
  ASSERT_EQ(insufficient.components_size(), 2);
  EXPECT_EQ(insufficient.components(1).name(), "x");
}

TEST(ColumnsAnswer, ARowHoldsItsOutcomes) {
  const v1::Evaluation a = RowOf(0).evaluation;
  EXPECT_EQ(a.benchmarks(0).tier(), "slow");
  EXPECT_EQ(a.benchmarks(0).value(), 9);
  ASSERT_EQ(a.flags_size(), 2);
  EXPECT_EQ(a.flags(0).rule().name(), "late");
  EXPECT_EQ(a.graduation().total(), 8.3);
  EXPECT_EQ(a.graduation().readiness(), v1::READINESS_READY);
  EXPECT_EQ(a.graduation().dimensions(0).score(), 9);
  EXPECT_TRUE(a.graduation().dimensions(0).green());
  EXPECT_EQ(a.extension().decision(), v1::DECISION_EXTEND);
  EXPECT_EQ(a.extension().days_granted(), 14);
  EXPECT_EQ(a.extension().days_late(), -3);
  EXPECT_EQ(a.extension().new_target().day(), 2);
  EXPECT_EQ(a.forecast().earliest().day(), 3);
  EXPECT_EQ(a.forecast().latest().year(), 1969);
  EXPECT_EQ(a.programme().week(), 6);
  EXPECT_EQ(a.data().missing(0).name(), "nps");
  EXPECT_EQ(a.data().oldest_input_age_days(), 12.5);
}

TEST(ColumnsAnswer, WhatARowDoesNotHaveIsNotThere) {
  const v1::Evaluation b = RowOf(1).evaluation;
  EXPECT_FALSE(b.benchmarks(0).has_value());
  EXPECT_EQ(b.benchmarks(0).tier(), "");
  ASSERT_EQ(b.flags_size(), 1);
  EXPECT_EQ(b.flags(0).rule().name(), "lost");
  EXPECT_FALSE(b.graduation().has_total() || b.graduation().dimensions(0).has_score());
  EXPECT_TRUE(b.extension().certain());
  EXPECT_FALSE(b.extension().has_days_late() || b.extension().has_new_target());
  EXPECT_FALSE(b.has_forecast() || b.programme().has_week());
  EXPECT_EQ(b.data().missing_size(), 2);
  EXPECT_EQ(b.data().stale(0), "csat");
  EXPECT_FALSE(b.data().has_oldest_input_age_days());
}

TEST(ColumnsAnswer, ARefusedRowIsARefusal) {
  const auto answer = ColumnsAnswer::Read({"a", "b", "c"}, Response());
  ASSERT_TRUE(answer.ok());
  EXPECT_TRUE(answer->refused(2) && !answer->refused(0));
  EXPECT_EQ(answer->Row(2).status.code(), absl::StatusCode::kInvalidArgument);
}

TEST(ColumnsAnswer, AnotherNumberOfRowsIsFoundOut) {
  for (const std::vector<std::string>& ids :
       {std::vector<std::string>{"a", "b"}, std::vector<std::string>{"a", "b", "c", "d"}}) {
    EXPECT_EQ(ColumnsAnswer::Read(ids, Response()).status().code(), absl::StatusCode::kDataLoss);
  }
}

using Change = void (*)(v1::EvaluateColumnsResponse&);

TEST(ColumnsAnswer, WhatDoesNotHoldTogetherIsFoundOut) {
  const std::vector<std::pair<std::string, Change>> changes = {
      {"primary", [](auto& response) { response.set_primary(0, 2); }},
      {"primary", [](auto& response) { response.clear_primary(); }},
      {"health.scores", [](auto& response) { response.mutable_health(0)->add_scores(1); }},
      {"health.band", [](auto& response) { response.mutable_health(1)->set_band(0, 2); }},
      {"health.worst_possible",
       [](auto& response) { response.mutable_health(1)->set_worst_possible(0, 2); }},
      {"health.best_possible",
       [](auto& response) { response.mutable_health(1)->clear_best_possible(); }},
      {"health.missing_answers",
       [](auto& response) { response.mutable_health(1)->clear_missing_answers(); }},
      {"health.absent",
       [](auto& response) { response.mutable_health(1)->mutable_absent()->set_indexes(0, 2); }},
      {"health.absent",
       [](auto& response) { response.mutable_health(1)->mutable_absent()->set_ends(0, 9); }},
      {"data.missing",
       [](auto& response) { response.mutable_data()->mutable_missing()->add_indexes(0); }},
      {"benchmarks.tier", [](auto& response) { response.mutable_benchmarks(0)->set_tier(0, -2); }},
      {"flags.states", [](auto& response) { response.mutable_flags(0)->clear_states(); }},
      {"graduation.totals", [](auto& response) { response.mutable_graduation()->clear_totals(); }},
      {"extension.days_late",
       [](auto& response) { response.mutable_extension()->clear_days_late(); }},
      {"programme.weeks", [](auto& response) { response.mutable_programme()->clear_weeks(); }},
      {"segment", [](auto& response) { response.mutable_segment()->clear_dictionary(); }},
      {"account_as_of",
       [](auto& response) { response.mutable_account_as_of()->clear_unix_nanos(); }},
      {"errors", [](auto& response) { response.mutable_errors(0)->set_row(3); }},
      {"errors", [](auto& response) { response.mutable_errors(0)->set_row(-1); }},
      {"errors", [](auto& response) { *response.add_errors() = response.errors(0); }},
  };
  for (const auto& [name, change] : changes) {
    v1::EvaluateColumnsResponse response = Response();
    change(response);
    const absl::Status status = CheckColumnsAnswer(response, 3);
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << name;
    EXPECT_NE(std::string(status.message()).find(name), std::string::npos) << status;
  }
  EXPECT_TRUE(CheckColumnsAnswer(Response(), 3).ok());
}

}  // namespace
}  // namespace bellwether
