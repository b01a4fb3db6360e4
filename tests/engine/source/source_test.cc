#include "engine/source/source.h"

#include <gtest/gtest.h>

namespace bellwether {
namespace {

TEST(SourcesTest, AreInTheOrderOfTheirNames) {
  const Sources sources(
      {SourceFile{"signals.yaml", "s"}, {"pack.yaml", "p"}, {"health/a.yaml", "h"}});
  EXPECT_EQ(sources.name(0), "health/a.yaml");
  EXPECT_EQ(sources.name(1), "pack.yaml");
  EXPECT_EQ(sources.name(2), "signals.yaml");
  EXPECT_EQ(sources.name(3), "");
  EXPECT_EQ(sources.files()[1].text, "p");
}

TEST(SourcesTest, ShowNamesThatCanBePrinted) {
  const Sources sources({SourceFile{"\xD4\x1B[2J.yaml", "a: 1\n"}, {"größe.yaml", ""}});
  EXPECT_EQ(sources.name(0), "??[2J.yaml");
  EXPECT_EQ(sources.Describe({0, 1, 4, 1}), "??[2J.yaml:1:4");
  EXPECT_EQ(sources.name(1), "größe.yaml");
}

TEST(SourcesTest, FindLinesWithAnyEnd) {
  const Sources sources({SourceFile{"a", "one\r\ntwo\n\nfour"}});
  EXPECT_EQ(sources.line(0, 1), "one");
  EXPECT_EQ(sources.line(0, 2), "two");
  EXPECT_EQ(sources.line(0, 3), "");
  EXPECT_EQ(sources.line(0, 4), "four");
  EXPECT_EQ(sources.line(0, 0), "");
  EXPECT_EQ(sources.line(0, 5), "");
  EXPECT_EQ(sources.line(1, 1), "");
}

TEST(SourcesTest, DescribePlaces) {
  const Sources sources({SourceFile{"pack.yaml", "a: 1\n"}});
  EXPECT_EQ(sources.Describe({0, 1, 4, 1}), "pack.yaml:1:4");
  EXPECT_EQ(sources.Describe({0, 0, 0, 1}), "pack.yaml");
  EXPECT_EQ(Sources().Describe({}), "");
}

}  // namespace
}  // namespace bellwether
