// How it stands with a pack that is kept up to date: what is published, and what came of the last
// attempt to publish what its source holds. Plain data, copied whole, so that metrics, GetPack and
// the log tell the same story.
//
//   PackStatus status;                       // one for each source
//   PackState state = status.Get();          // any thread
//   state.attempts[size_t(ReloadOutcome::kInvalid)]   // how often it did not compile
#ifndef BELLWETHER_SERVER_PACKS_PACK_STATE_H_
#define BELLWETHER_SERVER_PACKS_PACK_STATE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "server/base/mutex.h"
#include "server/packs/snapshot_store.h"

namespace bellwether {

enum class ReloadOutcome : uint8_t {
  kPublished,    // another digest answers from now on
  kRefreshed,    // other bytes, same digest: only places in files are new (S28)
  kUnreadable,   // the source cannot be read
  kInvalid,      // the rules, or their tests, have errors
  kTestsFailed,  // the pack's own tests do not hold
};
inline constexpr size_t kReloadOutcomes = 5;
std::string_view NameOf(ReloadOutcome outcome);  // "tests_failed"
inline bool IsGood(ReloadOutcome outcome) { return outcome <= ReloadOutcome::kRefreshed; }

// What people should know of an attempt.
struct PackProblem {
  bool is_error = true;  // or a warning
  std::string place;     // "health.yaml:12:5"; "" where there is none
  std::string message;   // one line
};

struct PackState {
  PackLabel label = PackLabel::kActive;
  std::string source;  // as the option names it

  // What is published; empty before the first time.
  std::string name, version, digest;
  std::string revision;
  uint64_t generation = 0;
  absl::Time published_at;

  // The last attempt. None is made while the source holds what it held at the last one.
  absl::Time attempted_at;
  ReloadOutcome outcome = ReloadOutcome::kPublished;
  std::vector<PackProblem>
      problems;                // at most Limits::max_diagnostics; warnings of a good pack too
  uint64_t problem_count = 0;  // all of them
  // Since when every attempt has failed; nothing: what is published is what the source holds.
  std::optional<absl::Time> broken_since;
  std::array<uint64_t, kReloadOutcomes> attempts = {};  // by outcome
};

// The state of one source. Any thread.
class PackStatus {
 public:
  PackState Get() const {
    MutexLock lock(mutex_);
    return state_;
  }
  void Set(PackState state) {
    MutexLock lock(mutex_);
    state_ = std::move(state);
  }

 private:
  mutable Mutex mutex_;
  PackState state_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_PACK_STATE_H_
