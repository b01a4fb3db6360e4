#include "clients/cpp/status.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

template <typename Detail>
grpc::Status WithDetail(grpc::StatusCode code, const Detail& detail) {
  google::rpc::Status rich;
  rich.set_code(code);
  rich.add_details()->PackFrom(detail);
  return grpc::Status(code, "no", rich.SerializeAsString());
}

TEST(Status, KeepsCodeAndMessage) {
  const absl::Status status = ToAbslStatus({grpc::StatusCode::NOT_FOUND, "no such pack"});
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "no such pack");
  EXPECT_TRUE(ToAbslStatus(grpc::Status::OK).ok());
}

TEST(Status, BadRequestIsViolationsWithPathsOfTheAccount) {
  google::rpc::BadRequest details;
  auto& first = *details.add_field_violations();
  first.set_field("account.signals.nps");
  first.set_reason("OUT_OF_RANGE");
  first.set_description("170 is too much");
  details.add_field_violations()->set_field("options.as_of");
  details.add_field_violations()->set_field("account");
  const auto violations = ViolationsOf(WithDetail(grpc::StatusCode::INVALID_ARGUMENT, details));
  ASSERT_EQ(violations.size(), 3U);
  EXPECT_EQ(violations[0].path, "signals.nps");
  EXPECT_EQ(violations[0].reason, "OUT_OF_RANGE");
  EXPECT_EQ(violations[0].message, "170 is too much");
  EXPECT_EQ(violations[1].path, "as_of");
  EXPECT_EQ(violations[2].path, "");
}

TEST(Status, PreconditionFailureIsViolations) {
  google::rpc::PreconditionFailure details;
  auto& one = *details.add_violations();
  one.set_type("REQUIRED_BUT_MISSING");
  one.set_subject("signals.nps");
  one.set_description("is needed");
  const auto violations = ViolationsOf(WithDetail(grpc::StatusCode::FAILED_PRECONDITION, details));
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].path, "signals.nps");
  EXPECT_EQ(violations[0].reason, "REQUIRED_BUT_MISSING");
}

TEST(Status, PassesOverWhatItCannotRead) {
  EXPECT_TRUE(
      ViolationsOf({grpc::StatusCode::INVALID_ARGUMENT, "no", "\xff not a message"}).empty());
  EXPECT_TRUE(ViolationsOf({grpc::StatusCode::INVALID_ARGUMENT, "no"}).empty());
  EXPECT_TRUE(ViolationsOf(WithDetail(grpc::StatusCode::INVALID_ARGUMENT, google::rpc::ErrorInfo()))
                  .empty());
}

}  // namespace
}  // namespace bellwether
