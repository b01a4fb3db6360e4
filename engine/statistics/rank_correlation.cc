// Ranks are taken from the middle, so that their sum is zero and squares of them stay small.
//
// Tested by tests/engine/statistics/rank_correlation_test.cc.
#include "engine/statistics/rank_correlation.h"

#include <cmath>
#include <map>

namespace bellwether::statistics {
namespace {

// Counts by number, then the rank of each less the mean of all ranks.
class Ranks {
 public:
  void Add(double number, uint64_t count) { ranks_[number].count += count; }

  void Finish(uint64_t n) {
    uint64_t before = 0;
    for (auto& [number, rank] : ranks_) {
      // Twice the middle of before + 1 ... before + count, less twice (n + 1) / 2.
      rank.centred = (static_cast<double>(2 * before + rank.count) - static_cast<double>(n)) / 2;
      before += rank.count;
      squares_ += rank.centred * rank.centred * static_cast<double>(rank.count);
    }
  }

  double Of(double number) const { return ranks_.at(number).centred; }
  double squares() const { return squares_; }

 private:
  struct Rank {
    uint64_t count = 0;
    double centred = 0;
  };
  std::map<double, Rank> ranks_;
  double squares_ = 0;
};

}  // namespace

std::optional<double> RankCorrelation(std::span<const RankedPair> pairs) {
  Ranks x, y;
  uint64_t n = 0;
  for (const RankedPair& pair : pairs) {
    x.Add(pair.x, pair.count);
    y.Add(pair.y, pair.count);
    n += pair.count;
  }
  x.Finish(n);
  y.Finish(n);
  if (x.squares() == 0 || y.squares() == 0) return std::nullopt;
  double together = 0;
  for (const RankedPair& pair : pairs) {
    together += x.Of(pair.x) * y.Of(pair.y) * static_cast<double>(pair.count);
  }
  return together / std::sqrt(x.squares() * y.squares());
}

}  // namespace bellwether::statistics
