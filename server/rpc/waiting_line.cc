// Tested by tests/server/waiting_line_test.cc, and over a connection by overload_test.cc.
#include "server/rpc/waiting_line.h"

namespace bellwether {
namespace {

// Of the average, how much is the last step.
constexpr double kWeight = 1.0 / 16;

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
  const bool moved_on = SteadyTime::InfinitePast() < last_turn_;
  if (moved_on) Learn(begun - last_turn_);
  first.TakeTurn();
  // Where nobody waits, the time until the next turn says nothing of how fast the line is.
  if (waiters_.empty() && !moved_on) Learn(clock_() - begun);
  last_turn_ = waiters_.empty() ? SteadyTime::InfinitePast() : begun;
}

void WaitingLine::Learn(absl::Duration step) {
  step_ = step_ == absl::ZeroDuration() ? step : step_ + (step - step_) * kWeight;
}

}  // namespace bellwether
