// The C library's exp2 may differ in the last bit from one version to the next. This one uses
// only additions, multiplications and ldexp, each exactly rounded: 2^x = 2^n · e^(f·ln 2) with n
// whole and f in [-1/2, 1/2], the exponential as its series, summed from the small end.
//
// Tested by tests/engine/base/exp2_test.cc.
#include "engine/base/exp2.h"

#include <cmath>

namespace bellwether {
namespace {

constexpr double kLn2 = 0.6931471805599453;
constexpr int kTerms = 18;           // (ln 2 / 2)^19 / 19! is below 1e-25
constexpr double kSmallest = -1000;  // far below anything that a score can show

}  // namespace

double Exp2(double x) {
  if (x < kSmallest) return 0;
  const double whole = std::floor(x + 0.5);
  const double y = (x - whole) * kLn2;
  double sum = 1;
  for (int term = kTerms; term > 0; --term) sum = 1 + y * sum / term;
  return std::ldexp(sum, static_cast<int>(whole));
}

}  // namespace bellwether
