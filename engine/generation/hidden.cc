// Tested by tests/engine/generation/hidden_test.cc.
#include "engine/generation/hidden.h"

#include <cmath>

#include "engine/statistics/distributions.h"

namespace bellwether::generation {
namespace {

constexpr double kMissingTogether = 0.7;

// FNV-1a: the same on any machine.
uint64_t HashOf(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

}  // namespace

Draws DrawsOf(uint64_t seed, uint64_t position, std::string_view subject) {
  return {seed ^ HashOf(subject), position};
}

Hidden HiddenOf(uint64_t seed, uint64_t position) {
  Draws draws = DrawsOf(seed, position, "the hidden causes");
  const double health = draws.Normal();
  return {health, draws.Normal()};
}

double Around(double cause, double correlation, Draws& draws) {
  return correlation * cause + std::sqrt(1 - correlation * correlation) * draws.Normal();
}

bool IsMissing(const Hidden& hidden, double share, Draws& draws) {
  const double place = Around(hidden.record_keeping, kMissingTogether, draws);
  return statistics::NormalShare(place) < share;
}

}  // namespace bellwether::generation
