// Equations with a symmetric, positive definite matrix, such as a covariance, by Eigen.
#ifndef BELLWETHER_ENGINE_STATISTICS_SYMMETRIC_H_
#define BELLWETHER_ENGINE_STATISTICS_SYMMETRIC_H_

#include <optional>

#include "Eigen/Core"

namespace bellwether::statistics {

// The X of `matrix` X = `right`, by Cholesky's decomposition (LDLᵀ) of the matrix with its diagonal
// scaled to 1, so that units do not matter. Nothing when it is not positive definite, so close to
// it that fewer than about four digits would be left, or holds what is not finite.
std::optional<Eigen::MatrixXd> SolvedFor(const Eigen::MatrixXd& matrix,
                                         const Eigen::MatrixXd& right);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_SYMMETRIC_H_
