// Which pack answers after calls, sources and restarts.
#include "server/activation/activations.h"

#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "tests/server/activations_fixture.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using Reason = Refusal::Reason;

class ActivationsTest : public ActivationsFixture {
 protected:
  static Reason ReasonOf(const ChangeAnswer& answer) {
    EXPECT_TRUE(answer.refusal.has_value());
    return answer.refusal.has_value() ? answer.refusal->reason : Reason::kStopped;
  }
};

TEST_F(ActivationsTest, ACallPutsAPackInThePlaceOfTheSources) {
  Running& server = Start(1);
  const ChangeAnswer answer = server.Activate(RequestBy("ann", "r1"), 2, TestsThatExpect(87));
  ASSERT_EQ(WhyRefused(answer), "");
  EXPECT_EQ(answer.activation.outcome(), v1::ACTIVATION_OUTCOME_ACTIVATED);
  EXPECT_EQ(answer.activation.id(), "a1");
  EXPECT_EQ(answer.activation.from().digest(), DigestOf(1));
  EXPECT_EQ(answer.activation.to().digest(), DigestOf(2));
  EXPECT_EQ(answer.activation.requested_by(), "ann");
  EXPECT_EQ(answer.activation.reason(), "because");
  EXPECT_EQ(answer.activation.tests_held(), 1);
  EXPECT_EQ(server.DigestUnder(), DigestOf(2));
  EXPECT_EQ(server.DigestUnder(PackLabel::kPrevious), DigestOf(1));
  EXPECT_EQ(server->CallOf(PackLabel::kActive, DigestOf(2))->id(), "a1");
  EXPECT_FALSE(server->CallOf(PackLabel::kPrevious, DigestOf(1)).has_value());
  EXPECT_TRUE(server->IsOverridden(PackLabel::kActive));
  EXPECT_THAT(log_.text(), HasSubstr("pack activated label=active id=a1"));
  EXPECT_THAT(log_.text(), HasSubstr("by=ann"));
}

TEST_F(ActivationsTest, ItStaysThereAfterARestart) {
  Start(1).Activate(RequestBy("ann"), 2);
  running_->Activate(RequestBy("ben"), 3);
  Running& server = Start(1);
  EXPECT_EQ(server.DigestUnder(), DigestOf(3));
  EXPECT_EQ(server.DigestUnder(PackLabel::kPrevious), DigestOf(2));
  EXPECT_EQ(server->CallOf(PackLabel::kActive, DigestOf(3))->requested_by(), "ben");
  EXPECT_THAT(server->Recorded(), SizeIs(2));
}

TEST_F(ActivationsTest, UntilItsSourceHoldsAnotherPack) {
  Running& server = Start(1);
  server.Activate(RequestBy("ann"), 2);
  server.Publish(1);  // other bytes, the same rules
  EXPECT_EQ(server.DigestUnder(), DigestOf(2));
  server.Publish(4);
  EXPECT_EQ(server.DigestUnder(), DigestOf(4));
  EXPECT_FALSE(server->IsOverridden(PackLabel::kActive));
  EXPECT_EQ(server->CallOf(PackLabel::kPrevious, DigestOf(2))->id(), "a1");
  EXPECT_EQ(server->Recorded().back().outcome(), v1::ACTIVATION_OUTCOME_SOURCE_CHANGED);
  EXPECT_EQ(server->Recorded().back().from().digest(), DigestOf(2));
  EXPECT_EQ(Start(4).DigestUnder(), DigestOf(4));
}

TEST_F(ActivationsTest, AlsoWhileTheServerDidNotRun) {
  Start(1).Activate(RequestBy("ann"), 2);
  EXPECT_EQ(Start(4).DigestUnder(), DigestOf(4));
  EXPECT_EQ(running_->activations().Recorded().back().outcome(),
            v1::ACTIVATION_OUTCOME_SOURCE_CHANGED);
  EXPECT_EQ(Start(1).DigestUnder(), DigestOf(1));  // the activation is over for good
}

TEST_F(ActivationsTest, RollsBackToWhatStoodThereBefore) {
  Running& server = Start(1);
  server.Activate(RequestBy("ann"), 2);
  const ChangeAnswer back = server.RollBack(RequestBy("ben"));
  ASSERT_EQ(WhyRefused(back), "");
  EXPECT_TRUE(back.activation.is_rollback());
  EXPECT_EQ(server.DigestUnder(), DigestOf(1));
  EXPECT_FALSE(server->IsOverridden(PackLabel::kActive));  // the source's own
  EXPECT_EQ(server.store().Pin()->source, "source");
  server.RollBack(RequestBy("ben"));  // and forth again
  EXPECT_EQ(server.DigestUnder(), DigestOf(2));
  EXPECT_EQ(Start(1).DigestUnder(), DigestOf(2));
}

// What a source held is kept as well, once a call has put it back.
TEST_F(ActivationsTest, RollsBackToAnEarlierPackOfTheSource) {
  Running& server = Start(1);
  server.Publish(2);
  ASSERT_EQ(WhyRefused(server.RollBack(RequestBy("ann"))), "");
  EXPECT_EQ(server.DigestUnder(), DigestOf(1));
  EXPECT_EQ(Start(2).DigestUnder(), DigestOf(1));
  EXPECT_EQ(running_->DigestUnder(PackLabel::kPrevious), DigestOf(2));
}

TEST_F(ActivationsTest, RollsBackToANamedDigest) {
  Running& server = Start(1);
  for (const int weight : {2, 3, 4}) server.Activate(RequestBy("ann"), weight);
  ASSERT_EQ(WhyRefused(server.RollBack(RequestBy("ann"), DigestOf(2).substr(0, 8))), "");
  EXPECT_EQ(server.DigestUnder(), DigestOf(2));
  const ChangeAnswer unknown = server.RollBack(RequestBy("ann"), "0123456789");
  EXPECT_EQ(ReasonOf(unknown), Reason::kUnknownPack);
  EXPECT_THAT(unknown.refusal->detail, HasSubstr(DigestOf(3)));
}

TEST_F(ActivationsTest, ThereMayBeNothingToGoBackTo) {
  EXPECT_EQ(ReasonOf(Start(1).RollBack(RequestBy("ann"))), Reason::kNothingBefore);
}

TEST_F(ActivationsTest, APackWithErrorsOrFailingTestsIsRefused) {
  Running& server = Start(1);
  AskedChange broken;
  const std::vector<SourceFile> files = {{"pack.yaml", kBrokenPack}};
  broken.files = PackContents{Sources(files), Sources()};
  const ChangeAnswer wrong = server->Activate(RequestBy("ann"), broken, Stop());
  EXPECT_EQ(ReasonOf(wrong), Reason::kInvalidPack);
  EXPECT_EQ(wrong.refusal->problems[0].place, "pack.yaml:3:1");
  const ChangeAnswer failing = server.Activate(RequestBy("ann"), 2, TestsThatExpect(12));
  EXPECT_EQ(ReasonOf(failing), Reason::kTestsFailed);
  EXPECT_THAT(failing.refusal->problems[0].message, HasSubstr("expected 12"));
  EXPECT_EQ(server.DigestUnder(), DigestOf(1));
  EXPECT_THAT(server->Recorded(), SizeIs(0));
  EXPECT_THAT(log_.text(), HasSubstr("change of a pack refused label=active by=ann"));
  settings_.gate.tests = ActivationTests::kWarn;
  const ChangeAnswer warned = Start(1).Activate(RequestBy("ann"), 2, TestsThatExpect(12));
  EXPECT_EQ(WhyRefused(warned), "");
  EXPECT_FALSE(warned.warnings.empty());
}

TEST_F(ActivationsTest, WhatWasExpectedMustStandThere) {
  Running& server = Start(1);
  ChangeRequest request = RequestBy("ann");
  request.expected_digest = DigestOf(3);
  const ChangeAnswer refused = server.Activate(request, 2);
  EXPECT_EQ(ReasonOf(refused), Reason::kOtherPack);
  EXPECT_EQ(refused.refusal->detail, DigestOf(1));
  request.expected_digest = DigestOf(1).substr(0, 8);
  EXPECT_EQ(WhyRefused(server.Activate(request, 2)), "");
  EXPECT_EQ(ReasonOf(server.Activate(request, 3)), Reason::kOtherPack);
}

TEST_F(ActivationsTest, ALookChangesNothing) {
  Running& server = Start(1);
  ChangeRequest request = RequestBy("ann", "r1");
  request.validate_only = true;
  const ChangeAnswer answer = server.Activate(request, 2);
  EXPECT_EQ(answer.activation.outcome(), v1::ACTIVATION_OUTCOME_VALIDATED);
  EXPECT_EQ(answer.activation.to().digest(), DigestOf(2));
  EXPECT_EQ(server.DigestUnder(), DigestOf(1));
  EXPECT_THAT(server->Recorded(), SizeIs(0));
  EXPECT_THAT(server->Stored(), SizeIs(0));
}

TEST_F(ActivationsTest, ARequestIsDoneOnceAlsoAcrossARestart) {
  Running& server = Start(1);
  const ChangeAnswer first = server.Activate(RequestBy("ann", "r1"), 2);
  server.RollBack(RequestBy("ben"));
  ChangeAnswer again = server.Activate(RequestBy("ann", "r1"), 2);
  EXPECT_TRUE(again.is_repeated);
  EXPECT_EQ(again.activation.SerializeAsString(), first.activation.SerializeAsString());
  EXPECT_EQ(server.DigestUnder(), DigestOf(1));
  again = Start(1).Activate(RequestBy("ann", "r1"), 2);
  EXPECT_TRUE(again.is_repeated);
  EXPECT_EQ(running_->DigestUnder(), DigestOf(1));
  // Another request, and another caller.
  ChangeRequest other = RequestBy("ann", "r1");
  other.fingerprint = "other";
  EXPECT_EQ(ReasonOf(running_->Activate(other, 3)), Reason::kOtherRequest);
  EXPECT_FALSE(running_->Activate(RequestBy("ben", "r1"), 3).is_repeated);
}

TEST_F(ActivationsTest, ForADay) {
  absl::Time now = absl::Now();
  settings_.now = [&now] { return now; };
  Running& server = Start(1);
  server.Activate(RequestBy("ann", "r1"), 2);
  now += absl::Hours(kRepeatHours) - absl::Seconds(2);
  EXPECT_TRUE(server.Activate(RequestBy("ann", "r1"), 2).is_repeated);
  now += absl::Seconds(4);
  const ChangeAnswer later = server.Activate(RequestBy("ann", "r1"), 2);
  EXPECT_FALSE(later.is_repeated);
  EXPECT_EQ(later.activation.outcome(), v1::ACTIVATION_OUTCOME_UNCHANGED);
}

TEST_F(ActivationsTest, WithoutAFolderNothingIsChanged) {
  Running server("", settings_, log_.log());
  ASSERT_TRUE(server.Start(1));
  const ChangeAnswer answer = server.Activate(RequestBy("ann"), 2);
  EXPECT_EQ(ReasonOf(answer), Reason::kNoState);
  EXPECT_THAT(WhyRefused(answer), HasSubstr("--state FOLDER"));
  server.Publish(3);  // sources go on
  EXPECT_EQ(server.DigestUnder(), DigestOf(3));
}

TEST_F(ActivationsTest, ACanaryGoesBackToItsSource) {
  Running& server = Start(1);
  ChangeRequest request = RequestBy("ann");
  request.label = PackLabel::kCanary;
  EXPECT_EQ(ReasonOf(server.Activate(request, 2)), Reason::kNoSource);
  server.Publish(5, PackLabel::kCanary);
  ASSERT_EQ(WhyRefused(server.Activate(request, 2)), "");
  EXPECT_EQ(server.DigestUnder(PackLabel::kCanary), DigestOf(2));
  EXPECT_TRUE(server.store().Pin(PackLabel::kCanary)->on_trial);
  EXPECT_EQ(server.DigestUnder(), DigestOf(1));
  ASSERT_EQ(WhyRefused(server.RollBack(request)), "");
  EXPECT_EQ(server.DigestUnder(PackLabel::kCanary), DigestOf(5));
  EXPECT_EQ(ReasonOf(server.RollBack(request)), Reason::kNothingBefore);
}

TEST_F(ActivationsTest, AFullDiskChangesNothing) {
  for (const StateFolder::Step failing : StateFolder::kSteps) {
    for (const std::string part : {"packs/", "activations.jsonl"}) {
      running_.reset();
      std::filesystem::remove_all(folder_);
      bool fails = false;
      Running& server = Start(1, [&](StateFolder::Step step, const std::string& name) {
        const bool now = fails && step == failing && name.starts_with(part);
        return now ? absl::ResourceExhaustedError("no room") : absl::OkStatus();
      });
      ASSERT_EQ(WhyRefused(server.Activate(RequestBy("ann"), 2)), "");
      fails = true;
      const ChangeAnswer refused = server.Activate(RequestBy("ann"), 3);
      EXPECT_EQ(ReasonOf(refused), Reason::kDiskFull);
      EXPECT_THAT(WhyRefused(refused), HasSubstr("nothing was changed"));
      EXPECT_EQ(server.DigestUnder(), DigestOf(2));
      fails = false;
      const bool is_damaged =
          failing == StateFolder::Step::kFlushFolder && part == "activations.jsonl";
      const ChangeAnswer later = server.Activate(RequestBy("ann"), 4);
      ASSERT_EQ(later.refusal.has_value(), is_damaged) << WhyRefused(later);
      EXPECT_TRUE(!is_damaged || later.refusal->reason == Reason::kNotStored);
    }
  }
}

TEST_F(ActivationsTest, OldPacksAreRemovedThoseInUseAreKept) {
  Running& server = Start(1);
  for (int weight = 2; weight < 2 + static_cast<int>(kMostStoredPacks) + 5; ++weight) {
    ASSERT_EQ(WhyRefused(server.Activate(RequestBy("ann"), weight)), "");
  }
  EXPECT_LE(server->Stored().size(), kMostStoredPacks);
  EXPECT_GE(server->Stored().size(), kMostStoredPacks - 4);
  EXPECT_EQ(ReasonOf(server.RollBack(RequestBy("ann"), DigestOf(2))), Reason::kUnknownPack);
}

class DamagedStateTest : public ActivationsTest {
 protected:
  DamagedStateTest() {
    Start(1).Activate(RequestBy("ann"), 2);
    running_.reset();
  }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  // What a start says.
  std::string Problem() {
    running_ = std::make_unique<Running>(folder_, settings_, log_.log());
    EXPECT_FALSE(running_->Start(1));
    return absl::StrCat(running_->opened().message(), running_->report());
  }
};

TEST_F(DamagedStateTest, ALogThatWasTouched) {
  std::ofstream(Path("activations.jsonl"), std::ios::app) << "{}\n";
  EXPECT_THAT(Problem(), ::testing::AllOf(HasSubstr(Path("activations.jsonl") + ": line 2"),
                                          HasSubstr("move the folder " + folder_ + " away")));
}

TEST_F(DamagedStateTest, APackThatIsGone) {
  std::filesystem::remove(Path("packs/" + DigestOf(2) + ".tar"));
  EXPECT_THAT(Problem(), HasSubstr(".tar, put under active by a1, cannot be used: it is gone"));
}

TEST_F(DamagedStateTest, APackThatWasTouched) {
  std::ofstream(Path("packs/" + DigestOf(2) + ".tar")) << "nonsense";
  EXPECT_THAT(Problem(), HasSubstr("the bundle cannot be used"));
}

TEST_F(DamagedStateTest, APackThatIsAnother) {
  std::filesystem::rename(Path("packs/" + DigestOf(2) + ".tar"), folder_ + "/kept");
  running_.reset();
  Start(3);  // the source took the label back
  running_->Activate(RequestBy("ann"), 4);
  running_.reset();
  std::filesystem::rename(folder_ + "/kept", Path("packs/" + DigestOf(4) + ".tar"));
  running_ = std::make_unique<Running>(folder_, settings_, log_.log());
  EXPECT_FALSE(running_->Start(3));
  EXPECT_THAT(running_->report(), HasSubstr("its digest is " + DigestOf(2) + " now"));
}

class ApprovalTest : public ActivationsTest {
 protected:
  ApprovalTest() { settings_.approvals = 2; }
};

TEST_F(ApprovalTest, ASecondCallerActivates) {
  Running& server = Start(1);
  const ChangeAnswer asked = server.Activate(RequestBy("ann"), 2);
  ASSERT_EQ(WhyRefused(asked), "");
  EXPECT_EQ(asked.activation.outcome(), v1::ACTIVATION_OUTCOME_PENDING);
  EXPECT_EQ(asked.activation.approvals_missing(), 1);
  EXPECT_TRUE(asked.activation.has_expires_at());
  EXPECT_EQ(server.DigestUnder(), DigestOf(1));
  const std::string id = asked.activation.pending_id();
  EXPECT_EQ(ReasonOf(server.Approve(RequestBy("ann"), id)), Reason::kOwnApproval);
  EXPECT_EQ(ReasonOf(server.Approve(RequestBy("ben"), "a9")), Reason::kUnknownPending);
  // A restart does not forget it.
  Start(1);
  EXPECT_THAT(running_->activations().Pending(), SizeIs(1));
  const ChangeAnswer approved = running_->Approve(RequestBy("ben"), id);
  ASSERT_EQ(WhyRefused(approved), "");
  EXPECT_EQ(approved.activation.outcome(), v1::ACTIVATION_OUTCOME_ACTIVATED);
  EXPECT_EQ(approved.activation.requested_by(), "ann");
  EXPECT_EQ(approved.activation.approvals(0).by(), "ben");
  EXPECT_EQ(approved.activation.pending_id(), id);
  EXPECT_THAT(log_.text(), HasSubstr("by=ann approved_by=ben pending_id=" + id));
  EXPECT_EQ(running_->DigestUnder(), DigestOf(2));
  EXPECT_EQ(ReasonOf(running_->Approve(RequestBy("cid"), id)), Reason::kUnknownPending);
  EXPECT_EQ(Start(1).DigestUnder(), DigestOf(2));
}

TEST_F(ApprovalTest, ACallerWithoutANameCannotAskForIt) {
  EXPECT_EQ(ReasonOf(Start(1).Activate(RequestBy(""), 2)), Reason::kNoName);
}

TEST_F(ApprovalTest, TheSamePackIsNotAskedForTwice) {
  Running& server = Start(1);
  const std::string id = server.Activate(RequestBy("ann"), 2).activation.pending_id();
  for (const char* caller : {"ann", "ben"}) {
    const ChangeAnswer twice = server.Activate(RequestBy(caller), 2);
    EXPECT_EQ(ReasonOf(twice), Reason::kPendingAlready);
    EXPECT_EQ(twice.refusal->detail, id);
  }
}

TEST_F(ApprovalTest, ThreeCallersAreThree) {
  settings_.approvals = 3;
  Running& server = Start(1);
  const std::string id = server.Activate(RequestBy("ann"), 2).activation.pending_id();
  EXPECT_EQ(server.Approve(RequestBy("ben"), id).activation.outcome(),
            v1::ACTIVATION_OUTCOME_PENDING);
  EXPECT_EQ(ReasonOf(server.Approve(RequestBy("ben"), id)), Reason::kOwnApproval);
  EXPECT_EQ(server.DigestUnder(), DigestOf(1));
  EXPECT_EQ(server.Approve(RequestBy("cid"), id).activation.outcome(),
            v1::ACTIVATION_OUTCOME_ACTIVATED);
  EXPECT_EQ(server.DigestUnder(), DigestOf(2));
}

TEST_F(ApprovalTest, ItExpiresAndIsOvertaken) {
  absl::Time now = absl::Now();
  settings_.now = [&now] { return now; };
  Running& server = Start(1);
  const std::string first = server.Activate(RequestBy("ann"), 2).activation.pending_id();
  now += absl::Hours(kPendingHours) + absl::Seconds(1);
  EXPECT_EQ(ReasonOf(server.Approve(RequestBy("ben"), first)), Reason::kUnknownPending);
  const std::string second = server.Activate(RequestBy("ann"), 2).activation.pending_id();
  server.Publish(3);  // what was looked at is not there any more
  EXPECT_EQ(ReasonOf(server.Approve(RequestBy("ben"), second)), Reason::kUnknownPending);
  EXPECT_EQ(server.DigestUnder(), DigestOf(3));
}

TEST_F(ApprovalTest, ThereAreNeverTooMany) {
  Running& server = Start(1);
  for (int weight = 2; weight < 2 + static_cast<int>(kMostPending); ++weight) {
    ASSERT_EQ(WhyRefused(server.Activate(RequestBy("ann"), weight)), "");
  }
  EXPECT_EQ(ReasonOf(server.Activate(RequestBy("ann"), 99)), Reason::kTooManyPending);
}

TEST_F(ApprovalTest, AnApprovalIsDoneOnce) {
  Running& server = Start(1);
  const std::string id = server.Activate(RequestBy("ann", "r1"), 2).activation.pending_id();
  const ChangeAnswer first = server.Approve(RequestBy("ben", "r1"), id);
  const ChangeAnswer again = server.Approve(RequestBy("ben", "r1"), id);
  EXPECT_TRUE(again.is_repeated);
  EXPECT_EQ(again.activation.id(), first.activation.id());
}

}  // namespace
}  // namespace bellwether
