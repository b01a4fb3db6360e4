// A segment with numbers of its own, and a number from a day on, give to the byte the explanations
// of a pack that has those numbers alone: alone, and in a batch. Columns are held against the unary
// call in columns_property_test.cc, with such packs too.
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "tests/server/batch_frames.h"
#include "tests/server/handlers_fixture.h"
#include "tests/server/random_columns.h"
#include "tests/server/variant_packs.h"

namespace bellwether {
namespace {

constexpr char kSegment[] = "enterprise";

using PlanPointer = std::shared_ptr<const Plan>;

v1::EvaluationOptions Options() {
  return Parse<v1::EvaluationOptions>(
      "as_of { date { year: 2026 month: 3 day: 1 } } explanation: EXPLANATION_LEVEL_FULL");
}

// All that is said of an account but which pack said it.
std::string Bytes(const grpc::Status& status, v1::Evaluation evaluation) {
  evaluation.clear_pack();
  evaluation.clear_as_of();
  return status.error_message() + status.error_details() + evaluation.SerializeAsString();
}

class VariantsPropertyTest : public HandlersTest, public ::testing::WithParamInterface<uint32_t> {
 protected:
  static constexpr size_t kAccounts = 60;

  std::vector<v1::Account> Accounts() const {
    return MakeRandomColumns(*DefaultPack(), kAccounts, GetParam()).accounts;
  }

  void Activate(const PlanPointer& plan) {
    packs_.Publish(std::make_shared<const Snapshot>(Snapshot{plan, absl::UnixEpoch(), "memory"}));
  }

  std::string Alone(const PlanPointer& plan, const v1::Account& account) {
    Activate(plan);
    v1::EvaluateRequest request;
    *request.mutable_account() = account;
    *request.mutable_options() = Options();
    v1::EvaluateResponse response;
    const grpc::Status status = Ask(handlers_.evaluate, request, response);
    return Bytes(status, response.evaluation());
  }

  std::vector<std::string> InABatch(const PlanPointer& plan,
                                    const std::vector<v1::Account>& accounts) {
    Activate(plan);
    v1::EvaluateBatchRequest request;
    *request.mutable_accounts() = {accounts.begin(), accounts.end()};
    *request.mutable_options() = Options();
    v1::EvaluateBatchResponse response;
    const grpc::Status status =
        EvaluateFrames(request, response, [&](const auto& frame, auto& answer) {
          return Ask(handlers_.evaluate_batch, frame, answer);
        });
    EXPECT_TRUE(status.ok()) << status.error_message();
    std::vector<std::string> answers;
    for (const v1::BatchItem& item : response.items()) {
      answers.push_back(item.has_evaluation() ? Bytes(grpc::Status::OK, item.evaluation()) : "");
    }
    return answers;
  }
};

TEST_P(VariantsPropertyTest, ASegmentIsAskedAsIfThePackHadItsNumbersAlone) {
  const PlanPointer by_segment = DefaultPackWithLess(kSegment), for_all = DefaultPackWithLess("");
  const std::vector<v1::Account> accounts = Accounts();
  const std::vector<std::string> in_a_batch = InABatch(by_segment, accounts);
  size_t of_segment = 0, differ = 0;
  for (size_t i = 0; i < accounts.size(); ++i) {
    // Whoever is in no segment is asked for it, since it decides which numbers count.
    if (accounts[i].segment().empty()) continue;
    const bool own = accounts[i].segment() == kSegment;
    const std::string expected = Alone(own ? for_all : DefaultPack(), accounts[i]);
    const std::string answer = Alone(by_segment, accounts[i]);
    ASSERT_EQ(answer, expected) << accounts[i].ShortDebugString();
    if (!in_a_batch[i].empty()) ASSERT_EQ(in_a_batch[i], answer);
    of_segment += own ? 1 : 0;
    differ += own && expected != Alone(DefaultPack(), accounts[i]) ? 1 : 0;
  }
  EXPECT_GT(of_segment, 3u);
  EXPECT_GT(differ, 0u);  // the numbers matter
}

TEST_P(VariantsPropertyTest, ADayIsAskedAsIfThePackHadItsNumbersAlone) {
  const PlanPointer begun = DefaultPackWithLessFrom("2026-03-01");
  const PlanPointer later = DefaultPackWithLessFrom("2026-03-02");
  const PlanPointer for_all = DefaultPackWithLess("");
  for (const v1::Account& account : Accounts()) {
    ASSERT_EQ(Alone(begun, account), Alone(for_all, account)) << account.ShortDebugString();
    ASSERT_EQ(Alone(later, account), Alone(DefaultPack(), account)) << account.ShortDebugString();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, VariantsPropertyTest, ::testing::Range(1u, 4u));

}  // namespace
}  // namespace bellwether
