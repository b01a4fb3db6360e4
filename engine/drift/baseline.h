// What accounts looked like when all was well: for each signal and score how many of them lay in
// which bin. Made once, of accounts, a book or a decision log (baseline_builder.h), kept in a file,
// and held against what comes later (window.h).
//
// Plain data.
#ifndef BELLWETHER_ENGINE_DRIFT_BASELINE_H_
#define BELLWETHER_ENGINE_DRIFT_BASELINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/source/diagnostic.h"

namespace bellwether::drift {

struct Distribution {
  std::string name;  // "signal.usage", "score.onboarding"
  // Of a number: where one bin ends and the next begins, rising. Bin i has values from edge i - 1
  // on and below edge i; there is one bin more than edges.
  std::vector<double> edges;
  // Of words: a bin for each, and one more for any other word.
  std::vector<std::string> categories;
  // Accounts by bin, and those without a value: a bin of its own as well.
  std::vector<uint64_t> counts;
  uint64_t missing = 0;

  size_t bins() const { return categories.empty() ? edges.size() + 1 : categories.size() + 1; }
  // Bins and missing.
  size_t cells() const { return bins() + 1; }
  // Of a number.
  size_t BinOf(double value) const;
  uint64_t accounts() const;
};

struct Baseline {
  std::string pack;     // name
  std::string version;  // of the pack
  std::string digest;
  uint64_t accounts = 0;
  std::vector<Distribution> distributions;
};

// JSON, which is YAML as well.
std::string WriteBaseline(const Baseline& baseline);
// The first of `sources`.
Staged<Baseline> ReadBaseline(const Sources& sources, const Limits& limits);

}  // namespace bellwether::drift

#endif  // BELLWETHER_ENGINE_DRIFT_BASELINE_H_
