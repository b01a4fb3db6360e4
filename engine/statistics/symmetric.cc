// Tested by tests/engine/statistics/symmetric_test.cc.
#include "engine/statistics/symmetric.h"

#include "Eigen/Cholesky"

namespace bellwether::statistics {

std::optional<Eigen::MatrixXd> SolvedFor(const Eigen::MatrixXd& matrix,
                                         const Eigen::MatrixXd& right) {
  constexpr double kNearlySingular = 1e-12;
  const Eigen::VectorXd diagonal = matrix.diagonal();
  if (!matrix.allFinite() || !(diagonal.array() > 0).all()) return std::nullopt;
  const Eigen::VectorXd scale = diagonal.array().sqrt().inverse();
  const Eigen::MatrixXd scaled = scale.asDiagonal() * matrix * scale.asDiagonal();
  const Eigen::LDLT<Eigen::MatrixXd> decomposed(scaled);
  // What of each row those before it do not say, 1 at most. Solving would pass over a row of 0.
  if (!(decomposed.vectorD().minCoeff() >= kNearlySingular)) return std::nullopt;
  const Eigen::MatrixXd turned = decomposed.solve(scale.asDiagonal() * right);
  Eigen::MatrixXd solution = scale.asDiagonal() * turned;
  if (!solution.allFinite()) return std::nullopt;
  return solution;
}

}  // namespace bellwether::statistics
