// Tested by tests/engine/statistics/calibration_test.cc and reference_effects_test.cc.
#include "engine/statistics/logistic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "Eigen/Core"
#include "engine/statistics/symmetric.h"

namespace bellwether::statistics {
namespace {

struct Range {
  double least = std::numeric_limits<double>::infinity();
  double most = -std::numeric_limits<double>::infinity();
};

// Some point parts events from others, itself perhaps on both sides; or there are none of a kind.
bool Separated(const std::vector<Point>& points) {
  Range events, others;
  for (const Point& point : points) {
    Range& kind = point.event ? events : others;
    kind.least = std::min(kind.least, point.x);
    kind.most = std::max(kind.most, point.x);
  }
  return others.most <= events.least || events.most <= others.least;
}

// The logarithm of the likelihood at a line, with its derivatives.
struct Slopes {
  double likelihood = 0;
  Eigen::Vector2d gradient = Eigen::Vector2d::Zero();
  Eigen::Matrix2d information = Eigen::Matrix2d::Zero();
};

Slopes SlopesAt(const std::vector<Point>& points, const Eigen::Vector2d& line) {
  Slopes slopes;
  for (const Point& point : points) {
    const Eigen::Vector2d row(1, point.x);
    const double odds = line.dot(row);  // their logarithm
    const double small = std::exp(-std::fabs(odds));
    const double p = odds >= 0 ? 1 / (1 + small) : small / (1 + small);
    slopes.likelihood += (point.event ? odds : 0) - std::max(odds, 0.0) - std::log1p(small);
    slopes.gradient += ((point.event ? 1 : 0) - p) * row;
    slopes.information += small / ((1 + small) * (1 + small)) * row * row.transpose();
  }
  return slopes;
}

// The line after one step; nothing where there is none that helps.
struct Step {
  Eigen::Vector2d line;
  Slopes slopes;
  double length = 0;  // of Newton's whole step, as a share of what the line is made of
};

std::optional<Step> StepFrom(const std::vector<Point>& points, const Eigen::Vector2d& line,
                             const Slopes& slopes) {
  constexpr int kHalvings = 40;
  constexpr double kRounding = 1e-12;
  const auto whole = SolvedFor(slopes.information, slopes.gradient);
  if (!whole) return std::nullopt;
  Eigen::Vector2d step = whole->col(0);
  const double length = step.cwiseAbs().maxCoeff() / (1 + line.cwiseAbs().maxCoeff());
  const double least = slopes.likelihood - kRounding * std::fabs(slopes.likelihood);
  for (int i = 0; i < kHalvings; ++i, step /= 2) {
    const Step taken{line + step, SlopesAt(points, line + step), length};
    if (taken.slopes.likelihood >= least) return taken;
  }
  return std::nullopt;
}

}  // namespace

double Logit(double probability) { return std::log(probability) - std::log1p(-probability); }

std::optional<LogisticLine> FitLogistic(std::vector<Point> points) {
  constexpr int kSteps = 100;
  // The step after one of this length is a rounding error: their length squares each time.
  constexpr double kClose = 1e-8;
  if (Separated(points)) return std::nullopt;
  std::sort(points.begin(), points.end(), [](const Point& a, const Point& b) {
    return std::tie(a.x, a.event) < std::tie(b.x, b.event);
  });
  Step at{Eigen::Vector2d::Zero(), SlopesAt(points, Eigen::Vector2d::Zero()), 1};
  for (int i = 0; i < kSteps && at.length > kClose; ++i) {
    const auto next = StepFrom(points, at.line, at.slopes);
    if (!next) return std::nullopt;
    at = *next;
  }
  const auto covariance = SolvedFor(at.slopes.information, Eigen::Matrix2d::Identity());
  if (!covariance || at.length > kClose) return std::nullopt;
  return LogisticLine{at.line(0), at.line(1), (*covariance)(0, 0), (*covariance)(1, 1)};
}

}  // namespace bellwether::statistics
