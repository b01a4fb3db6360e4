// Scores: curves, parts of a mean, and rounding (S15 to S17).
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_SCORES_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_SCORES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "tests/bench/by_hand/output.h"

namespace bellwether::saas {

// Half away from zero, for what fits an int64. The rest of a cast is exact.
inline int64_t NearestWhole(double value) {
  const auto cut = static_cast<int64_t>(value);
  const double rest = value - static_cast<double>(cut);
  return cut + static_cast<int64_t>(rest >= 0.5) - static_cast<int64_t>(rest <= -0.5);
}

// RoundForDisplay of engine/base with decimals that the compiler knows, for values below 4e9.
template <int decimals>
double Round(double value) {
  constexpr int64_t kPowers[] = {1,       10,        100,        1'000,       10'000,
                                 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
  constexpr int64_t kStep = kPowers[9 - decimals];
  const int64_t units = NearestWhole(value * 1e9);
  const int64_t half = units < 0 ? -(kStep / 2) : kStep / 2;
  const int64_t rounded = (units + half) / kStep;
  return static_cast<double>(rounded) / static_cast<double>(kPowers[decimals]);
}

struct CurvePoint {
  double x = 0;
  double y = 0;
};

// A line through points, flat beyond both ends.
template <size_t count>
double Curve(const CurvePoint (&points)[count], double x) {
  const double inside = std::min(std::max(x, points[0].x), points[count - 1].x);
  size_t left = 0;
  for (size_t i = 1; i + 1 < count; ++i) left += points[i].x < inside ? 1 : 0;
  const CurvePoint& a = points[left];
  const CurvePoint& b = points[left + 1];
  return a.y + (b.y - a.y) * ((inside - a.x) / (b.x - a.x));
}

inline double Linear(double x, double from, double to) {
  return std::min(100.0, std::max(0.0, (x - from) / (to - from) * 100));
}

// A share of 1, and yes or no, as points.
inline double Percent(double ratio) { return ratio * 100; }
inline double Percent(Truth answer) { return answer == Truth::kTrue ? 100 : 0; }

inline Presence PresenceOf(Truth answer) {
  if (answer == Truth::kFalse || answer == Truth::kTrue) return Presence::kGiven;
  return answer == Truth::kNotApplicable ? Presence::kNotApplicable : Presence::kMissing;
}
// No policy invents a tier: an open event or an absent row is missing (S21).
inline Presence PresenceOf(const Rating& rating) {
  if (rating.state == BenchmarkState::kTiered) return Presence::kGiven;
  return rating.state == BenchmarkState::kNotApplicable ? Presence::kNotApplicable
                                                        : Presence::kMissing;
}

// A leaf or a group within its parent.
struct Part {
  double score = 0;  // 0 without a score
  double coverage = 0;
  double low = 0;
  double high = 100;
  bool applies = false;
  bool scored = false;
};

inline Part Leaf(Presence presence, double score) {
  Part part;
  part.applies = presence != Presence::kNotApplicable;
  part.scored = presence == Presence::kGiven;
  part.coverage = part.scored ? 1 : 0;
  part.score = part.scored ? score : 0;
  part.low = part.score;
  part.high = part.scored ? score : 100;
  return part;
}

// The weighted mean of siblings, which come in byte order of their names (S15).
class Mean {
 public:
  void Add(const Part& part, double weight = 1) {
    const double applying = part.applies ? weight : 0;
    const double scoring = part.scored ? weight : 0;
    weight_ += applying;
    coverage_ += applying * part.coverage;
    low_ += applying * part.low;
    high_ += applying * part.high;
    score_weight_ += scoring;
    score_ += scoring * part.score;
  }

  bool applies() const { return weight_ > 0; }
  bool scored() const { return score_weight_ > 0; }
  // Meaningful when there is a weight to divide by.
  double score() const { return score_ / score_weight_; }
  double coverage() const { return coverage_ / weight_; }
  double low() const { return low_ / weight_; }
  double high() const { return high_ / weight_; }

  Part Whole() const {
    Part part;
    part.applies = applies();
    part.scored = scored();
    if (!part.applies) return part;
    part.coverage = coverage();
    part.low = low();
    part.high = high();
    if (part.scored) part.score = score();
    return part;
  }

 private:
  double score_ = 0;
  double score_weight_ = 0;
  double coverage_ = 0;
  double low_ = 0;
  double high_ = 0;
  double weight_ = 0;
};

inline Part Inverted(Part part) {
  part.score = part.scored ? 100 - part.score : 0;
  const double low = part.low;
  part.low = 100 - part.high;
  part.high = 100 - low;
  return part;
}

// The curves of people's words, which several scores share.
inline double Points(Champion word) {
  constexpr double kPoints[] = {100, 60, 40, 20, 0, 0};
  return kPoints[static_cast<size_t>(word)];
}
inline double Points(Sponsor word) {
  constexpr double kPoints[] = {100, 60, 20, 0};
  return kPoints[static_cast<size_t>(word)];
}
inline double Points(Feedback word) {
  constexpr double kPoints[] = {100, 50, 50, 0};
  return kPoints[static_cast<size_t>(word)];
}

template <typename Enum>
Part LeafOf(const Word<Enum>& word) {
  return Leaf(word.presence, Points(word.word));
}
template <size_t count>
Part LeafOf(const Number& fact, const CurvePoint (&curve)[count]) {
  return Leaf(fact.presence, Curve(curve, fact.value));
}
inline Part LeafOf(const Number& ratio) { return Leaf(ratio.presence, Percent(ratio.value)); }

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_SCORES_H_
