// What is unpacked is bounded, whatever the bytes say.
#include "server/http/gzip.h"

#include <string>

#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

TEST(GzipTest, GoesThereAndBack) {
  for (const std::string& text : {std::string(), std::string("{}"), std::string(1 << 20, 'a')}) {
    const auto unpacked = Gunzip(Gzip(text), 1 << 20);
    ASSERT_TRUE(unpacked.ok());
    EXPECT_EQ(*unpacked, text);
  }
}

TEST(GzipTest, ABombIsNotUnpacked) {
  const std::string bomb = Gzip(std::string(64 << 20, ' '));
  EXPECT_LT(bomb.size(), size_t{1} << 20);
  EXPECT_EQ(Gunzip(bomb, 1 << 20).status().code(), absl::StatusCode::kResourceExhausted);
}

TEST(GzipTest, TheBoundIsTheBound) {
  const std::string packed = Gzip(std::string(1000, 'a'));
  EXPECT_TRUE(Gunzip(packed, 1000).ok());
  EXPECT_FALSE(Gunzip(packed, 999).ok());
  EXPECT_TRUE(Gunzip(Gzip(""), 0).ok());
  EXPECT_FALSE(Gunzip(Gzip("a"), 0).ok());
}

TEST(GzipTest, WhatIsNoGzipIsRefused) {
  std::string cut = Gzip("a message that is long enough to be cut");
  const std::string twice = cut + cut;
  std::string broken = cut;
  broken[broken.size() - 6] ^= 1;  // of the checksum
  cut.resize(cut.size() - 1);
  for (const std::string& bytes : {std::string("{}"), std::string(), cut, twice, broken}) {
    EXPECT_EQ(Gunzip(bytes, 1000).status().code(), absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace bellwether::http
