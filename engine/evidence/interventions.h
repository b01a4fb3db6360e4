// What became of accounts after a playbook began: by playbook, how many came to a better band, and
// where lots left some alone, whether the playbook is why (P30).
//
//   InterventionTally tally;
//   for (...) tally.Add({account, playbook, lots, ..., OutcomeOf(...)});   // by when they began
//   for (const InterventionEffect& effect : tally.Effects()) ...
//
// An account counts once for a playbook and its lots, by the first of its interventions: the second
// one knows of the first. Those whose days are not over are not counted yet, whatever became of
// them so far (P8), and no others are left out without being counted (P7). Pure.
#ifndef BELLWETHER_ENGINE_EVIDENCE_INTERVENTIONS_H_
#define BELLWETHER_ENGINE_EVIDENCE_INTERVENTIONS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "engine/plan/plan.h"
#include "engine/statistics/proportion.h"

namespace bellwether::evidence {

// Fewer accounts of a group say nothing (P6).
inline constexpr uint64_t kFewestOfGroup = 10;

// Which of two bands is the better one: places by name, 0 the best, in the first model of the plan
// that has the name.
class BandOrder {
 public:
  explicit BandOrder(const Plan& plan);
  // Nothing: there is no such band.
  std::optional<uint32_t> PlaceOf(std::string_view band) const;

 private:
  std::map<std::string, uint32_t, std::less<>> places_;
};

enum class RecoveryOutcome : uint8_t {
  kWithoutBand,   // when it began, or it is none of the plan's
  kAtBest,        // there was nothing to recover from
  kPending,       // its days are not over
  kRecovered,     // some better band, at any time within its days
  kNotRecovered,  // none
};

// The band of an account from a moment on; "": it has none.
struct BandFrom {
  absl::Time at;
  std::string_view band;
};

// From `begun_at` in `band`, up to `now`; `changes`: all that are known of the account, in order.
RecoveryOutcome OutcomeOf(const BandOrder& order, std::string_view band, absl::Time begun_at,
                          absl::Duration within, absl::Time now, std::span<const BandFrom> changes);

// How an account came to be treated, or left alone.
struct DrawnLots {
  double share = 0;  // of accounts that are left alone
  int64_t seed = 0;
  bool held_out = false;
};

struct Intervention {
  std::string account;
  std::string playbook;
  std::optional<DrawnLots> lots;  // nothing: none were drawn
  bool acknowledged = false;
  uint32_t tasks = 0;
  uint32_t tasks_done = 0;
  RecoveryOutcome outcome = RecoveryOutcome::kPending;
};

struct InterventionGroup {
  uint64_t interventions = 0;
  uint64_t acknowledged = 0, acted_upon = 0, tasks = 0, tasks_done = 0;  // of all of them
  // Accounts, by their first one.
  uint64_t accounts = 0;
  uint64_t pending = 0, at_best = 0, without_band = 0;
  uint64_t recovered = 0, followed = 0;
  // Wilson; nothing of nobody.
  std::optional<statistics::Proportion> share() const {
    return statistics::ProportionOf(recovered, followed);
  }
};

enum class InterventionJudgement : uint8_t {
  kObservational,     // no lots: never an effect
  kInsufficientData,  // too few, or all alike
  kStopped,           // the groups are not as lots make them
  kWithinNoise,
  kBetter,
  kWorse,
};

struct InterventionEffect {
  std::string playbook;
  std::optional<double> holdout_share;  // nothing: no lots, and `held_out` is empty
  int64_t holdout_seed = 0;
  InterventionGroup treated, held_out;
  InterventionJudgement judgement = InterventionJudgement::kObservational;
  std::string note;  // the judgement in words, with its warning
  // Treated less held out, Newcombe; where both are known and it was not stopped.
  std::optional<statistics::Difference> difference;
  std::optional<double> p, adjusted_p;  // Pearson; Holm over what was compared
  std::optional<double> detectable;     // with 80 %, by so many accounts
  std::optional<double> shares_p;       // χ² of the sizes; nothing: too few to say
};

class InterventionTally {
 public:
  // In the order in which they began.
  void Add(const Intervention& one);
  // By playbook; what has lots first.
  std::vector<InterventionEffect> Effects() const;

 private:
  // Playbook, whether there were no lots, share, seed.
  using Key = std::tuple<std::string, bool, double, int64_t>;
  struct Entry {
    InterventionGroup treated, held_out;
    std::set<std::string> accounts;
  };
  std::map<Key, Entry> entries_;
};

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_INTERVENTIONS_H_
