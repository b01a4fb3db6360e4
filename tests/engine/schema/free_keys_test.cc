#include "engine/schema/free_keys.h"

#include <gtest/gtest.h>

namespace bellwether {
namespace {

TEST(FreeKeysTest, BeginWithXAndADash) {
  EXPECT_TRUE(IsFreeKey("x-common"));
  EXPECT_TRUE(IsFreeKey("x-"));
  for (const char* key : {"", "x", "xcommon", "X-common", "a-x-b", "x_common"}) {
    EXPECT_FALSE(IsFreeKey(key)) << key;
  }
}

TEST(FreeKeysTest, ASchemaLetsAnythingStandBelowThem) {
  Schema file = OfType(Schema::Type::kMapping);
  AllowFreeKeys(file);
  ASSERT_EQ(file.key_patterns.size(), 1u);
  EXPECT_EQ(file.key_patterns[0].pattern, "^x-");
  EXPECT_TRUE(file.key_patterns[0].value.types.empty());
  EXPECT_TRUE(file.other_keys.empty());
}

}  // namespace
}  // namespace bellwether
