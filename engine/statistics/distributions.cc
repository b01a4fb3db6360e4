// Tested by tests/engine/statistics/reference_test.cc.
#include "engine/statistics/distributions.h"

#include <cmath>

#include "boost/math/distributions/binomial.hpp"
#include "boost/math/distributions/chi_squared.hpp"
#include "boost/math/distributions/non_central_t.hpp"
#include "boost/math/distributions/normal.hpp"
#include "boost/math/distributions/students_t.hpp"
#include "engine/statistics/boost_policy.h"

namespace bellwether::statistics {
namespace {

using RoundedDown = boost::math::policies::normalise<
    Quiet,
    boost::math::policies::discrete_quantile<boost::math::policies::integer_round_down>>::type;
using FairTries = boost::math::binomial_distribution<double, RoundedDown>;
using ChiSquared = boost::math::chi_squared_distribution<double, Quiet>;
using NoncentralStudent = boost::math::non_central_t_distribution<double, Quiet>;
using Normal = boost::math::normal_distribution<double, Quiet>;
using Student = boost::math::students_t_distribution<double, Quiet>;

}  // namespace

double NormalQuantile(double probability) { return boost::math::quantile(Normal(), probability); }

double NormalTail(double x) { return boost::math::cdf(boost::math::complement(Normal(), x)); }

double NormalShare(double x) { return boost::math::cdf(boost::math::normal(), x); }

double StandardErrors(double confidence) { return NormalQuantile(0.5 + confidence / 2); }

double StudentErrors(double confidence, double degrees) {
  return boost::math::quantile(Student(degrees), 0.5 + confidence / 2);
}

double StudentTail(double x, double degrees) {
  return boost::math::cdf(boost::math::complement(Student(degrees), x));
}

double NoncentralStudentTail(double x, double degrees, double shift) {
  // Boost.Math counts in ints up to half the square of the shift, and throws beyond them.
  constexpr double kFarthest = 6e4;
  constexpr double kCertain = 1e3;
  if (std::fabs(shift) > kFarthest) {
    if (std::fabs(x) * kCertain > std::fabs(shift)) return std::nan("");
    return shift > 0 ? 1 : 0;
  }
  return boost::math::cdf(boost::math::complement(NoncentralStudent(degrees, shift), x));
}

std::optional<uint64_t> MostBelowFair(uint64_t n, double probability) {
  const FairTries tries(static_cast<double>(n), 0.5);
  if (n == 0 || boost::math::cdf(tries, 0.0) > probability) return std::nullopt;
  return static_cast<uint64_t>(boost::math::quantile(tries, probability));
}

double ChiSquaredTail(double x, int degrees) {
  if (std::isinf(x)) return 0;
  return boost::math::cdf(boost::math::complement(ChiSquared(degrees), x));
}

}  // namespace bellwether::statistics
