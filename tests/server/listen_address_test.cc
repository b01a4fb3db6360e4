#include "server/settings/listen_address.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

enum class Verdict { kGood, kInsecure, kMalformed };

struct AddressCase {
  const char* name;
  const char* address;
  Verdict verdict;
};

constexpr AddressCase kCases[] = {
    {"Loopback4", "127.0.0.1:50051", Verdict::kGood},
    {"Loopback4Other", "127.8.9.10:0", Verdict::kGood},
    {"Loopback6", "[::1]:50051", Verdict::kGood},
    {"Localhost", "localhost:0", Verdict::kGood},
    {"Unix", "unix:/run/bellwether.sock", Verdict::kGood},
    {"Any4", "0.0.0.0:50051", Verdict::kInsecure},
    {"Any6", "[::]:50051", Verdict::kInsecure},
    {"NameLikeLoopback", "127.example.com:50051", Verdict::kInsecure},
    {"Name", "scores.example.com:50051", Verdict::kInsecure},
    {"NoPort", "127.0.0.1", Verdict::kMalformed},
    {"EmptyHost", ":50051", Verdict::kMalformed},
    {"PortTooLarge", "127.0.0.1:65536", Verdict::kMalformed},
    {"PortIsText", "127.0.0.1:grpc", Verdict::kMalformed},
    {"Bare6", "::1", Verdict::kMalformed},
    {"Empty", "", Verdict::kMalformed},
};

class ListenAddressTest : public ::testing::TestWithParam<AddressCase> {};

TEST_P(ListenAddressTest, IsJudged) {
  const absl::Status status = CheckListenAddress(GetParam().address, "TLS");
  const absl::Status allowed = CheckListenAddress(GetParam().address, "");
  EXPECT_EQ(status.ok(), GetParam().verdict == Verdict::kGood) << status;
  EXPECT_EQ(allowed.ok(), GetParam().verdict != Verdict::kMalformed) << allowed;
  if (GetParam().verdict == Verdict::kInsecure) {
    EXPECT_THAT(std::string(status.message()), HasSubstr("--insecure-listen"));
  }
}

INSTANTIATE_TEST_SUITE_P(All, ListenAddressTest, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(CheckMetricsAddressTest, TakesWhatStaysOnThisMachineOrIsAllowed) {
  for (const char* good : {"", "127.0.0.1:9464", "localhost:0"}) {
    EXPECT_TRUE(CheckMetricsAddress(good, false).ok()) << good;
  }
  const absl::Status open = CheckMetricsAddress("0.0.0.0:9464", false);
  EXPECT_THAT(std::string(open.message()), HasSubstr("--insecure-metrics-listen"));
  EXPECT_TRUE(CheckMetricsAddress("0.0.0.0:9464", true).ok());
  for (const char* bad :
       {"9464", ":9464", "127.0.0.1", "127.0.0.1:http", "127.0.0.1:65536", "unix:/run/metrics.sock",
        "[::1]:9464", "127.0.0.1:9464,127.0.0.1:9465"}) {
    EXPECT_FALSE(CheckMetricsAddress(bad, true).ok()) << bad;
  }
}

TEST(WithPortTest, PutsTheChosenPortInPlace) {
  EXPECT_EQ(WithPort("127.0.0.1:0", 4711), "127.0.0.1:4711");
  EXPECT_EQ(WithPort("[::1]:0", 4711), "[::1]:4711");
  EXPECT_EQ(WithPort("unix:/run/b.sock", 1), "unix:/run/b.sock");
}

}  // namespace
}  // namespace bellwether
