#include "server/http/query.h"

#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

TEST(QueryTest, DecodesNamesAndValues) {
  const auto values = ReadQuery("connect=v1&message=%7B%22a%22%3A+1%7d&x&=y&connect=v2");
  ASSERT_TRUE(values.ok());
  EXPECT_EQ(values->at("connect"), "v1");
  EXPECT_EQ(values->at("message"), "{\"a\": 1}");
  EXPECT_EQ(values->at("x"), "");
  EXPECT_EQ(values->at(""), "y");
  EXPECT_TRUE(ReadQuery("")->empty());
}

TEST(QueryTest, RefusesSignsWithoutDigits) {
  for (const char* const text : {"a=%", "a=%2", "a=%2g", "%zz=1", "a=b%"}) {
    EXPECT_FALSE(ReadQuery(text).ok()) << text;
  }
}

}  // namespace
}  // namespace bellwether::http
