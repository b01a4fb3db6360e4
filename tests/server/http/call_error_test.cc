// Errors as clients of both protocols read them.
#include "server/http/call_error.h"

#include <string>

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

using ::testing::HasSubstr;

grpc::Status WithDetails() {
  google::rpc::Status status;
  google::rpc::ErrorInfo info;
  info.set_reason("TOO_MANY");
  status.add_details()->PackFrom(info);
  google::protobuf::Any* const unknown = status.add_details();
  unknown->set_type_url("type.googleapis.com/no.Such");
  unknown->set_value("\x01");
  return {grpc::StatusCode::RESOURCE_EXHAUSTED, "too many", status.SerializeAsString()};
}

TEST(CallErrorTest, EveryCodeHasANameAndAStatus) {
  EXPECT_EQ(ConnectCode(grpc::StatusCode::CANCELLED), "canceled");
  EXPECT_EQ(HttpStatus(grpc::StatusCode::CANCELLED), 499);
  for (int code = 1; code <= 16; ++code) {
    const auto each = static_cast<grpc::StatusCode>(code);
    EXPECT_GE(HttpStatus(each), 400);
    EXPECT_NE(ConnectCode(each), "");
    if (each != grpc::StatusCode::UNKNOWN) {
      EXPECT_NE(ConnectCode(each), "unknown") << code;
    }
  }
}

TEST(CallErrorTest, JsonHasTheDetails) {
  const MessageCodec codec;
  EXPECT_EQ(ErrorJson(WithDetails(), codec),
            R"({"code":"resource_exhausted","message":"too many","details":[)"
            R"({"type":"google.rpc.ErrorInfo","value":"CghUT09fTUFOWQ","debug":{"reason":"TOO_MANY"}},)"
            R"({"type":"no.Such","value":"AQ"}]})");
  EXPECT_EQ(ErrorJson({grpc::StatusCode::INTERNAL, ""}, codec), R"({"code":"internal"})");
  EXPECT_THAT(ErrorJson({grpc::StatusCode::INTERNAL, "a\"\n\xff"}, codec), HasSubstr(R"(a\"\n)"));
  EXPECT_EQ(ErrorJson({grpc::StatusCode::INTERNAL, "", "no message"}, codec), R"({"code":"internal"})");
}

TEST(CallErrorTest, TheEndOfAStream) {
  const MessageCodec codec;
  EXPECT_EQ(EndOfStreamJson(grpc::Status::OK, {}, codec), "{}");
  EXPECT_EQ(EndOfStreamJson({grpc::StatusCode::ABORTED, "no"}, {{"x", "1"}, {"x", "2"}, {"b-bin", "\x01"}}, codec),
            R"({"error":{"code":"aborted","message":"no"},"metadata":{"x":["1","2"],"b-bin":["AQ"]}})");
}

TEST(CallErrorTest, TrailersOfGrpcWeb) {
  EXPECT_EQ(GrpcWebTrailers(grpc::Status::OK, {{"x", "1"}}), "grpc-status: 0\r\nx: 1\r\n");
  EXPECT_EQ(GrpcWebTrailers({grpc::StatusCode::NOT_FOUND, "100%\r\nü"}, {}),
            "grpc-status: 5\r\ngrpc-message: 100%25%0d%0a%c3%bc\r\n");
  EXPECT_THAT(GrpcWebTrailers(WithDetails(), {}), HasSubstr("grpc-status-details-bin: "));
}

}  // namespace
}  // namespace bellwether::http
