// Tokens whose signature was verified, so that it need not be for every call: by their hash, so
// that the memory of the server holds none, until they expire.
//
// Bounded: the oldest make room. Thread-safe.
#ifndef BELLWETHER_SERVER_ACCESS_VERIFIED_TOKENS_H_
#define BELLWETHER_SERVER_ACCESS_VERIFIED_TOKENS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "absl/time/time.h"
#include "server/access/access_file.h"
#include "server/access/access_list.h"
#include "server/access/caller.h"
#include "server/base/mutex.h"

namespace bellwether {

class VerifiedTokens {
 public:
  explicit VerifiedTokens(size_t most) : most_(most) {}

  // Nothing: it must be verified.
  std::optional<KnownToken> Find(const Sha256& hash, absl::Time now);
  // `epoch` as it was before the token was verified: what was verified by keys or roles that are
  // not in force any more is not kept.
  void Add(const Sha256& hash, const KnownToken& token, uint64_t epoch);
  // Forgets all: keys or roles changed.
  void Clear();
  // How often that was done. Without a lock.
  uint64_t epoch() const { return epoch_.load(std::memory_order_acquire); }
  size_t size() const;

 private:
  const size_t most_;
  mutable Mutex mutex_;
  std::atomic<uint64_t> epoch_{0};  // changes under the lock
  std::map<Sha256, KnownToken> tokens_ ABSL_GUARDED_BY(mutex_);
  std::deque<Sha256> order_ ABSL_GUARDED_BY(mutex_);  // each of tokens_, the oldest first
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_VERIFIED_TOKENS_H_
