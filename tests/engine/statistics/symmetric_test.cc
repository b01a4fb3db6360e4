// Equations that can be solved by hand, and such that cannot.
#include "engine/statistics/symmetric.h"

#include <gtest/gtest.h>

#include <cmath>

namespace bellwether::statistics {
namespace {

Eigen::MatrixXd Matrix(double a, double b, double d) {
  Eigen::MatrixXd matrix(2, 2);
  matrix << a, b, b, d;
  return matrix;
}

const Eigen::MatrixXd kRight = Eigen::Vector2d(1, 2);

TEST(SymmetricTest, Solves) {
  const auto solved = SolvedFor(Matrix(2, 1, 3), kRight);
  ASSERT_TRUE(solved);
  EXPECT_NEAR((*solved)(0, 0), 0.2, 1e-15);
  EXPECT_NEAR((*solved)(1, 0), 0.6, 1e-15);
}

TEST(SymmetricTest, UnitsDoNotMatter) {
  const auto solved = SolvedFor(Matrix(2e-200, 1, 3e200), kRight);
  ASSERT_TRUE(solved);
  EXPECT_NEAR((*solved)(0, 0) * 1e-200, 0.6, 1e-12);
}

TEST(SymmetricTest, NothingOfWhatIsSingular) {
  EXPECT_FALSE(SolvedFor(Matrix(1, 1, 1), kRight));
  EXPECT_FALSE(SolvedFor(Matrix(1, 1 - 1e-14, 1), kRight));
  EXPECT_FALSE(SolvedFor(Matrix(1, 2, 1), kRight));  // not positive definite
  EXPECT_FALSE(SolvedFor(Matrix(0, 0, 1), kRight));
  EXPECT_FALSE(SolvedFor(Matrix(NAN, 0, 1), kRight));
  EXPECT_FALSE(SolvedFor(Matrix(INFINITY, 0, 1), kRight));
}

}  // namespace
}  // namespace bellwether::statistics
