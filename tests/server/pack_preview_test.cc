// Previews as functions: an impact as the engine has it, refusals, and what ends a preview early.
#include "server/rpc/pack_preview.h"

#include <memory>
#include <string>
#include <vector>

#include "engine/impact/comparer.h"
#include "engine/impact/tally.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "protos/wire/impact.h"
#include "protos/wire/wire.h"
#include "tests/server/error_details.h"
#include "tests/server/rules_fixture.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class PackPreviewTest : public RulesTest {
 protected:
  // A whole stream, message by message.
  grpc::Status Preview(const std::vector<v1::PreviewPackRequest>& messages,
                       const Stop& stop = Stop()) {
    parts_.clear();
    const auto upload = Rules().preview_pack();
    CallContext call{"PreviewPack", received_, absl::InfiniteFuture(), workspace_};
    const auto take = [this](const v1::PreviewPackResponse& part) { parts_.push_back(part); };
    for (const v1::PreviewPackRequest& message : messages) {
      grpc::Status status = upload->Take(call, message);
      if (status.ok()) status = upload->WorkOfMessage()(stop, take);
      if (!status.ok() || upload->is_over()) return status;
    }
    LongWork<v1::PreviewPackResponse> work;
    const grpc::Status status = upload->Finish(call, work);
    return status.ok() ? work(stop, take) : status;
  }

  static v1::PreviewPackRequest Question(const std::string& to = HeavierPack()) {
    v1::PreviewPackRequest request;
    *request.mutable_to() = SourceOf(to);
    return request;
  }
  static v1::PreviewPackRequest With(const std::vector<v1::Account>& accounts) {
    v1::PreviewPackRequest request;
    for (const v1::Account& account : accounts) *request.add_accounts() = account;
    return request;
  }

  std::vector<v1::PreviewPackResponse> parts_;
};

TEST_F(PackPreviewTest, TheImpactIsThatOfTheEngine) {
  const std::vector<v1::Account> accounts = {AccountNamed("a", 0.9, 10), AccountNamed("b", 0.1, 50),
                                             AccountNamed("c", 0.5, 25)};
  ASSERT_TRUE(Preview({Question(), With({accounts[0], accounts[1]}), With({accounts[2]})}).ok());
  const auto heavier = PlanOf(HeavierPack());
  const impact::PackPair pair(plan(), *heavier);
  BindOptions bind;
  bind.as_of = Moment::Instant(received_);
  impact::Comparer comparer(pair, bind, Limits{});
  impact::Tally tally(pair, 10);
  for (const v1::Account& message : accounts) {
    Account account;
    std::vector<Violation> violations;
    wire::AccountFromProto(message, account, violations);
    impact::AccountChange change;
    ASSERT_TRUE(comparer.Compare(account, change));
    tally.Add(change);
  }
  v1::Impact expected;
  wire::ImpactToProto(pair.names(), tally.Finish(), expected);
  ASSERT_THAT(parts_, SizeIs(5));  // head, three messages, impact
  v1::Impact impact = parts_.back().impact();
  EXPECT_EQ(impact.from().digest(), plan().digest);
  EXPECT_EQ(impact.to().digest(), heavier->digest);
  EXPECT_TRUE(impact.has_as_of());
  ASSERT_GT(impact.rules_size(), 2);
  EXPECT_EQ(impact.rules(0).rule(), "component.onboarding.nps");
  EXPECT_EQ(impact.rules(0).holds(), 3);
  EXPECT_EQ(impact.rules(0).location().file(), "pack.yaml");
  impact.clear_from();
  impact.clear_to();
  impact.clear_as_of();
  impact.clear_rules();
  EXPECT_TRUE(MessageDifferencer::Equals(impact, expected)) << impact.DebugString();
  EXPECT_EQ(impact.accounts().compared(), 3);
  EXPECT_GT(impact.accounts().changed(), 0);
  EXPECT_EQ(parts_[0].head().from().digest(), plan().digest);
  EXPECT_EQ(parts_[3].progress().accounts(), 3);
}

// An account that a pack refuses has an error of its own, and the rest counts.
TEST_F(PackPreviewTest, RefusedAccountsAreNamedAndTheRestIsCompared) {
  const std::string without_nps = absl::StrReplaceAll(
      SmallPack(), {{"  nps: {type: number, min: -100, max: 100}\n",
                     "  other: {type: number, min: 0, "
                     "max: 9}\n"},
                    {"      nps: {weight: 1, of: nps, linear: {from: 0, to: 50}}\n", ""}});
  v1::Account strange = AccountNamed("strange", 0.5, 20);
  strange.add_signals()->set_name("unheard_of");
  v1::Account wrong = AccountNamed("wrong", 7, 20);
  v1::Account other = AccountNamed("other", 0.5, 20);
  other.mutable_signals(1)->set_name("other");
  other.mutable_signals(1)->set_number(99);  // beyond what the new pack allows
  ASSERT_TRUE(
      Preview({Question(without_nps), With({AccountNamed("good", 0.5, 20), strange, wrong, other})})
          .ok());
  const v1::PreviewProgress& progress = parts_[2].progress();
  EXPECT_EQ(progress.accounts(), 4);
  ASSERT_THAT(progress.refused(), SizeIs(3));
  EXPECT_EQ(progress.refused(0).index(), 1);
  EXPECT_EQ(progress.refused(0).account_id(), "strange");
  EXPECT_EQ(progress.refused(0).error().code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(progress.refused(1).error().message(), HasSubstr("account.signals.usage"));
  EXPECT_THAT(progress.refused(2).error().message(), HasSubstr("the new pack alone refuses it"));
  const v1::ImpactCounts& counts = parts_.back().impact().accounts();
  EXPECT_EQ(counts.compared(), 1);
  EXPECT_EQ(counts.refused_by_both(), 2);
  EXPECT_EQ(counts.refused_by_new(), 1);
}

TEST_F(PackPreviewTest, BothPacksBrokenHaveAllTheirDiagnostics) {
  v1::PreviewPackRequest question = Question("pack: x\nnonsense: 1\n");
  *question.mutable_from() = SourceOf(BrokenPack());
  ASSERT_TRUE(Preview({question, With({AccountNamed("a", 0.9, 10)})}).ok());
  ASSERT_THAT(parts_, SizeIs(1));
  const v1::PreviewProblems& problems = parts_[0].problems();
  EXPECT_EQ(DiagnosticOf(problems.from(), "unknown-key").line(), 6);
  EXPECT_EQ(DiagnosticOf(problems.to(), "unknown-key").line(), 2);
}

TEST_F(PackPreviewTest, SaysAllProblemsOfTheFirstMessageAtOnce) {
  v1::PreviewPackRequest question;
  question.mutable_from()->mutable_files();
  question.set_top(1'001);
  question.mutable_options()->set_pack(plan().digest);
  question.mutable_options()->set_explanation(v1::EXPLANATION_LEVEL_FULL);
  EXPECT_THAT(FieldsOf(Preview({question})),
              ElementsAre("from.files.files MISSING_FIELD", "to MISSING_FIELD",
                          "options.explanation NOT_ALLOWED", "options.pack NOT_ALLOWED",
                          "top OUT_OF_RANGE"));
  EXPECT_THAT(FieldsOf(Preview({})), ElementsAre("to MISSING_FIELD"));
  EXPECT_THAT(FieldsOf(Preview({Question(), Question()})), ElementsAre("to NOT_ALLOWED"));
  question = Question();
  question.mutable_options()->set_benchmark_set("nobody");
  EXPECT_THAT(FieldsOf(Preview({question})), ElementsAre("options.benchmark_set UNKNOWN_NAME"));
  question = Question();
  question.mutable_from()->set_digest("00000000");
  EXPECT_EQ(Preview({question}).error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(PackPreviewTest, AccountsHaveLimits) {
  const auto limit = [](const grpc::Status& status) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    return DetailOf<google::rpc::ErrorInfo>(status).metadata().at("limit");
  };
  const std::vector<v1::Account> many(1'001, AccountNamed("a", 0.9, 10));
  EXPECT_EQ(limit(Preview({Question(), With(many)})), "max_message_accounts");
  max_preview_accounts_ = 2;
  const auto two = With({AccountNamed("a", 0.9, 10), AccountNamed("b", 0.9, 10)});
  EXPECT_TRUE(Preview({Question(), two}).ok());
  EXPECT_EQ(limit(Preview({Question(), two, With({AccountNamed("c", 0.9, 10)})})),
            "max_preview_accounts");
}

TEST_F(PackPreviewTest, StopsAtTheNextAccount) {
  int steps = 0;
  at_step_ = [&steps] { ++steps; };
  const Stop stop([&steps] { return steps == 3; });
  const std::vector<v1::Account> many(20, AccountNamed("a", 0.9, 10));
  ASSERT_TRUE(Preview({Question(), With(many)}, stop).ok());
  EXPECT_EQ(steps, 3);
  EXPECT_FALSE(parts_.back().has_impact());
}

}  // namespace
}  // namespace bellwether
