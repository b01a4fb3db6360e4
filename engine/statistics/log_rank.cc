// Tested by tests/engine/statistics/log_rank_test.cc and reference_survival_test.cc.
#include "engine/statistics/log_rank.h"

#include <array>
#include <vector>

#include "Eigen/Core"
#include "engine/statistics/risk_set.h"
#include "engine/statistics/symmetric.h"

namespace bellwether::statistics {
namespace {

// By group: how many events more than expected, and how these vary.
struct Excess {
  Eigen::VectorXd events;
  Eigen::MatrixXd covariance;
};

Excess ExcessOf(std::span<const std::span<const Followed>> groups) {
  std::vector<RiskSet> walks;
  for (const auto group : groups) walks.emplace_back(group);
  const auto k = static_cast<Eigen::Index>(groups.size());
  Excess excess{Eigen::VectorXd::Zero(k), Eigen::MatrixXd::Zero(k, k)};
  Eigen::VectorXd at_hand(k), events(k);
  for (const double time : EventTimes(groups)) {
    for (Eigen::Index i = 0; i < k; ++i) {
      const RiskSet::Moment now = walks[static_cast<size_t>(i)].At(time);
      at_hand(i) = static_cast<double>(now.risk_set);
      events(i) = static_cast<double>(now.events);
    }
    const double n = at_hand.sum();
    const double d = events.sum();
    const Eigen::VectorXd shares = at_hand / n;
    excess.events += events - d * shares;
    if (n <= 1) continue;
    Eigen::MatrixXd spread = -shares * shares.transpose();
    spread.diagonal().array() = shares.array() * (1 - shares.array());
    excess.covariance += d * (n - d) / (n - 1) * spread;
  }
  return excess;
}

}  // namespace

std::optional<RankTest> LogRank(std::span<const std::span<const Followed>> groups) {
  const Excess excess = ExcessOf(groups);
  std::vector<Eigen::Index> telling;
  for (Eigen::Index i = 0; i < excess.events.size(); ++i) {
    if (excess.covariance(i, i) > 0) telling.push_back(i);
  }
  if (telling.size() < 2) return std::nullopt;
  telling.pop_back();  // what the others have too many, the last has too few
  const Eigen::VectorXd events = excess.events(telling);
  const auto solved = SolvedFor(excess.covariance(telling, telling), events);
  if (!solved) return std::nullopt;
  return TestOf(events.dot(solved->col(0)), static_cast<int>(telling.size()));
}

std::optional<RankTest> LogRank(std::span<const Followed> first, std::span<const Followed> second) {
  return LogRank(std::array{first, second});
}

}  // namespace bellwether::statistics
