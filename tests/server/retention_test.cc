// The walk through a store that deletes what was kept long enough, and what it tells.
#include "server/retention.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/accounts_fixture.h"
#include "tests/server/exposed_text.h"

namespace bellwether {
namespace {

using ::testing::SizeIs;

constexpr absl::Duration kDays = absl::Hours(24);

class RetentionTest : public AccountsTest {
 protected:
  void Evaluate(const std::string& account, int days_ago) {
    store::StoredEvaluation one;
    one.of = {"", account};
    one.as_of = received_ - days_ago * kDays;
    one.facts_digest = one.pack_digest = "d";
    one.body = "{}";
    one.records = 1;
    ASSERT_TRUE(store_->evaluations().Put({&one, 1}).ok());
  }
  size_t CountOf(const std::string& account) {
    const auto found = store_->evaluations().Of({"", account}, 0, 1'000);
    EXPECT_TRUE(found.ok()) << found.status();
    return found->size();
  }
  Retention::Settings TenDays() {
    Retention::Settings settings;
    settings.evaluations = 10 * kDays;
    settings.now = [this] { return received_; };
    return settings;
  }
  static void Walk(Retention& retention) {
    for (int i = 0; i < 10'000 && retention.Step(); ++i) {
    }
  }
};

TEST_F(RetentionTest, WalksThroughTheWholeStore) {
  std::vector<v1::Record> records;
  for (int i = 0; i < 150; ++i) {
    records.push_back(RecordOfAccount(absl::StrCat("account-", i), absl::StrCat("r", i), 5, 0.9));
  }
  Put(records);
  for (int i = 0; i < 150; ++i) {
    for (const int days_ago : {12, 11, 1}) Evaluate(absl::StrCat("account-", i), days_ago);
  }
  Retention retention(TenDays(), *store_, log_);
  Walk(retention);
  for (int i = 0; i < 150; ++i) EXPECT_EQ(CountOf(absl::StrCat("account-", i)), 1u);
  const std::string text = TextOf(retention);
  EXPECT_EQ(SampleOf(text, "bellwether_retention_deleted_total{kind=\"evaluations\"}"), 300);
  EXPECT_EQ(SampleOf(text, "bellwether_retention_deleted_total{kind=\"records\"}"), 0);
  EXPECT_EQ(SampleOf(text, "bellwether_retention_in_charge"), 1);
  EXPECT_EQ(SampleOf(text, "bellwether_retention_failures_total"), 0);
  EXPECT_EQ(SampleOf(text, "bellwether_retention_completed_timestamp_seconds"),
            static_cast<double>(absl::ToUnixSeconds(received_)));
}

// One account with more than one transaction takes is gone through to its end.
TEST_F(RetentionTest, ManyOfOneAccountGoInSeveralSteps) {
  Put({RecordOfAccount("acme", "r", 5, 0.9)});
  for (int i = 0; i < 600; ++i) Evaluate("acme", 20);
  Retention retention(TenDays(), *store_, log_);
  Walk(retention);
  EXPECT_EQ(CountOf("acme"), 1u);
}

TEST_F(RetentionTest, WalksAgainAfterTheIntervalAndNoSooner) {
  Put({RecordOfAccount("acme", "r", 5, 0.9)});
  Retention::Settings settings = TenDays();
  settings.interval = absl::Hours(1);
  Retention retention(std::move(settings), *store_, log_);
  Walk(retention);
  Evaluate("acme", 20);
  Evaluate("acme", 20);
  Walk(retention);
  EXPECT_EQ(CountOf("acme"), 2u);
}

TEST_F(RetentionTest, ItsThreadDoesItAndEnds) {
  Put({RecordOfAccount("acme", "r", 5, 0.9)});
  Evaluate("acme", 20);
  Evaluate("acme", 20);
  Retention retention(TenDays(), *store_, log_);
  retention.Start();
  for (int i = 0; i < 1'000 && CountOf("acme") > 1; ++i) absl::SleepFor(absl::Milliseconds(10));
  retention.Stop();
  EXPECT_EQ(CountOf("acme"), 1u);
}

TEST_F(RetentionTest, TheOptionsSayHowLong) {
  ServerOptions options;
  options.keep_evaluations = 3 * kDays;
  options.keep_interventions = 40 * kDays;
  options.keep_records = {"usage=5d"};
  const Retention::Settings settings = Retention::SettingsOf(options);
  EXPECT_EQ(settings.evaluations, 3 * kDays);
  EXPECT_EQ(settings.interventions, 40 * kDays);
  EXPECT_EQ(settings.audit, absl::InfiniteDuration());
  EXPECT_EQ(settings.delivered, 7 * kDays);
  ASSERT_THAT(settings.records, SizeIs(1));
  EXPECT_EQ(settings.records.at("usage"), 5 * kDays);
}

}  // namespace
}  // namespace bellwether
