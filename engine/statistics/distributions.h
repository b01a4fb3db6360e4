// Quantiles and tails of distributions: the only user of Boost.Math.
//
// Pure functions. `probability` lies strictly between 0 and 1.
#ifndef BELLWETHER_ENGINE_STATISTICS_DISTRIBUTIONS_H_
#define BELLWETHER_ENGINE_STATISTICS_DISTRIBUTIONS_H_

namespace bellwether::statistics {

// The x of a standard normal with this probability at or below it.
double NormalQuantile(double probability);

// The probability of a standard normal at or below `x`.
double NormalShare(double x);

// How many standard errors to each side an interval of this confidence has: 1.96 for 0.95.
double StandardErrors(double confidence);

// The probability of a chi-squared variable above `x` >= 0, with `degrees` >= 1 of freedom.
double ChiSquaredTail(double x, int degrees);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_DISTRIBUTIONS_H_
