// Tested by tests/server/change_queue_test.cc.
#include "server/book/change_queue.h"

#include <utility>

namespace bellwether {

ChangeQueue::Added ChangeQueue::Add(const store::AccountName& of, SteadyTime now) {
  MutexLock lock(mutex_);
  if (names_.contains(of)) return Added::kWaitsAlready;
  if (names_.size() >= settings_.most) {
    overflowed_ = true;
    return Added::kNoRoom;
  }
  names_.insert(of);
  auto& waiting = tenants_[of.tenant];
  if (waiting.empty()) turns_.push_back(of.tenant);
  waiting.push_back({of.account, now});
  return Added::kNew;
}

std::vector<ChangeQueue::Change> ChangeQueue::Take(SteadyTime now, size_t most) {
  MutexLock lock(mutex_);
  std::vector<Change> taken;
  size_t resting = 0;  // tenants in a row whose first account still rests
  while (taken.size() < most && resting < turns_.size()) {
    const std::string tenant = std::move(turns_.front());
    turns_.pop_front();
    const auto found = tenants_.find(tenant);
    std::deque<Waiting>& waiting = found->second;
    if (now < waiting.front().since + settings_.rest) {
      ++resting;
      turns_.push_back(tenant);
      continue;
    }
    resting = 0;
    taken.push_back({{tenant, std::move(waiting.front().account)}, waiting.front().since});
    waiting.pop_front();
    names_.erase(taken.back().of);
    if (waiting.empty()) {
      tenants_.erase(found);
    } else {
      turns_.push_back(tenant);
    }
  }
  return taken;
}

SteadyTime ChangeQueue::NextReady() const {
  MutexLock lock(mutex_);
  SteadyTime next = SteadyTime::InfiniteFuture();
  for (const auto& [tenant, waiting] : tenants_) {
    const SteadyTime ready = waiting.front().since + settings_.rest;
    if (ready < next) next = ready;
  }
  return next;
}

size_t ChangeQueue::waiting() const {
  MutexLock lock(mutex_);
  return names_.size();
}

bool ChangeQueue::TakeOverflowed() {
  MutexLock lock(mutex_);
  return std::exchange(overflowed_, false);
}

}  // namespace bellwether
