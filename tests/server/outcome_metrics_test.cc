// What callers were told, counted by the words of the pack.
#include "server/telemetry/outcome_metrics.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/exposed_text.h"
#include "tests/server/handlers_fixture.h"
#include "tests/server/pack_on_disk.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class OutcomeMetricsTest : public HandlersTest {
 protected:
  OutcomeMetricsTest() {
    handlers_ = MakeScoringHandlers({packs_, Limits{}, log_, nullptr, &outcomes_});
  }

  grpc::Status AskAbout(const std::string& account, const std::string& options = "") {
    v1::EvaluateResponse response;
    return Ask(handlers_.evaluate, "account { id: 'acme' " + account + " } " + options, response);
  }
  double Count(const std::string& sample) { return SampleOf(TextOf(outcomes_), sample); }

  OutcomeMetrics outcomes_;
};

constexpr char kHealthy[] =
    "signals { name: 'usage' number: 0.9 } signals { name: 'nps' number: 40 }";
constexpr char kSick[] = "signals { name: 'usage' number: 0.1 } signals { name: 'nps' number: 0 }";

std::string Band(const std::string& band, const std::string& on_trial = "false") {
  return absl::StrCat("bellwether_health_results_total{model=\"account\",result=\"", band,
                      "\",on_trial=\"", on_trial, "\"}");
}

TEST_F(OutcomeMetricsTest, CountsBands) {
  Publish(PackOfWeight(1));
  ASSERT_TRUE(AskAbout(kHealthy).ok());
  ASSERT_TRUE(AskAbout(kHealthy).ok());
  ASSERT_TRUE(AskAbout(kSick).ok());
  ASSERT_TRUE(AskAbout("").ok());
  EXPECT_EQ(Count(Band("green")), 2);
  EXPECT_EQ(Count(Band("yellow")), 0);
  EXPECT_EQ(Count(Band("red")), 1);
  EXPECT_EQ(Count(Band("insufficient_data")), 1);
  EXPECT_EQ(Count("bellwether_evaluations_total{on_trial=\"false\"}"), 4);
  EXPECT_EQ(Count("bellwether_evaluation_duration_seconds_count"), 4);
}

TEST_F(OutcomeMetricsTest, CountsSignalsThatAreMissing) {
  Publish(PackOfWeight(1));
  ASSERT_TRUE(AskAbout("signals { name: 'usage' number: 0.9 }").ok());
  ASSERT_TRUE(AskAbout("signals { name: 'nps' not_applicable {} }").ok());
  EXPECT_EQ(Count("bellwether_signals_missing_total{signal=\"usage\"}"), 1);
  EXPECT_EQ(Count("bellwether_signals_missing_total{signal=\"nps\"}"), 1);
  EXPECT_EQ(Count("bellwether_signals_stale_total{signal=\"nps\"}"), 0);
}

TEST_F(OutcomeMetricsTest, CountsSignalsThatAreStale) {
  Publish(R"(pack: aging
version: 1.0.0
signals:
  usage: {type: ratio, max_age: 10d}
health:
  account:
    bands: [{green: 80}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
)");
  // Observed four months before the call.
  ASSERT_TRUE(AskAbout("signals { name: 'usage' number: 0.9 observed_at { date { year: 2025 month: "
                       "9 day: 1 } } }")
                  .ok());
  EXPECT_EQ(Count("bellwether_signals_stale_total{signal=\"usage\"}"), 1);
  EXPECT_EQ(Count("bellwether_signals_missing_total{signal=\"usage\"}"), 0);
}

TEST_F(OutcomeMetricsTest, ARefusedAccountIsNoOutcome) {
  Publish(PackOfWeight(1));
  ASSERT_FALSE(AskAbout("signals { name: 'mood' number: 1 }").ok());
  EXPECT_THAT(TextOf(outcomes_), Not(HasSubstr("bellwether_evaluations_total{")));
  EXPECT_THAT(TextOf(outcomes_), Not(HasSubstr("mood")));
}

TEST_F(OutcomeMetricsTest, OutcomesThatNobodyAskedForAreNotCounted) {
  Publish(PackOfWeight(1));
  ASSERT_TRUE(AskAbout(kHealthy, "options { read_mask { paths: 'data' } }").ok());
  EXPECT_EQ(Count(Band("green")), 0);
  EXPECT_EQ(Count("bellwether_evaluations_total{on_trial=\"false\"}"), 1);
}

TEST_F(OutcomeMetricsTest, APackWithoutGraduationDecidesNothing) {
  Publish(PackOfWeight(1));
  ASSERT_TRUE(AskAbout(kHealthy).ok());
  for (const char* result : {"graduate", "not_yet", "not_evaluated", "not_applicable"}) {
    EXPECT_EQ(Count(absl::StrCat("bellwether_graduation_results_total{result=\"", result,
                                 "\",on_trial=\"false\"}")),
              0);
  }
}

TEST_F(OutcomeMetricsTest, CountsEachAccountOfABatch) {
  Publish(PackOfWeight(1));
  server::BatchRequestFrame request;
  for (int i = 0; i < 3; ++i) {
    v1::Account account = Parse<v1::Account>(kHealthy);
    account.set_id(absl::StrCat("a", i));
    *request.add_accounts() = account.SerializeAsString();
  }
  request.add_accounts("no account");
  server::BatchResponseFrame response;
  ASSERT_TRUE(Ask(handlers_.evaluate_batch, request, response).ok());
  EXPECT_EQ(Count(Band("green")), 3);
}

TEST_F(OutcomeMetricsTest, CountsGoOnWhenThePackIsAnother) {
  for (int weight = 1; weight <= 9; ++weight) {  // more plans than a thread keeps
    Publish(PackOfWeight(weight));
    ASSERT_TRUE(AskAbout(kHealthy).ok());
  }
  EXPECT_EQ(Count(Band("green")), 9);
  EXPECT_EQ(Count("bellwether_evaluations_total{on_trial=\"false\"}"), 9);
}

TEST_F(OutcomeMetricsTest, APackOnTrialIsCountedByItself) {
  Snapshot snapshot = *SnapshotOf(PackOfWeight(1));
  snapshot.on_trial = true;
  packs_.Publish(std::make_shared<const Snapshot>(snapshot));
  ASSERT_TRUE(AskAbout(kHealthy).ok());
  EXPECT_EQ(Count(Band("green", "true")), 1);
  EXPECT_EQ(Count(Band("green", "false")), -1);
}

TEST_F(OutcomeMetricsTest, LosesNothingOfManyThreads) {
  Publish(PackOfWeight(1));
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this] {
      Workspace workspace;
      const auto request =
          Parse<v1::EvaluateRequest>(absl::StrCat("account { id: 'acme' ", kHealthy, " }"));
      for (int call = 0; call < 500; ++call) {
        CallContext context{"Method", absl::Now(), absl::InfiniteFuture(), workspace};
        v1::EvaluateResponse response;
        EXPECT_TRUE(handlers_.evaluate(context, request, response).ok());
      }
    });
  }
  for (int i = 0; i < 20; ++i) TextOf(outcomes_);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Count(Band("green")), 4000);
}

}  // namespace
}  // namespace bellwether
