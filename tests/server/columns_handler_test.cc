// EvaluateColumns as a function: what refuses a request, what refuses a row, what is answered.
#include <string>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/error_details.h"
#include "tests/server/handlers_fixture.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ColumnsHandlerTest : public HandlersTest {
 protected:
  grpc::Status Columns(const std::string& request) {
    return Ask(handlers_.evaluate_columns, request, answer_);
  }
  void Refused(const std::string& accounts, const std::string& field_and_reason) {
    const grpc::Status status = Columns("accounts { ids: ['a', 'b', 'c'] " + accounts + "}");
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_THAT(FieldsOf(status), ElementsAre(field_and_reason)) << accounts;
  }

  v1::EvaluateColumnsResponse answer_;
};

// One model for stage onboarding, a text, a date, a series, a flag that reads the text.
constexpr char kPack[] = R"(pack: columns
version: 1.0.0
segments: [enterprise, smb]
stages: [onboarding, customer]
signals:
  usage: {type: ratio}
  nps: {type: number, min: -100, max: 100}
  mood: {type: enum, values: [good, bad]}
  seen_at: {type: timestamp}
  busy: {type: bool}
  history: {type: series, of: ratio}
health:
  onboarding:
    applies_when: 'stage == "onboarding"'
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      nps: {weight: 1, of: nps, linear: {from: 0, to: 50}}
)";

constexpr char kThree[] = R"(
    accounts {
      ids: ['a', '', 'c']
      stage { dictionary: 'onboarding' dictionary: 'customer' indexes: [0, 0, 1] present: "\007" }
      signals { name: 'usage' numbers { values: [0.9, 1.5, 0.5] present: "\007" } }
      signals { name: 'nps' numbers { values: [40, 0, 0] present: "\001" } }
      signals { name: 'mood' texts { dictionary: ['good', 'odd'] indexes: [0, 1, 0]
                                     present: "\003" } } }
    options { as_of { date { year: 2026 month: 3 day: 1 } } })";

TEST_F(ColumnsHandlerTest, AnswersRowByRowAndRefusesRowsAlone) {
  Publish(kPack);
  const grpc::Status status = Columns(kThree);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(answer_.pack().name(), "columns");
  EXPECT_EQ(answer_.as_of().seconds(), 1'772'323'200);
  EXPECT_THAT(answer_.primary(), ElementsAre(0, -1, -1));
  const v1::HealthColumn& health = answer_.health(0);
  EXPECT_THAT(health.bands(), ElementsAre("green", "yellow", "red"));
  EXPECT_THAT(health.scores(), ElementsAre(85, 0, 0));
  EXPECT_THAT(health.band(), ElementsAre(0, -1, -1));
  EXPECT_THAT(health.states(), ElementsAre(v1::HEALTH_STATE_SCORED, v1::HEALTH_STATE_UNSPECIFIED,
                                           v1::HEALTH_STATE_NOT_APPLICABLE));
  EXPECT_THAT(answer_.data().missing().ends(), ElementsAre(3, 3, 8));
  EXPECT_FALSE(answer_.has_graduation());

  ASSERT_EQ(answer_.errors_size(), 1);
  EXPECT_EQ(answer_.errors(0).row(), 1);
  const google::rpc::Status& error = answer_.errors(0).status();
  EXPECT_THAT(FieldsOf({static_cast<grpc::StatusCode>(error.code()), error.message(),
                        error.SerializeAsString()}),
              ElementsAre("account.id MISSING_FIELD", "account.signals.usage OUT_OF_RANGE",
                          "account.signals.mood UNKNOWN_VALUE"));
}

TEST_F(ColumnsHandlerTest, NamesRequiredSignalsOfARow) {
  Publish(DemandingPack());
  ASSERT_TRUE(Columns("accounts { ids: 'a' }").ok());
  ASSERT_EQ(answer_.errors_size(), 1);
  EXPECT_EQ(answer_.errors(0).status().code(),
            static_cast<int>(grpc::StatusCode::FAILED_PRECONDITION));
}

TEST_F(ColumnsHandlerTest, AnswersNoAccountsWithNoCells) {
  Publish(kPack);
  ASSERT_TRUE(Columns("accounts {}").ok());
  EXPECT_EQ(answer_.health(0).states_size(), 0);
  EXPECT_EQ(answer_.pack().version(), "1.0.0");
}

TEST_F(ColumnsHandlerTest, AnswersTheGroupsThatAreAskedFor) {
  Publish(kPack);
  const std::string three = kThree;
  ASSERT_TRUE(Columns(three + "outcomes: OUTCOME_COLUMNS_DATA").ok());
  EXPECT_TRUE(answer_.has_data());
  EXPECT_EQ(answer_.health_size(), 0);
  EXPECT_EQ(answer_.primary_size(), 0);
  ASSERT_TRUE(Columns(three + "outcomes: OUTCOME_COLUMNS_HEALTH").ok());
  EXPECT_FALSE(answer_.health(0).has_absent());
  EXPECT_FALSE(answer_.has_data());
  ASSERT_TRUE(Columns(three + "outcomes: OUTCOME_COLUMNS_ABSENT").ok());
  EXPECT_THAT(answer_.health(0).absent().ends(), ElementsAre(0, 0, 0));
}

// S4: a date begins when the account's day begins.
TEST_F(ColumnsHandlerTest, SaysWhereTheDayBeginsAtAnotherMoment) {
  Publish(kPack);
  ASSERT_TRUE(Columns(R"(accounts { ids: ['a', 'b']
      time_zone { dictionary: 'Asia/Tokyo' indexes: [0, 0] present: "\002" } }
      options { as_of { date { year: 2026 month: 3 day: 1 } } })")
                  .ok());
  EXPECT_EQ(answer_.account_as_of().present(), std::string("\002"));
  EXPECT_EQ(answer_.account_as_of().unix_nanos(1), (1'772'323'200 - 9 * 3600) * 1'000'000'000LL);
}

TEST_F(ColumnsHandlerTest, ReportsUnknownSignalsOnce) {
  Publish(kPack);
  ASSERT_TRUE(Columns(R"(accounts { ids: 'a' signals { name: 'colour' } }
                         options { unknown_signals: UNKNOWN_SIGNALS_REPORT })")
                  .ok());
  EXPECT_THAT(answer_.unknown_signals(), ElementsAre("colour"));
}

TEST_F(ColumnsHandlerTest, ShowsRowsThatWereAnsweredToTheShadow) {
  Publish(kPack);
  // S11: what the active pack does not know may be a signal of the shadow.
  std::string other = kPack;
  other.replace(other.find("  usage: {type: ratio}"), 0, "  trust: {type: ratio}\n");
  other.replace(other.find("of: usage"), 9, "of: trust");
  packs_.Publish(SnapshotOf(other), PackLabel::kShadow);
  ShadowTrial shadow(packs_, 1, Limits{}, log_);
  const ScoringHandlers handlers = MakeScoringHandlers({packs_, Limits{}, log_, &shadow});
  // The second row is refused, and to the third, a customer's, no model applies.
  std::string three = kThree;
  three.replace(three.find("signals { name: 'usage'"), 0,
                "signals { name: 'trust' numbers { values: [1, 1, 1] present: \"\\007\" } } ");
  three.replace(three.find("options {"), 9, "options { unknown_signals: UNKNOWN_SIGNALS_REPORT");
  ASSERT_TRUE(Ask(handlers.evaluate_columns, three, answer_).ok());
  ASSERT_EQ(answer_.errors_size(), 1);
  while (shadow.Deltas().compared < 2) absl::SleepFor(absl::Milliseconds(2));
  EXPECT_EQ(shadow.Deltas().sampled, 2u);
  EXPECT_EQ(shadow.Deltas().scores_changed, 1u);
  EXPECT_DOUBLE_EQ(shadow.Deltas().score_most, 5);  // from 85 to 90

  three.replace(three.find("options {"), 9, "options { pack: 'active'");
  ASSERT_TRUE(Ask(handlers.evaluate_columns, three, answer_).ok());
  EXPECT_EQ(shadow.Deltas().sampled, 2u);
  shadow.Stop();
}

TEST_F(ColumnsHandlerTest, RefusesMalformedColumnsAsAWhole) {
  Publish(kPack);
  Refused("acv { values: [1, 2] }", "accounts.acv.values WRONG_LENGTH");
  Refused("acv { values: [1, 2, 3] not_applicable: '\\001' }",
          "accounts.acv.not_applicable NOT_ALLOWED");
  Refused("acv { values: [1, 2, 3] present: '\\001\\000' }", "accounts.acv.present WRONG_LENGTH");
  Refused("segment { dictionary: 'smb' indexes: [0, 1, 0] present: '\\007' }",
          "accounts.segment.indexes OUT_OF_RANGE");
  Refused("kickoff_at { unix_nanos: [0, 0, 0] present: '\\002' not_yet: '\\003' }",
          "accounts.kickoff_at CONTRADICTION");
  Refused("milestones { key: 'm' } milestones { key: 'm' }",
          "accounts.milestones[1].key DUPLICATE");
  Refused("milestones {}", "accounts.milestones[0].key MISSING_FIELD");
  Refused("milestones { key: 'm' planned_at { unix_nanos: [0, 0, 0] not_yet: '\\001' } }",
          "accounts.milestones[0].planned_at.not_yet NOT_ALLOWED");
  Refused("signals { name: 'nps' } signals { name: 'nps' }", "accounts.signals[1].name DUPLICATE");
  Refused("signals { name: 'colour' }", "accounts.signals[0].name UNKNOWN_SIGNAL");
  Refused("signals { name: 'nps' flags {} }", "accounts.signals[0] WRONG_TYPE");
  Refused("signals { name: 'history' untyped { indexes: [0, 0, 0] } }",
          "accounts.signals[0] WRONG_TYPE");
  Refused("signals { name: 'busy' flags { values: '\\001\\001' } }",
          "accounts.signals[0].flags.values WRONG_LENGTH");
  Refused("signals { name: 'seen_at' observed_at { unix_nanos: 1 } }",
          "accounts.signals[0].observed_at.unix_nanos WRONG_LENGTH");
  Refused("previous_bands { model: 'onbording' }", "accounts.previous_bands[0].model UNKNOWN_NAME");
}

// A cell without a value may have any index, and bits beyond the last row do not count.
TEST_F(ColumnsHandlerTest, LooksOnlyAtCellsThatAreThere) {
  Publish(kPack);
  const grpc::Status status = Columns(R"(accounts { ids: ['a', 'b', 'c']
      segment { indexes: [9, 9, 9] }
      kickoff_at { unix_nanos: [0, 0, 0] present: "\360" not_yet: "\360" } })");
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(ColumnsHandlerTest, ReportsProblemsOfOptionsAndColumnsTogether) {
  Publish(kPack);
  const grpc::Status status = Columns(R"(
      accounts { ids: 'a' acv {} signals { name: 'colour' } }
      options { explanation: EXPLANATION_LEVEL_SUMMARY benchmark_set: "XX" }
      outcomes: [OUTCOME_COLUMNS_HEALTH, OUTCOME_COLUMNS_UNSPECIFIED])");
  EXPECT_THAT(FieldsOf(status),
              ElementsAre("options.benchmark_set UNKNOWN_NAME", "options.explanation NOT_ALLOWED",
                          "outcomes[1] UNKNOWN_VALUE", "accounts.acv.values WRONG_LENGTH",
                          "accounts.signals[0].name UNKNOWN_SIGNAL"));
  EXPECT_THAT(FieldsOf(Columns("")), ElementsAre("accounts MISSING_FIELD"));
}

TEST_F(ColumnsHandlerTest, RefusesADateThatIsNoMidnight) {
  Publish(kPack);
  ASSERT_TRUE(
      Columns(R"(accounts { ids: 'a' kickoff_at { unix_nanos: 5 present: "\001" date_only: "\001" }
          signals { name: 'seen_at' moments { unix_nanos: 7 present: "\001" date_only: "\001" } } })")
          .ok());
  ASSERT_EQ(answer_.errors_size(), 1);
  EXPECT_THAT(answer_.errors(0).status().message(), HasSubstr("2 problems"));
  EXPECT_THAT(answer_.errors(0).status().message(), HasSubstr("account.kickoff_at"));
}

TEST_F(ColumnsHandlerTest, NamesTheLimitOfAccountsAndOfColumns) {
  Publish(kPack);
  const auto refused = [&](const v1::EvaluateColumnsRequest& request, const std::string& limit) {
    const grpc::Status status = Ask(handlers_.evaluate_columns, request, answer_);
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit"), limit);
  };
  v1::EvaluateColumnsRequest rows;
  for (uint32_t i = 0; i < Limits{}.max_column_accounts; ++i) rows.mutable_accounts()->add_ids("a");
  ASSERT_TRUE(Ask(handlers_.evaluate_columns, rows, answer_).ok());
  EXPECT_EQ(answer_.primary_size(), 4'096);
  rows.mutable_accounts()->add_ids("one too many");
  refused(rows, "max_column_accounts");
  v1::EvaluateColumnsRequest signals, milestones, bands;
  for (int i = 0; i < 1'001; ++i) signals.mutable_accounts()->add_signals();
  refused(signals, "max_columns");
  for (int i = 0; i < 201; ++i) milestones.mutable_accounts()->add_milestones();
  refused(milestones, "max_account_milestones");
  for (int i = 0; i < 1'001; ++i) bands.mutable_accounts()->add_previous_bands();
  refused(bands, "max_columns");
}

// The function itself, without the look at the deadline that every call begins with.
TEST_F(ColumnsHandlerTest, LooksAtTheDeadlineBetweenRows) {
  Publish(kPack);
  CallContext call{"EvaluateColumns", absl::UnixEpoch(), absl::Now(), workspace_};
  const grpc::Status status = EvaluateColumns({packs_, Limits{}, log_}, call,
                                              Parse<v1::EvaluateColumnsRequest>(kThree), answer_);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_THAT(status.error_message(), HasSubstr("0 of 3 accounts"));
}

TEST_F(ColumnsHandlerTest, KnowsPacksAsTheUnaryCallDoes) {
  EXPECT_EQ(Columns(kThree).error_code(), grpc::StatusCode::UNAVAILABLE);
  Publish(kPack);
  EXPECT_EQ(Columns("options { pack: 'ffffffff0' }").error_code(), grpc::StatusCode::NOT_FOUND);
}

}  // namespace
}  // namespace bellwether
