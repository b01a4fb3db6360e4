// Tested by tests/engine/impact/budget_test.cc.
#include "engine/impact/budget.h"

#include <algorithm>
#include <cmath>

namespace bellwether::impact {
namespace {

constexpr double kPercent = 100;

uint64_t AccountsOf(const BudgetLine& line, const Impact& impact) {
  return line.of_segment ? impact.segments[line.segment].all.accounts : impact.accounts;
}

// How many accounts more have the answer.
double NetOf(const BudgetLine& line, const Impact& impact) {
  const Migration& migration = impact.migrations[line.outcome];
  double net = 0;
  for (size_t segment = 0; segment < migration.segments(); ++segment) {
    if (line.of_segment && segment != line.segment) continue;
    net += static_cast<double>(migration.To(segment, line.answer).accounts) -
           static_cast<double>(migration.From(segment, line.answer).accounts);
  }
  return net;
}

double MeanChange(const BudgetLine& line, const Impact& impact) {
  const ScoreImpact& all = impact.scores[line.score];
  const double sum = line.of_segment ? impact.segments[line.segment].score_sum : all.sum;
  const uint64_t both = line.of_segment ? impact.segments[line.segment].both : all.both;
  return both == 0 ? 0 : sum / static_cast<double>(both);
}

double ActualOf(const BudgetLine& line, const Impact& impact) {
  switch (line.measure) {
    case Measure::kFlipped:
      return static_cast<double>(line.of_segment ? impact.segments[line.segment].flipped.accounts
                                                 : impact.flipped.accounts);
    case Measure::kChanged:
      return static_cast<double>(impact.changed);
    case Measure::kRefused:
      return static_cast<double>(impact.refused_by_to);
    case Measure::kFall:
      return -impact.scores[line.score].least;
    case Measure::kMeanChange:
      return MeanChange(line, impact);
    case Measure::kAnswer:
      return NetOf(line, impact);
  }
  return 0;
}

// The part of a change that the line speaks of.
double Weighed(Direction direction, double actual) {
  switch (direction) {
    case Direction::kEither:
      return std::abs(actual);
    case Direction::kUp:
      return std::max(0.0, actual);
    case Direction::kDown:
      return std::max(0.0, -actual);
  }
  return 0;
}

}  // namespace

BudgetResult Judge(const BudgetLine& line, const Impact& impact) {
  BudgetResult result;
  result.actual = ActualOf(line, impact);
  result.most =
      line.share ? line.most / kPercent * static_cast<double>(AccountsOf(line, impact)) : line.most;
  result.kept = Weighed(line.direction, result.actual) <= result.most;
  return result;
}

}  // namespace bellwether::impact
