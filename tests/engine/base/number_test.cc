#include "engine/base/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <random>
#include <string>

namespace bellwether {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(FormatNumberTest, WritesTheShortestTextThatReadsBack) {
  const struct {
    double value;
    const char* want;
  } cases[] = {{0, "0"},
               {-0.0, "0"},
               {0.1, "0.1"},
               {45, "45"},
               {-2.5, "-2.5"},
               {1e30, "1e+30"},
               {1.0 / 3, "0.3333333333333333"}};
  for (const auto& one : cases) EXPECT_EQ(FormatNumber(one.value), one.want);
}

TEST(FormatNumberTest, EveryNumberReadsBackAsItself) {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> exponent(-300, 300);
  for (int i = 0; i < 20'000; ++i) {
    const double value = (i % 2 == 0 ? 1 : -1) * std::pow(10.0, exponent(random));
    EXPECT_EQ(ParseNumber(FormatNumber(value)), value);
  }
}

// S15: nine decimals first, then half away from zero.
TEST(RoundForDisplayTest, RoundsAsPeopleRead) {
  const struct {
    double value;
    int decimals;
    double want;
  } cases[] = {
      {79.95, 1, 80.0},              // stored as 79.9500000000000028
      {79.94999999999999, 1, 80.0},  // a sum that should be 79.95
      {79.9499, 1, 79.9},
      {0.5, 0, 1},
      {1.5, 0, 2},
      {2.5, 0, 3},
      {-0.5, 0, -1},
      {-2.5, 0, -3},
      {1.005, 2, 1.01},  // stored as 1.00499999999999989
      {8.25, 1, 8.3},
      {100, 0, 100},
      {0.1 + 0.2, 9, 0.3},
      {5e9, 2, 5e9},  // too large to have nine decimals
  };
  for (const auto& one : cases) {
    EXPECT_EQ(RoundForDisplay(one.value, one.decimals), one.want)
        << one.value << " to " << one.decimals;
  }
}

// The rounding as it is defined, by the library's own half-away-from-zero.
double RoundByDefinition(double value, int decimals) {
  const double units = std::round(value * 1e9);
  const double step = std::pow(10.0, 9 - decimals);
  const double rounded = std::floor((std::fabs(units) + std::floor(step / 2)) / step);
  const double result = rounded / std::pow(10.0, decimals);
  return units < 0 && rounded != 0 ? -result : result;
}

TEST(RoundForDisplayTest, IsTheDefinition) {
  uint64_t state = 20260301;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const int decimals = static_cast<int>(state >> 33) % 10;
    // Halves, and values around them.
    const double half = static_cast<double>(static_cast<int64_t>(state >> 40)) / 2e4 - 300;
    const double value = half + static_cast<double>(static_cast<int>(state >> 20) % 3 - 1) * 1e-10;
    ASSERT_EQ(RoundForDisplay(value, decimals), RoundByDefinition(value, decimals))
        << value << " to " << decimals;
  }
}

// Nine decimals first, then down: what is shown as full lost nothing but the last bits of a sum.
TEST(RoundDownTest, NeverShowsMoreThanThereIs) {
  const struct {
    double value;
    int decimals;
    double want;
  } cases[] = {
      {99.9999999999, 1, 100},  // 100 at nine decimals
      {99.99999999949, 0, 99},
      {99.9999999995, 0, 100},
      {99.95, 1, 99.9},
      {99.996, 2, 99.99},
      {79.95, 1, 79.9},
      {79.9999, 0, 79},
      {80, 0, 80},
      {0.3, 1, 0.3},        // stored as 0.299999999999999989
      {0.1 + 0.2, 1, 0.3},  // stored as 0.300000000000000044
      {0.9999, 0, 0},
      {0, 0, 0},
      {-0.05, 1, -0.1},
      {-1.2, 0, -2},
      {-2, 0, -2},
      {0.123456789, 9, 0.123456789},
      {5e9, 2, 5e9},  // too large to have nine decimals
  };
  for (const auto& one : cases) {
    EXPECT_EQ(RoundForDisplay(one.value, one.decimals, Rounding::kDown), one.want)
        << one.value << " to " << one.decimals;
  }
}

TEST(RoundDownTest, IsTheDefinition) {
  uint64_t state = 20260301;
  for (int i = 0; i < 200'000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const int decimals = static_cast<int>(state >> 33) % 10;
    const double value = static_cast<double>(static_cast<int64_t>(state >> 40)) / 1e5 - 80;
    const double units = std::round(value * 1e9);
    const double down = std::floor(units / std::pow(10.0, 9 - decimals)) / std::pow(10.0, decimals);
    ASSERT_EQ(RoundForDisplay(value, decimals, Rounding::kDown), down)
        << value << " to " << decimals;
    ASSERT_EQ(RoundForDisplay(value, decimals, Rounding::kHalfAway),
              RoundForDisplay(value, decimals));
  }
}

TEST(RoundDownTest, NeverGivesMinusZero) {
  EXPECT_FALSE(std::signbit(RoundForDisplay(-0.0, 1, Rounding::kDown)));
  EXPECT_FALSE(std::signbit(RoundForDisplay(-1e-10, 1, Rounding::kDown)));
}

TEST(RoundForDisplayTest, NeverGivesMinusZero) {
  EXPECT_FALSE(std::signbit(RoundForDisplay(-0.0, 1)));
  EXPECT_FALSE(std::signbit(RoundForDisplay(-0.04, 1)));
  EXPECT_TRUE(std::signbit(RoundForDisplay(-0.05, 1)));
}

TEST(RoundForDisplayTest, LeavesNonFiniteValues) {
  EXPECT_EQ(RoundForDisplay(kInfinity, 1), kInfinity);
  EXPECT_TRUE(std::isnan(RoundForDisplay(std::nan(""), 1)));
}

TEST(FormatFixedTest, KeepsTheDecimals) {
  EXPECT_EQ(FormatFixed(79.95, 1), "80.0");
  EXPECT_EQ(FormatFixed(80, 0), "80");
  EXPECT_EQ(FormatFixed(-0.04, 1), "0.0");
  EXPECT_EQ(FormatFixed(2.0 / 3, 3), "0.667");
}

TEST(ParseNumberTest, AcceptsDecimalNumbersOnly) {
  const struct {
    const char* text;
    std::optional<double> want;
  } cases[] = {
      {"0", 0},      {"12", 12},     {"-0.5", -0.5}, {"+3", 3},     {".5", .5},   {"5.", 5},
      {"1e3", 1000}, {"1E-2", 0.01}, {"0.10", 0.1},  {"-0", 0},     {"", {}},     {"-", {}},
      {"+", {}},     {"0123", {}},   {"-01", {}},    {"0x1F", {}},  {".inf", {}}, {"inf", {}},
      {"-inf", {}},  {"nan", {}},    {".nan", {}},   {"1e999", {}}, {" 1", {}},   {"1 ", {}},
      {"1,000", {}}, {"1_000", {}},  {"--1", {}},    {"+-1", {}},   {"1e", {}},   {".", {}},
      {"70%", {}},   {"true", {}},
  };
  for (const auto& one : cases) EXPECT_EQ(ParseNumber(one.text), one.want) << one.text;
}

}  // namespace
}  // namespace bellwether
