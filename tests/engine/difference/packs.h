// Two packs given as text, and what differs.
#ifndef BELLWETHER_TESTS_ENGINE_DIFFERENCE_PACKS_H_
#define BELLWETHER_TESTS_ENGINE_DIFFERENCE_PACKS_H_

#include <string>
#include <vector>

#include "engine/bellwether.h"
#include "engine/difference/difference.h"
#include "gtest/gtest.h"

namespace bellwether::difference {

inline constexpr char kPack[] = R"(pack: sample
version: 1.0.0
segments: [large, small]
stages: [onboarding, customer]
severities: [red, yellow]
signals:
  usage: {type: ratio}
  nps: {type: number, min: -100, max: 100, max_age: 90d}
benchmark_set: OURS
benchmarks:
  speed: {value: usage, better: higher, tiers: [good, fair, poor], sets: {OURS: {default: [0.8, 0.5]}}}
health:
  onboarding:
    bands: [{green: 70}, {red: 0}]
    components:
      engagement:
        weight: 30
        components: {usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}}
      voice: {weight: 10, of: nps, linear: {from: -100, to: 100}}
    segments: {large: {weights: {voice: 20}}}
flags:
  silent: {severity: red, when: "usage < 0.1", reason: Nobody is there}
)";

inline Sources SourcesOf(const std::string& text) {
  Sources sources({{"pack.yaml", text}});
  const auto loaded = Load(sources);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  return sources;
}

// The sample with a text in it replaced.
inline std::string With(const std::string& old_text, const std::string& new_text) {
  std::string pack = kPack;
  const size_t at = pack.find(old_text);
  EXPECT_NE(at, std::string::npos) << old_text;
  return pack.replace(at, old_text.size(), new_text);
}

inline std::vector<RuleChange> Changes(const std::string& from, const std::string& to) {
  return DifferencesOf(MeaningOf(SourcesOf(from)), MeaningOf(SourcesOf(to)));
}

}  // namespace bellwether::difference

#endif  // BELLWETHER_TESTS_ENGINE_DIFFERENCE_PACKS_H_
