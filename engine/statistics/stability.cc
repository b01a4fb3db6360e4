// Tested by tests/engine/statistics/stability_test.cc and reference_effects_test.cc.
#include "engine/statistics/stability.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace bellwether::statistics {
namespace {

// The accounts of a bin, before and after.
struct Bin {
  double before = 0;
  double after = 0;
};

std::vector<Bin> BinsOf(std::span<const uint64_t> before, std::span<const uint64_t> after) {
  std::vector<Bin> bins;
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i] == 0 && after[i] == 0) continue;
    bins.push_back({static_cast<double>(before[i]), static_cast<double>(after[i])});
  }
  return bins;
}

void FillEmptyBins(std::vector<Bin>& bins) {
  constexpr double kAdded = 0.5;
  const auto empty = [](const Bin& bin) { return bin.before == 0 || bin.after == 0; };
  if (std::none_of(bins.begin(), bins.end(), empty)) return;
  for (Bin& bin : bins) bin = {bin.before + kAdded, bin.after + kAdded};
}

Bin SumOf(const std::vector<Bin>& bins) {
  Bin sum;
  for (const Bin& bin : bins) sum = {sum.before + bin.before, sum.after + bin.after};
  return sum;
}

}  // namespace

std::optional<double> StabilityIndex(std::span<const uint64_t> before,
                                     std::span<const uint64_t> after) {
  if (before.size() != after.size()) return std::nullopt;
  std::vector<Bin> bins = BinsOf(before, after);
  const Bin counted = SumOf(bins);
  if (counted.before == 0 || counted.after == 0) return std::nullopt;
  FillEmptyBins(bins);
  const Bin all = SumOf(bins);
  double index = 0;
  for (const Bin& bin : bins) {
    const double p = bin.before / all.before;
    const double q = bin.after / all.after;
    index += (q - p) * std::log(q / p);
  }
  return index;
}

}  // namespace bellwether::statistics
