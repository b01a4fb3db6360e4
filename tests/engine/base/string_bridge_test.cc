#include "engine/base/string_bridge.h"

#include <gtest/gtest.h>

#include <string_view>

namespace bellwether {
namespace {

TEST(StringBridgeTest, ConvertsWithoutCopyingOrCutting) {
  const std::string_view text("a\0b", 3);
  const absl::string_view there = ToAbsl(text);
  EXPECT_EQ(there.data(), text.data());
  EXPECT_EQ(there.size(), 3u);
  EXPECT_EQ(ToStd(there), text);
  EXPECT_TRUE(ToStd(ToAbsl(std::string_view())).empty());
}

}  // namespace
}  // namespace bellwether
