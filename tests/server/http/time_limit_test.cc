#include "server/http/time_limit.h"

#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

TEST(TimeLimitTest, OfConnect) {
  EXPECT_EQ(*ReadConnectTimeout("0"), absl::ZeroDuration());
  EXPECT_EQ(*ReadConnectTimeout("5000"), absl::Seconds(5));
  EXPECT_EQ(*ReadConnectTimeout("9999999999"), absl::Milliseconds(9'999'999'999));
  for (const char* const text : {"", " 5", "-5", "+5", "5.0", "5s", "0x5", "12345678901"}) {
    EXPECT_FALSE(ReadConnectTimeout(text).ok()) << text;
  }
}

TEST(TimeLimitTest, OfGrpc) {
  EXPECT_EQ(*ReadGrpcTimeout("1H"), absl::Hours(1));
  EXPECT_EQ(*ReadGrpcTimeout("2M"), absl::Minutes(2));
  EXPECT_EQ(*ReadGrpcTimeout("3S"), absl::Seconds(3));
  EXPECT_EQ(*ReadGrpcTimeout("4m"), absl::Milliseconds(4));
  EXPECT_EQ(*ReadGrpcTimeout("5u"), absl::Microseconds(5));
  EXPECT_EQ(*ReadGrpcTimeout("99999999n"), absl::Nanoseconds(99'999'999));
  for (const char* const text : {"", "S", "1", "1s", "1h", "-1S", "123456789S", "1.5S", "1 S"}) {
    EXPECT_FALSE(ReadGrpcTimeout(text).ok()) << text;
  }
}

}  // namespace
}  // namespace bellwether::http
