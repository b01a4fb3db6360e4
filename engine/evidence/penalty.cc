// Tested by tests/engine/evidence/fit_test.cc.
#include "engine/evidence/penalty.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/base/sum.h"

namespace bellwether::evidence {
namespace {

using statistics::Observations;

constexpr size_t kParts = 5;
// Half powers of ten: from next to nothing to next to no slope at all.
constexpr std::array kPenalties = {1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1.0};

Observations Part(const Observations& whole, size_t from, size_t to) {
  const auto row = [&](size_t place) {
    return whole.x.begin() + static_cast<std::ptrdiff_t>(place * whole.features);
  };
  const auto event = [&](size_t place) {
    return whole.events.begin() + static_cast<std::ptrdiff_t>(place);
  };
  return {whole.features, {row(from), row(to)}, {event(from), event(to)}};
}

// Nothing when no part could be foretold.
std::optional<double> LossOf(const Observations& observations, double penalty) {
  const size_t n = observations.events.size();
  Sum loss;
  size_t foretold = 0;
  for (size_t part = 1; part < kParts; ++part) {
    const size_t from = n * part / kParts, to = n * (part + 1) / kParts;
    const auto fit = statistics::FitRidge(Part(observations, 0, from), penalty);
    if (!fit || from == to) continue;
    const auto rows = static_cast<double>(to - from);
    loss.Add(rows * statistics::LogLoss(*fit, Part(observations, from, to)));
    foretold += to - from;
  }
  if (foretold == 0) return std::nullopt;
  return loss.value() / static_cast<double>(foretold);
}

}  // namespace

std::vector<PenaltyTried> TryPenalties(const Observations& observations) {
  std::vector<PenaltyTried> tried;
  for (const double penalty : kPenalties) {
    if (const auto loss = LossOf(observations, penalty)) tried.push_back({penalty, *loss});
  }
  return tried;
}

double BestPenalty(const std::vector<PenaltyTried>& tried) {
  const auto best = std::min_element(
      tried.rbegin(), tried.rend(),
      [](const PenaltyTried& a, const PenaltyTried& b) { return a.log_loss < b.log_loss; });
  return best->penalty;
}

}  // namespace bellwether::evidence
