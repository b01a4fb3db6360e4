// Packs of a few lines for the tests of lint.
#ifndef BELLWETHER_TESTS_ENGINE_LINT_LINT_PACK_H_
#define BELLWETHER_TESTS_ENGINE_LINT_LINT_PACK_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"
#include "engine/lint/lint.h"

namespace bellwether::lint {

// `text` below a head with segments, severities and three signals: usage (ratio), tickets (count),
// mood (enum), which a health model reads.
inline Sources PackOf(const std::string& text) {
  return Sources({{"pack.yaml", absl::StrCat(R"(pack: p
version: 1.0.0
segments: [small, large]
severities: [red]
signals:
  usage: {type: ratio}
  tickets: {type: count}
  mood: {type: enum, values: [good, bad]}
)",
                                             text)}});
}

// The same with a model that reads all three.
inline Sources ScoredPackOf(const std::string& text) {
  return PackOf(absl::StrCat(R"(health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      tickets: {weight: 1, of: tickets, linear: {from: 10, to: 0}}
      mood: {weight: 1, of: mood, map: {good: 100, bad: 0}}
)",
                             text));
}

// "never-true: `when` of flag `f` is true for no account".
inline std::vector<std::string> FoundIn(const Sources& sources) {
  const auto loaded = Load(sources);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  std::vector<std::string> found;
  for (const Diagnostic& diagnostic : Examine(sources).found) {
    EXPECT_TRUE(diagnostic.span.known()) << diagnostic.code;
    EXPECT_EQ(diagnostic.severity, Severity::kWarning);
    found.push_back(absl::StrCat(diagnostic.code, ": ", diagnostic.message));
  }
  return found;
}

}  // namespace bellwether::lint

#endif  // BELLWETHER_TESTS_ENGINE_LINT_LINT_PACK_H_
