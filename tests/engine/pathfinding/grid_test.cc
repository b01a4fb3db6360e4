// Steps and costs of signals (S27).
#include "engine/pathfinding/grid.h"

#include <gtest/gtest.h>

namespace bellwether {
namespace {

using ruleset::Signal;
using ruleset::SignalType;

Signal SignalOf(SignalType type, ruleset::NumberRange range = {}) {
  Signal signal;
  signal.type = type;
  signal.range = range;
  return signal;
}

TEST(GridTest, ARatioMovesByAHundredth) {
  const auto grid = Grid::Of(SignalOf(SignalType::kRatio, {0.0, 1.0, false}));
  EXPECT_EQ(grid->lowest(), 0);
  EXPECT_EQ(grid->highest(), 100);
  EXPECT_EQ(grid->At(7), 0.07);  // 7 x 0.01 is 0.07000000000000001
  EXPECT_EQ(grid->At(100), 1);
  EXPECT_EQ(grid->Below(0.578), 57);
  EXPECT_EQ(grid->Below(0.57), 57);
}

TEST(GridTest, ARatioKeepsToItsOwnRange) {
  const auto grid = Grid::Of(SignalOf(SignalType::kRatio, {0.155, 0.3, false}));
  EXPECT_EQ(grid->At(grid->lowest()), 0.16);
  EXPECT_EQ(grid->At(grid->highest()), 0.3);
}

TEST(GridTest, ACountMovesByOneAlsoWithoutAnEnd) {
  const auto grid = Grid::Of(SignalOf(SignalType::kCount, {0.0, std::nullopt, true}));
  EXPECT_EQ(grid->At(12), 12);
  EXPECT_EQ(grid->lowest(), 0);
  EXPECT_GT(grid->highest(), 1'000'000);
}

TEST(GridTest, ANumberMovesByAHundredthOfItsRange) {
  const auto grid = Grid::Of(SignalOf(SignalType::kNumber, {1.0, 7.0, false}));
  EXPECT_EQ(grid->At(0), 1);
  EXPECT_EQ(grid->At(1), 1.06);
  EXPECT_EQ(grid->At(100), 7);
  EXPECT_EQ(grid->Below(1.1), 1);
}

TEST(GridTest, WhatHasNoStepHasNoGrid) {
  EXPECT_FALSE(Grid::Of(SignalOf(SignalType::kNumber, {0.0, std::nullopt, false})));
  EXPECT_FALSE(Grid::Of(SignalOf(SignalType::kText)));
  EXPECT_FALSE(Grid::Of(SignalOf(SignalType::kBool)));
}

TEST(GridTest, EffortIsTheRangeOrOneOfAWord) {
  EXPECT_EQ(EffortOf(SignalOf(SignalType::kNumber, {1.0, 7.0, false})), 6);
  EXPECT_EQ(EffortOf(SignalOf(SignalType::kBool)), 1);
  EXPECT_EQ(EffortOf(SignalOf(SignalType::kEnum)), 1);
  EXPECT_EQ(EffortOf(SignalOf(SignalType::kCount, {0.0, std::nullopt, true})), std::nullopt);
  EXPECT_EQ(EffortOf(SignalOf(SignalType::kTimestamp)), std::nullopt);
}

TEST(GridTest, EffortThatThePackStatesComesFirst) {  // S27
  Signal signal = SignalOf(SignalType::kNumber, {0.0, std::nullopt, false});
  signal.effort = 24;
  EXPECT_EQ(EffortOf(signal), 24);
  EXPECT_EQ(Grid::Of(signal)->At(100), 24);  // and takes the place of a range
  EXPECT_EQ(Grid::Of(signal)->At(1), 0.24);
  EXPECT_EQ(Grid::Of(signal)->lowest(), 0);
  Signal ranged = SignalOf(SignalType::kNumber, {0.0, 50.0, false});
  ranged.effort = 10;
  EXPECT_EQ(EffortOf(ranged), 10);
  EXPECT_EQ(Grid::Of(ranged)->At(1), 0.5);  // but the step is that of the range
  Signal word = SignalOf(SignalType::kEnum);
  word.effort = 4;
  EXPECT_EQ(EffortOf(word), 4);
}

}  // namespace
}  // namespace bellwether
