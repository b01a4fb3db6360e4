// The steps of a reload, one by one, on real files.
#include "server/packs/reconciler.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/server/pack_on_disk.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

uint32_t LineOfTheModel(const Snapshot& snapshot) {
  return snapshot.plan->model_notes.at(0).location.line;
}

class ReconcilerTest : public ::testing::Test {
 protected:
  void MakeReconciler(ActivationTests tests = ActivationTests::kRequire,
                      PackLabel label = PackLabel::kActive, document::Overrides numbers = {}) {
    Reconciler::Settings settings;
    settings.label = label;
    settings.tests = tests;
    settings.numbers = std::move(numbers);
    settings.now = [this] { return now_; };
    reconciler_.emplace(std::move(settings), PackSource(pack_.place()), store_, log_.log());
  }
  // Writes the rules and has them looked at.
  bool Put(const std::string& yaml) {
    pack_.Write("pack.yaml", yaml);
    return Look();
  }
  bool Look() {
    now_ += absl::Seconds(1);
    reconciler_->ReadAgain();
    return reconciler_->HasNews() && reconciler_->Attempt();
  }
  PackState State() const { return reconciler_->status().Get(); }
  uint64_t Attempts(ReloadOutcome outcome) const {
    return State().attempts[static_cast<size_t>(outcome)];
  }

  PackOnDisk pack_;
  LogOfTest log_;
  SnapshotStore store_;
  absl::Time now_ = absl::UnixEpoch();
  std::optional<Reconciler> reconciler_;
};

TEST_F(ReconcilerTest, PublishesWhatIsValidAndSaysSo) {
  MakeReconciler();
  ASSERT_TRUE(Put(PackOfWeight(1)));
  const PackState state = State();
  EXPECT_EQ(state.digest, store_.Pin()->plan->digest);
  EXPECT_EQ(state.generation, 1u);
  EXPECT_EQ(state.outcome, ReloadOutcome::kPublished);
  EXPECT_EQ(state.published_at, now_);
  EXPECT_FALSE(state.broken_since.has_value());
  EXPECT_THAT(log_.text(), HasSubstr("INFO  pack published label=active"));
}

TEST_F(ReconcilerTest, AttemptsTheSameFilesOnce) {
  MakeReconciler();
  ASSERT_TRUE(Put(PackOfWeight(1)));
  pack_.Write("pack.yaml", PackOfWeight(1));
  EXPECT_FALSE(reconciler_->ReadAgain());
  EXPECT_FALSE(reconciler_->HasNews());
  EXPECT_EQ(Attempts(ReloadOutcome::kPublished), 1u);
}

TEST_F(ReconcilerTest, KeepsTheLastGoodOneAndRecovers) {
  MakeReconciler();
  ASSERT_TRUE(Put(PackOfWeight(1)));
  const std::string good = store_.Pin()->plan->digest;
  EXPECT_FALSE(Put(kBrokenPack));
  EXPECT_EQ(store_.Pin()->plan->digest, good);
  const PackState broken = State();
  EXPECT_EQ(broken.digest, good);
  EXPECT_EQ(broken.outcome, ReloadOutcome::kInvalid);
  EXPECT_EQ(broken.broken_since, now_);
  ASSERT_FALSE(broken.problems.empty());
  EXPECT_EQ(broken.problems[0].place, "pack.yaml:3:1");
  EXPECT_THAT(log_.text(), HasSubstr("WARN  pack refused label=active"));
  EXPECT_THAT(log_.text(), HasSubstr("place=pack.yaml:3:1"));

  ASSERT_TRUE(Put(PackOfWeight(2)));
  EXPECT_NE(store_.Pin()->plan->digest, good);
  EXPECT_EQ(store_.Pin(PackLabel::kPrevious)->plan->digest, good);
  EXPECT_EQ(State().generation, 2u);
  EXPECT_FALSE(State().broken_since.has_value());
  EXPECT_EQ(Attempts(ReloadOutcome::kPublished), 2u);
  EXPECT_EQ(Attempts(ReloadOutcome::kInvalid), 1u);
}

TEST_F(ReconcilerTest, IsBrokenSinceTheFirstFailureNotTheLast) {
  MakeReconciler();
  ASSERT_TRUE(Put(PackOfWeight(1)));
  EXPECT_FALSE(Put(kBrokenPack));
  const absl::Time first = now_;
  std::filesystem::remove_all(pack_.folder());
  EXPECT_FALSE(Look());
  EXPECT_EQ(State().outcome, ReloadOutcome::kUnreadable);
  EXPECT_EQ(State().broken_since, first);
  EXPECT_THAT(State().problems.at(0).message, HasSubstr("there is no "));
}

// S28: other bytes with the same meaning have fresh spans, and are the same generation.
TEST_F(ReconcilerTest, PublishesFreshSpansUnderTheSameGeneration) {
  MakeReconciler();
  ASSERT_TRUE(Put(PackOfWeight(1)));
  const SnapshotPointer before = store_.Pin();
  ASSERT_TRUE(Put("# a comment moves everything down\n" + PackOfWeight(1)));
  const SnapshotPointer after = store_.Pin();
  EXPECT_NE(after, before);
  EXPECT_EQ(after->plan->digest, before->plan->digest);
  EXPECT_EQ(LineOfTheModel(*after), LineOfTheModel(*before) + 1);
  EXPECT_EQ(after->generation, 1u);
  EXPECT_EQ(State().generation, 1u);
  EXPECT_EQ(State().outcome, ReloadOutcome::kRefreshed);
  EXPECT_EQ(store_.Pin(PackLabel::kPrevious), nullptr);
}

TEST_F(ReconcilerTest, APackThatFailsItsOwnTestsIsNotPublished) {
  MakeReconciler();
  pack_.Write("tests/health_test.yaml", TestsThatExpect(85));
  ASSERT_TRUE(Put(PackOfWeight(1)));
  const std::string good = store_.Pin()->plan->digest;
  EXPECT_FALSE(Put(PackOfWeight(9)));
  EXPECT_EQ(store_.Pin()->plan->digest, good);
  EXPECT_EQ(State().outcome, ReloadOutcome::kTestsFailed);
  ASSERT_EQ(State().problems.size(), 1u);
  EXPECT_EQ(State().problems[0].place, "tests/health_test.yaml:5:36");
  EXPECT_THAT(State().problems[0].message,
              HasSubstr("test `a healthy account`: health.account.score: expected 85, got 89"));
  EXPECT_THAT(log_.text(), HasSubstr("a healthy account"));
  // Another test makes it good, with the same rules.
  pack_.Write("tests/health_test.yaml", TestsThatExpect(89));
  EXPECT_TRUE(Look());
}

TEST_F(ReconcilerTest, AnAttemptThatIsBrokenOffWasNone) {
  MakeReconciler();
  pack_.Write("tests/health_test.yaml", TestsThatExpect(85));
  ASSERT_TRUE(Put(PackOfWeight(1)));
  const std::string good = store_.Pin()->plan->digest;
  pack_.Write("tests/health_test.yaml", TestsThatExpect(89));
  pack_.Write("pack.yaml", PackOfWeight(9));
  reconciler_->ReadAgain();
  EXPECT_FALSE(reconciler_->Attempt(Stop([] { return true; })));
  EXPECT_EQ(store_.Pin()->plan->digest, good);
  EXPECT_EQ(State().outcome, ReloadOutcome::kPublished);
  EXPECT_EQ(Attempts(ReloadOutcome::kTestsFailed), 0u);
  ASSERT_TRUE(reconciler_->HasNews());
  EXPECT_TRUE(reconciler_->Attempt());
  EXPECT_NE(store_.Pin()->plan->digest, good);
}

// A deployment's numbers make another pack of it, whose answers its author did not write down.
TEST_F(ReconcilerTest, TestsThePackAsItWasWrittenAndServesItWithTheNumbersOfTheDeployment) {
  std::string rules = "constants: {good_from: {value: 80}}\n" + PackOfWeight(1);
  rules.replace(rules.find("green: 80"), 9, "green: good_from");
  std::string tests = TestsThatExpect(85);
  tests.replace(tests.find("score: 85"), 9, "band: green");
  pack_.Write("tests/health_test.yaml", tests);
  MakeReconciler();
  ASSERT_TRUE(Put(rules)) << State().problems.at(0).message;
  const std::string written = State().digest;
  MakeReconciler(ActivationTests::kRequire, PackLabel::kActive, {{"good_from", "", 90}});
  ASSERT_TRUE(Look()) << State().problems.at(0).message;
  EXPECT_NE(State().digest, written);
}

TEST_F(ReconcilerTest, TestsThatCannotBeReadDoNotHold) {
  MakeReconciler();
  pack_.Write("tests/health_test.yaml", "cases: [{nam: x}]\n");
  EXPECT_FALSE(Put(PackOfWeight(1)));
  EXPECT_EQ(State().outcome, ReloadOutcome::kInvalid);
  EXPECT_THAT(State().problems.at(0).place, HasSubstr("tests/health_test.yaml:1:"));
}

TEST_F(ReconcilerTest, OnlyWarnsOfTestsWhereThatIsWanted) {
  MakeReconciler(ActivationTests::kWarn);
  pack_.Write("tests/health_test.yaml", TestsThatExpect(85));
  EXPECT_TRUE(Put(PackOfWeight(9)));
  EXPECT_THAT(log_.text(), HasSubstr("severity=warning place=tests/health_test.yaml:5:36"));
}

TEST_F(ReconcilerTest, RunsNoTestsWhereThatIsWanted) {
  MakeReconciler(ActivationTests::kOff);
  pack_.Write("tests/health_test.yaml", TestsThatExpect(85));
  EXPECT_TRUE(Put(PackOfWeight(9)));
  EXPECT_THAT(log_.text(), Not(HasSubstr("pack problem")));
}

TEST_F(ReconcilerTest, TheFirstLoadTellsThePersonAtTheTerminal) {
  MakeReconciler();
  pack_.Write("pack.yaml", kBrokenPack);
  std::string report;
  EXPECT_FALSE(reconciler_->Load(report));
  EXPECT_THAT(report, HasSubstr("pack.yaml:3:1: error: unknown key `signls`"));
  EXPECT_THAT(report, HasSubstr("^"));
  EXPECT_EQ(log_.text(), "");
}

TEST_F(ReconcilerTest, KeepsWhatCallsStillHave) {
  MakeReconciler();
  ASSERT_TRUE(Put(PackOfWeight(1)));
  SnapshotPointer pinned = store_.Pin();
  ASSERT_TRUE(Put(PackOfWeight(2)));
  EXPECT_FALSE(reconciler_->has_retired());  // it is the previous one now
  ASSERT_TRUE(Put(PackOfWeight(3)));
  reconciler_->ReleaseRetired();
  EXPECT_TRUE(reconciler_->has_retired());
  pinned.reset();
  reconciler_->ReleaseRetired();
  EXPECT_FALSE(reconciler_->has_retired());
}

TEST_F(ReconcilerTest, ACanaryIsOnTrialAndLeavesTheActivePackAlone) {
  MakeReconciler(ActivationTests::kRequire, PackLabel::kCanary);
  ASSERT_TRUE(Put(PackOfWeight(1)));
  EXPECT_EQ(store_.Pin(), nullptr);
  EXPECT_TRUE(store_.Pin(PackLabel::kCanary)->on_trial);
}

TEST(ReloadOutcomeTest, HasANameEach) {
  EXPECT_EQ(NameOf(ReloadOutcome::kPublished), "published");
  EXPECT_EQ(NameOf(ReloadOutcome::kTestsFailed), "tests_failed");
}

}  // namespace
}  // namespace bellwether
