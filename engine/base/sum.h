// A sum that keeps the digits which the addition loses (Neumaier 1974): added in a fixed order it
// gives the same bits, close to those of the exact sum.
#ifndef BELLWETHER_ENGINE_BASE_SUM_H_
#define BELLWETHER_ENGINE_BASE_SUM_H_

#include <cmath>

namespace bellwether {

class Sum {
 public:
  void Add(double value) {
    const double next = sum_ + value;
    lost_ += std::abs(sum_) >= std::abs(value) ? (sum_ - next) + value : (value - next) + sum_;
    sum_ = next;
  }
  double value() const { return sum_ + lost_; }

 private:
  double sum_ = 0;
  double lost_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_SUM_H_
