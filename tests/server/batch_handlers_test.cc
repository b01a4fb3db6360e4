// Batch and stream as functions: no network.
#include <string>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "server/rpc/status_map.h"
#include "tests/server/batch_frames.h"
#include "tests/server/error_details.h"
#include "tests/server/handlers_fixture.h"

namespace bellwether {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BatchHandlersTest : public HandlersTest {
 protected:
  grpc::Status Batch(const v1::EvaluateBatchRequest& request) {
    return EvaluateFrames(request, batch_, [&](const auto& frame, auto& answer) {
      return Ask(handlers_.evaluate_batch, frame, answer);
    });
  }
  grpc::Status Batch(const std::string& request) {
    return Batch(Parse<v1::EvaluateBatchRequest>(request));
  }
  grpc::Status Stream(const std::string& request) {
    return Ask(handlers_.stream_evaluate, request, streamed_);
  }
  // What the unary call says to one account: as a batch item, but with pack and as_of.
  v1::BatchItem Unary(const v1::Account& account, const v1::EvaluationOptions& options) {
    v1::EvaluateRequest request;
    *request.mutable_account() = account;
    *request.mutable_options() = options;
    v1::EvaluateResponse response;
    const grpc::Status status = Ask(handlers_.evaluate, request, response);
    v1::BatchItem item;
    if (status.ok()) {
      *item.mutable_evaluation() = response.evaluation();
    } else {
      ErrorToProto(status, *item.mutable_error());
    }
    return item;
  }

  v1::EvaluateBatchResponse batch_;
  v1::StreamEvaluateResponse streamed_;
};

constexpr char kMixed[] = R"(
    accounts { id: "acme" stage: "onboarding"
               signals { name: "usage" number: 0.9 } signals { name: "nps" number: 40 } }
    accounts { stage: "onbording" signals { name: "usage" number: 1.5 }
               kickoff_at { date { year: 2026 month: 2 day: 31 } } }
    accounts { id: "late" stage: "onboarding" signals { name: "usage" number: 0.1 } }
    accounts { id: "zoned" time_zone: "Asia/Tokyo" }
    options { as_of { date { year: 2026 month: 1 day: 2 } }
              explanation: EXPLANATION_LEVEL_SUMMARY })";

// A frame reads what a client writes as long as numbers and kinds agree; messages stand there as
// bytes.
void ExpectFrameOf(const google::protobuf::Descriptor& message,
                   const google::protobuf::Descriptor& frame) {
  using google::protobuf::FieldDescriptor;
  ASSERT_EQ(frame.field_count(), message.field_count());
  for (int i = 0; i < frame.field_count(); ++i) {
    const FieldDescriptor& field = *frame.field(i);
    const FieldDescriptor* meant = message.FindFieldByNumber(field.number());
    ASSERT_NE(meant, nullptr) << field.full_name();
    EXPECT_EQ(field.name(), meant->name());
    EXPECT_EQ(field.is_repeated(), meant->is_repeated()) << field.full_name();
    ASSERT_EQ(meant->type(), FieldDescriptor::TYPE_MESSAGE) << field.full_name();
    if (field.type() == FieldDescriptor::TYPE_BYTES) continue;
    EXPECT_EQ(field.message_type(), meant->message_type()) << field.full_name();
  }
}

TEST(BatchFrameTest, IsTheMessageOnTheWire) {
  ExpectFrameOf(*v1::EvaluateBatchRequest::descriptor(), *server::BatchRequestFrame::descriptor());
  ExpectFrameOf(*v1::EvaluateBatchResponse::descriptor(),
                *server::BatchResponseFrame::descriptor());
}

TEST_F(BatchHandlersTest, SaysOfEachAccountWhatTheUnaryCallSays) {
  Publish(SmallPack());
  ASSERT_TRUE(Batch(kMixed).ok());
  EXPECT_EQ(batch_.pack().name(), "small");
  EXPECT_EQ(batch_.as_of().seconds(), 1'767'312'000);
  const auto request = Parse<v1::EvaluateBatchRequest>(kMixed);
  ASSERT_EQ(batch_.items_size(), request.accounts_size());
  for (int i = 0; i < batch_.items_size(); ++i) {
    v1::BatchItem item = batch_.items(i);
    if (item.has_evaluation()) {
      EXPECT_FALSE(item.evaluation().has_pack());
      *item.mutable_evaluation()->mutable_pack() = batch_.pack();
      if (!item.evaluation().has_as_of()) {
        *item.mutable_evaluation()->mutable_as_of() = batch_.as_of();
      }
    }
    EXPECT_TRUE(MessageDifferencer::Equals(item, Unary(request.accounts(i), request.options())))
        << item.DebugString();
  }
  EXPECT_EQ(batch_.items(1).error().code(), static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
}

// S4: a date begins when the account's day begins; most accounts need not repeat it.
TEST_F(BatchHandlersTest, RepeatsAsOfOnlyWhereTheDayBeginsAtAnotherMoment) {
  Publish(SmallPack());
  ASSERT_TRUE(Batch(kMixed).ok());
  EXPECT_FALSE(batch_.items(0).evaluation().has_as_of());
  EXPECT_EQ(batch_.items(3).evaluation().as_of().seconds(), 1'767'312'000 - 9 * 3600);
}

TEST_F(BatchHandlersTest, NamesRequiredSignalsOfEachAccount) {
  Publish(DemandingPack());
  ASSERT_TRUE(Batch(R"(accounts { id: "a" }
                       accounts { id: "b" signals { name: "contract" number: 5 } })")
                  .ok());
  EXPECT_EQ(batch_.items(0).error().code(),
            static_cast<int>(grpc::StatusCode::FAILED_PRECONDITION));
  EXPECT_EQ(batch_.items(1).evaluation().health(0).score().value(), 50);
}

TEST_F(BatchHandlersTest, RefusesBytesThatAreNoAccountAndAnswersTheRest) {
  Publish(SmallPack());
  server::BatchRequestFrame request;
  request.add_accounts("\x0a\xff");  // an id of 255 bytes, of which none is there
  request.add_accounts(Parse<v1::Account>("id: 'b'").SerializeAsString());
  server::BatchResponseFrame response;
  ASSERT_TRUE(Ask(handlers_.evaluate_batch, request, response).ok());
  v1::EvaluateBatchResponse answer;
  ASSERT_TRUE(answer.ParseFromString(response.SerializeAsString()));
  EXPECT_EQ(answer.items(0).error().code(), static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  EXPECT_THAT(answer.items(0).error().message(), HasSubstr("the bytes are no account"));
  EXPECT_EQ(answer.items(1).evaluation().account_id(), "b");
}

TEST_F(BatchHandlersTest, AnswersAnEmptyBatchWithAnEmptyList) {
  Publish(SmallPack());
  ASSERT_TRUE(Batch("").ok());
  EXPECT_EQ(batch_.items_size(), 0);
  EXPECT_EQ(batch_.pack().version(), "1.2.3");
  EXPECT_EQ(batch_.as_of().seconds(), kReceived);
}

TEST_F(BatchHandlersTest, ChecksTheOptionsOnceForAll) {
  Publish(SmallPack());
  const grpc::Status status = Batch(R"(accounts { id: "a" } accounts {}
      options { as_of { date { year: 1066 month: 10 day: 14 } } benchmark_set: "XX" })");
  EXPECT_THAT(FieldsOf(status),
              ElementsAre("options.as_of OUT_OF_RANGE", "options.benchmark_set UNKNOWN_NAME"));
  EXPECT_EQ(batch_.items_size(), 0);
}

TEST_F(BatchHandlersTest, TakesAsManyAccountsAsTheLimitAndNoMore) {
  Publish(SmallPack());
  v1::EvaluateBatchRequest request;
  for (uint32_t i = 0; i < Limits{}.max_batch_accounts; ++i) {
    request.add_accounts()->set_id(std::to_string(i));
  }
  ASSERT_TRUE(Batch(request).ok());
  EXPECT_EQ(batch_.items(999).evaluation().account_id(), "999");
  request.add_accounts()->set_id("one too many");
  const grpc::Status status = Batch(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info.metadata().at("limit"), "max_batch_accounts");
  EXPECT_EQ(info.metadata().at("value"), "1000");
}

// The function itself, without the look at the deadline that every call begins with.
TEST_F(BatchHandlersTest, LooksAtTheDeadlineBetweenAccounts) {
  Publish(SmallPack());
  CallContext call{"EvaluateBatch", absl::UnixEpoch(), absl::Now(), workspace_};
  const grpc::Status status = EvaluateFrames(
      Parse<v1::EvaluateBatchRequest>(kMixed), batch_, [&](const auto& frame, auto& answer) {
        return EvaluateBatch({packs_, Limits{}, log_}, call, frame, answer);
      });
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_THAT(status.error_message(), HasSubstr("0 of 4 accounts"));
}

TEST_F(BatchHandlersTest, KnowsPacksAsTheUnaryCallDoes) {
  EXPECT_EQ(Batch(kMixed).error_code(), grpc::StatusCode::UNAVAILABLE);
  Publish(SmallPack());
  EXPECT_EQ(Batch("options { pack: 'ffffffff0' }").error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(BatchHandlersTest, StreamsAnAnswerOrAnErrorForEachMessage) {
  Publish(SmallPack());
  ASSERT_TRUE(Stream(R"(account { id: "acme" stage: "onboarding"
      signals { name: "usage" number: 0.9 } signals { name: "nps" number: 40 } }
      options { as_of { time { seconds: 1767312000 } } })")
                  .ok());
  EXPECT_EQ(streamed_.evaluation().health(0).score().value(), 85);
  EXPECT_EQ(streamed_.evaluation().pack().name(), "small");
  EXPECT_EQ(streamed_.evaluation().as_of().seconds(), 1'767'312'000);
  ASSERT_TRUE(Stream("").ok());
  EXPECT_EQ(streamed_.error().code(), static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  EXPECT_THAT(streamed_.error().message(), HasSubstr("the request has no account"));
  ASSERT_TRUE(Stream("account { id: 'a' } options { pack: 'ffffffff0' }").ok());
  EXPECT_EQ(streamed_.error().code(), static_cast<int>(grpc::StatusCode::NOT_FOUND));
}

TEST_F(BatchHandlersTest, EndsAStreamWhoseDeadlinePassed) {
  Publish(SmallPack());
  deadline_ = absl::UnixEpoch();
  EXPECT_EQ(Stream("account { id: 'a' }").error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
}

}  // namespace
}  // namespace bellwether
