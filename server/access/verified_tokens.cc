// Tested by tests/server/access_test.cc.
#include "server/access/verified_tokens.h"

namespace bellwether {

std::optional<KnownToken> VerifiedTokens::Find(const Sha256& hash, absl::Time now) {
  MutexLock lock(mutex_);
  const auto found = tokens_.find(hash);
  // One that is over goes when its turn comes.
  if (found == tokens_.end() || now >= found->second.expires) return std::nullopt;
  return found->second;
}

void VerifiedTokens::Add(const Sha256& hash, const KnownToken& token, uint64_t epoch) {
  MutexLock lock(mutex_);
  if (epoch != this->epoch()) return;
  if (!tokens_.insert_or_assign(hash, token).second) return;
  order_.push_back(hash);
  if (order_.size() <= most_) return;
  tokens_.erase(order_.front());
  order_.pop_front();
}

void VerifiedTokens::Clear() {
  MutexLock lock(mutex_);
  epoch_.fetch_add(1, std::memory_order_release);
  tokens_.clear();
  order_.clear();
}

size_t VerifiedTokens::size() const {
  MutexLock lock(mutex_);
  return tokens_.size();
}

}  // namespace bellwether
