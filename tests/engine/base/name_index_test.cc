#include "engine/base/name_index.h"

#include <gtest/gtest.h>

#include <string>

namespace bellwether {
namespace {

NameIndex IndexOf(const std::vector<std::string>& names) {
  return NameIndex(static_cast<uint32_t>(names.size()), [&](uint32_t i) { return names[i]; });
}

TEST(NameIndexTest, FindsEveryNameWhereItStands) {
  std::vector<std::string> names;
  for (int i = 0; i < 1'000; ++i) names.push_back("signal_" + std::to_string(i));
  const NameIndex index = IndexOf(names);
  const auto name_of = [&](uint32_t i) { return std::string_view(names[i]); };
  for (uint32_t i = 0; i < names.size(); ++i) ASSERT_EQ(index.Find(names[i], name_of), i);
  EXPECT_EQ(index.Find("signal_1000", name_of), NameIndex::kNotFound);
  EXPECT_EQ(index.Find("", name_of), NameIndex::kNotFound);
}

TEST(NameIndexTest, OfEqualNamesTheFirstIsFound) {
  const std::vector<std::string> names = {"a", "b", "a"};
  const NameIndex index = IndexOf(names);
  EXPECT_EQ(index.Find("a", [&](uint32_t i) { return std::string_view(names[i]); }), 0u);
}

TEST(NameIndexTest, NothingIsFoundInNothing) {
  const auto none = [](uint32_t) { return std::string_view(); };
  EXPECT_EQ(NameIndex().Find("a", none), NameIndex::kNotFound);
  EXPECT_EQ(NameIndex(0, none).Find("a", none), NameIndex::kNotFound);
}

}  // namespace
}  // namespace bellwether
