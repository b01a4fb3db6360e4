// Tested by tests/engine/drift/window_test.cc.
#include "engine/drift/window.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/statistics/stability.h"

namespace bellwether::drift {
namespace {

double Share(uint64_t part, uint64_t all) {
  return all == 0 ? 0 : static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

Binding::Binding(const Baseline& baseline, const Variables& variables) {
  for (const Distribution& distribution : baseline.distributions) {
    Bound& bound = bound_.emplace_back();
    for (uint32_t i = 0; i < variables.list().size(); ++i) {
      const Variable& variable = variables.list()[i];
      // A number that became a word has nothing to do with what it was.
      if (variable.name != distribution.name ||
          variable.categories.empty() != distribution.categories.empty()) {
        continue;
      }
      bound.value = i;
      for (const std::string& word : variable.categories) {
        const auto& known = distribution.categories;
        bound.bin_of.push_back(
            static_cast<uint32_t>(std::find(known.begin(), known.end(), word) - known.begin()));
      }
    }
  }
}

Window::Window(const Baseline& baseline, size_t slices) : baseline_(baseline) {
  size_t cells = 0;
  for (const Distribution& distribution : baseline.distributions) {
    begins_.push_back(cells);
    cells += distribution.cells();
  }
  slices_.assign(std::max<size_t>(slices, 1), std::vector<uint32_t>(cells));
  all_.resize(cells);
}

void Window::Add(const Binding& binding, const std::vector<double>& values) {
  std::vector<uint32_t>& slice = slices_[now_];
  for (size_t i = 0; i < baseline_.distributions.size(); ++i) {
    const Binding::Bound& bound = binding.bound_[i];
    if (bound.value == Binding::kNone) continue;
    const double value = values[bound.value];
    if (std::isinf(value)) continue;  // kNotAsked
    const Distribution& distribution = baseline_.distributions[i];
    size_t bin = distribution.bins();  // missing
    if (!std::isnan(value)) {
      bin = distribution.categories.empty() ? distribution.BinOf(value)
                                            : bound.bin_of[static_cast<size_t>(value)];
    }
    const size_t cell = begins_[i] + bin;
    if (slice[cell] == UINT32_MAX) continue;
    ++slice[cell];
    ++all_[cell];
  }
}

void Window::NextSlice() {
  now_ = (now_ + 1) % slices_.size();
  std::vector<uint32_t>& oldest = slices_[now_];
  for (size_t cell = 0; cell < oldest.size(); ++cell) {
    all_[cell] -= oldest[cell];
    oldest[cell] = 0;
  }
}

std::vector<DriftValue> Window::Values(uint64_t least_accounts) const {
  std::vector<DriftValue> values;
  for (size_t i = 0; i < baseline_.distributions.size(); ++i) {
    const Distribution& distribution = baseline_.distributions[i];
    std::vector<uint64_t> before = distribution.counts;
    before.push_back(distribution.missing);
    const std::span<const uint64_t> now(all_.data() + begins_[i], distribution.cells());
    DriftValue& value = values.emplace_back();
    value.name = distribution.name;
    for (const uint64_t count : now) value.accounts += count;
    const uint64_t accounts_before = distribution.accounts();
    value.missing_before = Share(distribution.missing, accounts_before);
    value.missing_now = Share(now.back(), value.accounts);
    if (value.accounts >= least_accounts && accounts_before >= least_accounts) {
      value.psi = statistics::StabilityIndex(before, now);
    }
  }
  return values;
}

}  // namespace bellwether::drift
