// Tested by tests/server/waiting_line_test.cc, and over a connection by overload_test.cc.
#include "server/rpc/waiting_line.h"

namespace bellwether {
namespace {

// Of the average, how much is the last one.
constexpr double kWeight = 1.0 / 16;

void Learn(absl::Duration last, absl::Duration& average) {
  average = average == absl::ZeroDuration() ? last : average + (last - average) * kWeight;
}

}  // namespace

void WaitingLine::Join(Waiter& waiter) {
  waiters_.push_back(&waiter);
  size_.store(static_cast<uint32_t>(waiters_.size()), std::memory_order_relaxed);
}

void WaitingLine::ServeFirst() {
  Waiter& first = *waiters_.front();
  waiters_.pop_front();
  size_.store(static_cast<uint32_t>(waiters_.size()), std::memory_order_relaxed);
  const SteadyTime begun = clock_();
  first.TakeTurn();
  const absl::Duration turn = clock_() - begun;
  Learn(turn, turn_);
  // Where nobody waited, the time since the turn before says nothing of how fast the line is.
  const bool moved_on = SteadyTime::InfinitePast() < last_turn_;
  if (moved_on) {
    Learn(begun - last_turn_, step_);
  } else if (waiters_.empty()) {
    Learn(turn, step_);
  }
  last_turn_ = waiters_.empty() ? SteadyTime::InfinitePast() : begun;
}

}  // namespace bellwether
