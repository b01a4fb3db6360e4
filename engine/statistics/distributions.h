// Quantiles and tails of distributions, by Boost.Math.
//
// Pure functions; arguments are finite unless it is said otherwise. `probability` and `confidence`
// lie strictly between 0 and 1; `degrees` of freedom are > 0, and need not be whole for Student's
// t. A tail is the probability of more than `x`.
#ifndef BELLWETHER_ENGINE_STATISTICS_DISTRIBUTIONS_H_
#define BELLWETHER_ENGINE_STATISTICS_DISTRIBUTIONS_H_

#include <cstdint>
#include <optional>

namespace bellwether::statistics {

// The x of a standard normal with this probability at or below it.
double NormalQuantile(double probability);
double NormalTail(double x);

// The probability of a standard normal at or below `x`.
double NormalShare(double x);

// How many standard errors to each side an interval of this confidence has: 1.96 for 0.95.
double StandardErrors(double confidence);
// The same where the standard error is estimated: Student's t instead of the normal.
double StudentErrors(double confidence, double degrees);

// `x` may be infinite.
double StudentTail(double x, double degrees);
// Of (Z + shift) / √(χ² / degrees): what Student's statistic is when there is a difference, for
// degrees >= 1. Beyond a shift of 60,000 it is 0 or 1 to the last digit, or for an |x| above a
// thousandth of the shift not computed: NaN.
double NoncentralStudentTail(double x, double degrees, double shift);

// The most successes of `n` >= 0 tries of an even chance that are not likelier than `probability`,
// with all that are fewer; nothing when even none is likelier.
std::optional<uint64_t> MostBelowFair(uint64_t n, double probability);

// Of a chi-squared variable; `x` >= 0, or infinite.
double ChiSquaredTail(double x, int degrees);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_DISTRIBUTIONS_H_
