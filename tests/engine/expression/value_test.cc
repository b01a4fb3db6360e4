#include "engine/expression/value.h"

#include <gtest/gtest.h>

namespace bellwether::expression {
namespace {

TEST(ValueTest, TimesAreSecondsAndNanosecondsFromZero) {
  const absl::Time before = absl::UnixEpoch() - absl::Nanoseconds(1);
  const Value value = Value::Timestamp(before);
  EXPECT_EQ(value.time.seconds, -1);
  EXPECT_EQ(value.time.nanos, 999'999'999);
  EXPECT_EQ(value.as_timestamp(), before);
  const absl::Duration duration = absl::Seconds(-90) + absl::Milliseconds(250);
  EXPECT_EQ(Value::Duration(duration).as_duration(), duration);
  EXPECT_EQ(Value::Duration(absl::Seconds(5)).time.seconds, 5);
}

TEST(ValueTest, OnlyValuesAreUsable) {
  EXPECT_FALSE(Value::Missing().usable());
  EXPECT_FALSE(Value::NotYet().usable());
  EXPECT_FALSE(Value::Error(ErrorCode::kOverflow).usable());
  EXPECT_TRUE(Value::Bool(false).usable());
  EXPECT_TRUE(Value::Series(nullptr).usable());
}

TEST(ValueTest, IsPlainDataOfThreeWords) {
  EXPECT_EQ(sizeof(Value), 24u);
  EXPECT_TRUE(std::is_trivially_copyable_v<Value>);
}

TEST(ValueTest, EveryErrorHasAText) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::kIllTyped); ++code) {
    EXPECT_STRNE(ErrorText(static_cast<ErrorCode>(code)), "?");
  }
}

}  // namespace
}  // namespace bellwether::expression
