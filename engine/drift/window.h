// Accounts of the last hours in the bins of a baseline, and how far they are from it.
//
//   Window window(baseline, 24);                   // slices
//   const Binding binding(baseline, variables);    // once for each pack
//   window.Add(binding, values);
//   window.NextSlice();                            // the oldest is forgotten
//   for (const DriftValue& value : window.Values(500)) ...
//
// Memory is slices x bins, whatever comes. One thread; `baseline` outlives it. The engine has no
// clock: the caller says when a slice is over.
#ifndef BELLWETHER_ENGINE_DRIFT_WINDOW_H_
#define BELLWETHER_ENGINE_DRIFT_WINDOW_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/drift/baseline.h"
#include "engine/drift/variables.h"

namespace bellwether::drift {

// From where on a population is said to have moved, and to have moved far. Ours.
inline constexpr double kMoved = 0.1;
inline constexpr double kMovedFar = 0.25;
// The fewest accounts, on either side, of which an index is told. Ours: with eleven bins, so many
// that did not move at all have an index of about 10 (1 / 500 + 1 / 500) = 0.04.
inline constexpr uint64_t kLeastAccounts = 500;

struct DriftValue {
  std::string name;  // "signal.usage", "score.onboarding"
  // Population stability index; nothing: not known, for want of accounts.
  std::optional<double> psi;
  uint64_t accounts = 0;      // in the window
  double missing_before = 0;  // shares, 0 to 1; 0 of nothing
  double missing_now = 0;
};

// Which value of a pack's variables belongs to which distribution, and which bin to which word.
class Binding {
 public:
  Binding(const Baseline& baseline, const Variables& variables);

 private:
  friend class Window;
  static constexpr uint32_t kNone = UINT32_MAX;
  struct Bound {
    uint32_t value = kNone;        // position among the values; kNone: the pack has no such
    std::vector<uint32_t> bin_of;  // by category of the pack
  };
  std::vector<Bound> bound_;  // parallel to the baseline's distributions
};

class Window {
 public:
  Window(const Baseline& baseline, size_t slices);

  void Add(const Binding& binding, const std::vector<double>& values);
  void NextSlice();
  // Parallel to the baseline's distributions.
  std::vector<DriftValue> Values(uint64_t least_accounts = kLeastAccounts) const;

 private:
  const Baseline& baseline_;
  std::vector<size_t> begins_;                 // of each distribution's cells
  std::vector<std::vector<uint32_t>> slices_;  // cells, the newest at now_
  std::vector<uint64_t> all_;                  // of all slices
  size_t now_ = 0;
};

}  // namespace bellwether::drift

#endif  // BELLWETHER_ENGINE_DRIFT_WINDOW_H_
