#include "server/rpc/status_map.h"

#include <memory>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "spdlog/sinks/ostream_sink.h"
#include "tests/server/error_details.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Le;
using ::testing::Not;

TEST(InvalidRequestTest, ListsEveryProblemUnderItsFieldOfTheRequest) {
  const grpc::Status status = InvalidRequest({{"signals.nps", "OUT_OF_RANGE", "too much"},
                                              {"as_of", "OUT_OF_RANGE", "too late"},
                                              {"benchmark_set", "UNKNOWN_NAME", "no such set"},
                                              {"options.explanation", "UNKNOWN_VALUE", "what?"},
                                              {"model", "UNKNOWN_NAME", "no such model"},
                                              {"", "SYNTAX", "all of it"}},
                                             Limits{});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status),
              ElementsAre("account.signals.nps OUT_OF_RANGE", "options.as_of OUT_OF_RANGE",
                          "options.benchmark_set UNKNOWN_NAME", "options.explanation UNKNOWN_VALUE",
                          "model UNKNOWN_NAME", "account SYNTAX"));
  EXPECT_THAT(status.error_message(),
              HasSubstr("6 problems with the request; the first: account.signals.nps: too much"));
}

TEST(InvalidRequestTest, SaysASingleProblemPlainly) {
  EXPECT_EQ(InvalidRequest({{"id", "MISSING_FIELD", "every account needs one"}}, Limits{})
                .error_message(),
            "account.id: every account needs one");
}

TEST(InvalidRequestTest, StaysSmallEnoughForTrailersAndCountsTheRest) {
  const std::vector<Violation> many(300,
                                    {"signals.some_name", "OUT_OF_RANGE", std::string(150, 'x')});
  const grpc::Status status = InvalidRequest(many, Limits{});
  EXPECT_THAT(status.error_details().size() + status.error_message().size(), Le(6'000u));
  const auto details = DetailOf<google::rpc::BadRequest>(status);
  const int listed = details.field_violations_size() - 1;
  EXPECT_THAT(details.field_violations(listed).description(),
              HasSubstr(std::to_string(300 - listed) + " more problems"));
  EXPECT_EQ(details.field_violations(listed).reason(), "MORE_PROBLEMS");
}

TEST(InvalidRequestTest, CutsLongMessagesBetweenCharacters) {
  std::string text;
  while (text.size() < 2'000) text += "ü";
  const grpc::Status status = InvalidRequest({{"id", "TOO_LONG", "x" + text}}, Limits{});
  EXPECT_THAT(status.error_message().size(), Le(600u));
  EXPECT_THAT(status.error_message(), HasSubstr("ü…"));
}

TEST(InvalidRequestTest, NamesAnExceededLimitAndItsValue) {
  const grpc::Status status = InvalidRequest(
      {{"milestones", "TOO_LARGE", "201 milestones (max_account_milestones)"}}, Limits{});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info.reason(), "LIMIT_EXCEEDED");
  EXPECT_EQ(info.metadata().at("limit"), "max_account_milestones");
  EXPECT_EQ(info.metadata().at("value"), "200");
  EXPECT_THAT(FieldsOf(status), ElementsAre("account.milestones TOO_LARGE"));
}

TEST(MissingRequiredTest, NamesEachValue) {
  const grpc::Status status =
      MissingRequired({{"signals.contract", "REQUIRED_BUT_MISSING", "the pack needs it"}});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  const auto details = DetailOf<google::rpc::PreconditionFailure>(status);
  ASSERT_EQ(details.violations_size(), 1);
  EXPECT_EQ(details.violations(0).type(), "REQUIRED_BUT_MISSING");
  EXPECT_EQ(details.violations(0).subject(), "account.signals.contract");
}

TEST(UnknownPackTest, SaysWhatIsAvailable) {
  const grpc::Status status = UnknownPack("deadbeef", "1a2b3c4d5e6f");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("available"), "1a2b3c4d5e6f");
}

TEST(NoPackYetTest, InvitesToTryAgain) {
  const grpc::Status status = NoPackYet();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(DetailOf<google::rpc::RetryInfo>(status).retry_delay().seconds(), 1);
}

TEST(LimitExceededTest, NamesTheLimit) {
  const grpc::Status status = LimitExceeded("max_calls_in_flight", 7, "too many");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).metadata().at("value"), "7");
}

TEST(ErrorToProtoTest, KeepsCodeMessageAndDetails) {
  const grpc::Status error =
      InvalidRequest({{"signals.nps", "OUT_OF_RANGE", "too much"}}, Limits{});
  google::rpc::Status message;
  ErrorToProto(error, message);
  EXPECT_EQ(message.code(), static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  EXPECT_EQ(message.message(), error.error_message());
  EXPECT_EQ(message.SerializeAsString(), error.error_details());
}

TEST(ErrorToProtoTest, MakesDoWithoutDetails) {
  google::rpc::Status message;
  message.add_details();
  ErrorToProto(DeadlinePassed(3, 7), message);
  EXPECT_EQ(message.code(), static_cast<int>(grpc::StatusCode::DEADLINE_EXCEEDED));
  EXPECT_THAT(message.message(), HasSubstr("3 of 7 accounts"));
  EXPECT_EQ(message.details_size(), 0);
}

TEST(InternalErrorTest, TellsTheReasonToTheLogAlone) {
  std::ostringstream written;
  Logger log(LogLevel::kInfo, LogFormat::kText,
             std::make_shared<spdlog::sinks::ostream_sink_mt>(written));
  const grpc::Status status = InternalError(log, "Service/Method", "secret reason");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  const std::string id = DetailOf<google::rpc::ErrorInfo>(status).metadata().at("id");
  EXPECT_THAT(status.error_message(), HasSubstr(id));
  EXPECT_THAT(status.error_message(), Not(HasSubstr("secret")));
  EXPECT_THAT(written.str(), HasSubstr("id=" + id));
  EXPECT_THAT(written.str(), HasSubstr("secret reason"));
}

TEST(StatusCodeNameTest, KnowsTheCodes) {
  EXPECT_EQ(StatusCodeName(grpc::StatusCode::OK), "OK");
  EXPECT_EQ(StatusCodeName(grpc::StatusCode::UNAUTHENTICATED), "UNAUTHENTICATED");
}

}  // namespace
}  // namespace bellwether
