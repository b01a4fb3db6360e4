// Tested by tests/engine/statistics/reference_test.cc.
#include "engine/statistics/distributions.h"

#include "boost/math/distributions/chi_squared.hpp"
#include "boost/math/distributions/normal.hpp"

namespace bellwether::statistics {

double NormalQuantile(double probability) {
  return boost::math::quantile(boost::math::normal(), probability);
}

double NormalShare(double x) { return boost::math::cdf(boost::math::normal(), x); }

double StandardErrors(double confidence) { return NormalQuantile(0.5 + confidence / 2); }

double ChiSquaredTail(double x, int degrees) {
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(degrees), x));
}

}  // namespace bellwether::statistics
