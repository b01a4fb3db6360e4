#include "clients/cli/writers/ranking.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace bellwether::cli {
namespace {

SortKey Key(double number) { return {false, number, ""}; }

std::string Taken(Ranking& ranking) {
  std::string text;
  ranking.Take([&text](std::string_view rendered) { text.append(rendered); });
  return text;
}

TEST(Ranking, EqualOnesKeepTheirOrderAndThoseWithoutAValueComeLast) {
  for (const bool descending : {false, true}) {
    Ranking ranking(descending, std::nullopt);
    ranking.Add({}, "?");
    ranking.Add(Key(2), "b");
    ranking.Add(Key(1), "a");
    ranking.Add(Key(2), "c");
    ranking.Add({}, "!");
    EXPECT_EQ(Taken(ranking), descending ? "bca?!" : "abc?!");
  }
}

TEST(Ranking, WithALimitTheBestAreKept) {
  Ranking all(true, std::nullopt), few(true, 3);
  for (int i = 0; i < 100; ++i) {
    const int value = i * 37 % 101 % 10;
    all.Add(Key(value), absl::StrCat(i, " "));
    few.Add(Key(value), absl::StrCat(i, " "));
  }
  const std::string best = Taken(few);
  EXPECT_EQ(Taken(all).substr(0, best.size()), best);
  EXPECT_EQ(std::count(best.begin(), best.end(), ' '), 3);
}

TEST(Ranking, SaysWhatItWouldNotKeep) {
  Ranking ranking(false, 2);
  ranking.Add(Key(1), "a");
  EXPECT_TRUE(ranking.Wants({}));
  ranking.Add(Key(2), "b");
  EXPECT_TRUE(ranking.Wants(Key(1.5)));
  EXPECT_FALSE(ranking.Wants(Key(2))) << "the first of equal ones is kept";
  EXPECT_FALSE(ranking.Wants({}));
}

TEST(Ranking, KeysOfWordsFollowTheirOrderAndListsTheirLength) {
  const std::vector<std::string> words = {"green", "yellow", "red"};
  const auto number = [&](Observed value) { return KeyOf(value, words).number; };
  EXPECT_LT(number({std::string("green"), ""}), number({std::string("red"), ""}));
  EXPECT_LT(number({std::string("red"), ""}), number({std::string("unheard of"), ""}));
  EXPECT_EQ(number({std::vector<std::string>{"a", "b"}, ""}), 2);
  EXPECT_TRUE(KeyOf({}, words).missing);
  EXPECT_LT(KeyOf({std::string("2026-01-02"), ""}, {}).text,
            KeyOf({std::string("more_than_a_year"), ""}, {}).text);
}

}  // namespace
}  // namespace bellwether::cli
