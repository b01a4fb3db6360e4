// Tested by tests/engine/statistics/ridge_logistic_test.cc.
#include "engine/statistics/ridge_logistic.h"

#include <Eigen/Core>
#include <cmath>
#include <limits>
#include <memory>

#include "engine/base/sum.h"
#include "nlopt.h"

namespace bellwether::statistics {
namespace {

using Rows =
    Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

constexpr double kRelativeTolerance = 1e-13;
// A slope below it lies at its bound, but for the last digits.
constexpr double kAtBound = 1e-9;
constexpr int kMostEvaluations = 2000;

// log(1 + e^x) without overflow.
double LogOnePlusExp(double x) {
  return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}
double Logistic(double x) {
  if (x >= 0) return 1 / (1 + std::exp(-x));
  const double e = std::exp(x);
  return e / (1 + e);
}

// What the optimiser asks for: value and gradient at intercept and slopes.
class Loss {
 public:
  Loss(const Observations& observations, double penalty, std::span<const uint32_t> times)
      : rows_(observations.x.data(), static_cast<Eigen::Index>(observations.events.size()),
              static_cast<Eigen::Index>(observations.features)),
        penalty_(penalty),
        times_(Eigen::ArrayXd::Ones(rows_.rows())),
        events_(rows_.rows()) {
    for (Eigen::Index i = 0; i < rows_.rows(); ++i) {
      if (!times.empty()) times_[i] = times[static_cast<size_t>(i)];
      events_[i] = observations.events[static_cast<size_t>(i)] ? 1 : 0;
    }
    total_ = times_.sum();
  }

  bool HasBoth() const {
    const double events = (times_ * events_).sum();
    return events > 0 && events < total_;
  }

  double operator()(const double* at, double* gradient) {
    const Eigen::Map<const Eigen::VectorXd> slopes(at + 1, rows_.cols());
    odds_ = (rows_ * slopes).array() + at[0];
    double loss = 0;
    for (Eigen::Index i = 0; i < odds_.size(); ++i) {
      const double odds = odds_[i];
      loss += times_[i] * (LogOnePlusExp(odds) - events_[i] * odds);
      odds_[i] = times_[i] * (Logistic(odds) - events_[i]) / total_;
    }
    if (gradient != nullptr) {
      gradient[0] = odds_.sum();
      Eigen::Map<Eigen::VectorXd> of_slopes(gradient + 1, rows_.cols());
      of_slopes = rows_.transpose() * odds_.matrix() + penalty_ * slopes;
    }
    return loss / total_ + penalty_ / 2 * slopes.squaredNorm();
  }

  static double Evaluate(unsigned, const double* at, double* gradient, void* loss) {
    return (*static_cast<Loss*>(loss))(at, gradient);
  }

 private:
  const Rows rows_;
  const double penalty_;
  Eigen::ArrayXd times_;
  Eigen::ArrayXd events_;
  double total_ = 0;
  Eigen::ArrayXd odds_;  // kept between calls, for its memory
};

struct DestroyOptimiser {
  void operator()(nlopt_opt_s* optimiser) const { nlopt_destroy(optimiser); }
};
using Optimiser = std::unique_ptr<nlopt_opt_s, DestroyOptimiser>;

Optimiser MakeOptimiser(Loss& loss, size_t features) {
  const auto dimensions = static_cast<unsigned>(features + 1);
  Optimiser optimiser(nlopt_create(NLOPT_LD_SLSQP, dimensions));
  std::vector<double> least(dimensions, 0);
  least[0] = -std::numeric_limits<double>::infinity();
  nlopt_set_lower_bounds(optimiser.get(), least.data());
  nlopt_set_min_objective(optimiser.get(), Loss::Evaluate, &loss);
  nlopt_set_ftol_rel(optimiser.get(), kRelativeTolerance);
  nlopt_set_maxeval(optimiser.get(), kMostEvaluations);
  return optimiser;
}

}  // namespace

double RidgeFit::Probability(std::span<const double> row) const {
  double odds = intercept;
  for (size_t i = 0; i < slopes.size(); ++i) odds += slopes[i] * row[i];
  return Logistic(odds);
}

std::optional<RidgeFit> FitRidge(const Observations& observations, double penalty,
                                 std::span<const uint32_t> times) {
  Loss loss(observations, penalty, times);
  if (observations.events.empty() || !loss.HasBoth()) return std::nullopt;
  const Optimiser optimiser = MakeOptimiser(loss, observations.features);
  std::vector<double> at(observations.features + 1, 0);
  double least = 0;
  const nlopt_result ended = nlopt_optimize(optimiser.get(), at.data(), &least);
  // Roundoff: no step lowers it any more, which is the end as well.
  if (ended < 0 && ended != NLOPT_ROUNDOFF_LIMITED) return std::nullopt;
  if (ended == NLOPT_MAXEVAL_REACHED) return std::nullopt;
  RidgeFit fit{at[0], {at.begin() + 1, at.end()}};
  for (double& slope : fit.slopes) slope = slope < kAtBound ? 0 : slope;
  return fit;
}

double LogLoss(const RidgeFit& fit, const Observations& observations) {
  const size_t n = observations.events.size();
  Sum sum;
  for (size_t i = 0; i < n; ++i) {
    const std::span<const double> row(&observations.x[i * observations.features],
                                      observations.features);
    double odds = fit.intercept;
    for (size_t k = 0; k < row.size(); ++k) odds += fit.slopes[k] * row[k];
    sum.Add(LogOnePlusExp(observations.events[i] ? -odds : odds));
  }
  return sum.value() / static_cast<double>(n);
}

}  // namespace bellwether::statistics
