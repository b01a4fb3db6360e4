// How the odds of an event rise with one number: logistic regression, logit P(event) = intercept +
// slope x, by maximum likelihood.
#ifndef BELLWETHER_ENGINE_STATISTICS_LOGISTIC_H_
#define BELLWETHER_ENGINE_STATISTICS_LOGISTIC_H_

#include <optional>
#include <vector>

namespace bellwether::statistics {

// log(p / (1 - p)); 0 < `probability` < 1.
double Logit(double probability);

struct Point {
  double x = 0;  // finite
  bool event = false;
};

struct LogisticLine {
  double intercept = 0;
  double slope = 0;
  double intercept_variance = 0;  // of the inverse of the information, likewise below
  double slope_variance = 0;
};

// By Newton's steps (iteratively reweighted least squares), each halved until the likelihood does
// not fall. Nothing where the maximum does not exist, which with one x is seen without trying:
// there must be events and others, and some event and some other on the wrong side of each other.
// Nothing either when the x differ too little for the equations to be solved. The same bits for
// points in any order.
std::optional<LogisticLine> FitLogistic(std::vector<Point> points);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_LOGISTIC_H_
