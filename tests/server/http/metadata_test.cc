// Which headers become metadata, and what of metadata clients are told.
#include "server/http/metadata.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(MetadataTest, HeadersOfACallerPass) {
  const auto metadata = ToMetadata({{"authorization", "Bearer bwt_x"},
                                    {"x-request-id", "7"},
                                    {"x-many", "a"},
                                    {"x-many", "b, c"},
                                    {"data-bin", "AP8"},
                                    {"data-bin", "AQ==, Ag"}});
  ASSERT_TRUE(metadata.ok());
  EXPECT_THAT(*metadata,
              ElementsAre(Pair("authorization", "Bearer bwt_x"), Pair("x-request-id", "7"),
                          Pair("x-many", "a"), Pair("x-many", "b, c"),
                          Pair("data-bin", std::string("\0\xff", 2)), Pair("data-bin", "\x01"),
                          Pair("data-bin", "\x02")));
}

TEST(MetadataTest, WhatBelongsToHttpAndToProtocolsStays) {
  for (const char* const name :
       {"host", "cookie", "origin", "content-type", "content-length", "te", "connection",
        "transfer-encoding", "user-agent", "connect-timeout-ms", "connect-protocol-version",
        "grpc-timeout", "grpc-status", "grpc-internal-encoding-request", "sec-fetch-site",
        "x!odd", "x~odd"}) {
    const auto metadata = ToMetadata({{name, "1"}});
    ASSERT_TRUE(metadata.ok()) << name;
    EXPECT_TRUE(metadata->empty()) << name;
  }
}

TEST(MetadataTest, WhatGrpcCannotHoldIsRefused) {
  EXPECT_FALSE(ToMetadata({{"x-name", "ümlaut"}}).ok());
  EXPECT_FALSE(ToMetadata({{"x-name", "a\tb"}}).ok());
  EXPECT_FALSE(ToMetadata({{"data-bin", "?"}}).ok());
}

TEST(MetadataTest, AnswersAreTold) {
  Headers headers;
  AppendHeaders({{"x-request-id", "7"}, {"data-bin", std::string("\0\xff", 2)}}, "trailer-", headers);
  EXPECT_THAT(headers, ElementsAre(Pair("trailer-x-request-id", "7"), Pair("trailer-data-bin", "AP8")));
}

TEST(MetadataTest, NoAnswerSetsWhatIsHttps) {
  Headers headers;
  AppendHeaders({{"content-length", "0"}, {"grpc-status", "0"}, {"set-cookie", "a=b"}, {"x", "a\r\nb: c"}},
                "", headers);
  EXPECT_TRUE(headers.empty());
}

}  // namespace
}  // namespace bellwether::http
