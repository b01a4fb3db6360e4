// The calls of one account that wait for the thread of a queue, in the order in which they came.
//
//   if (!line.HasTimeFor(left)) ...     // refused at once: it would be answered too late
//   line.Join(call);
//   ...
//   line.ServeFirst();                  // calls its TakeTurn()
//
// A server with more calls than it can answer serves nobody when each waits until nearly all of its
// time is over: the answers come too late, and everything behind them waits as well. So a call
// waits for at most half of the time that its caller gives it, as far as that can be told from how
// fast the line has moved, and the rest is told at once to come back later. A call without a
// deadline always may wait: how many there are is the gate's to say.
//
// Not thread-safe, but for size().
#ifndef BELLWETHER_SERVER_RPC_WAITING_LINE_H_
#define BELLWETHER_SERVER_RPC_WAITING_LINE_H_

#include <atomic>
#include <cstdint>
#include <deque>

#include "absl/time/time.h"
#include "server/base/steady_time.h"

namespace bellwether {

// A call that waits. Lives until its turn.
class Waiter {
 public:
  virtual ~Waiter() = default;
  // Answers the call. May delete this.
  virtual void TakeTurn() = 0;
};

class WaitingLine {
 public:
  using Clock = SteadyTime (*)();
  explicit WaitingLine(Clock clock = SteadyTime::Now) : clock_(clock) {}

  // Whether a call that may take `left` from now on should join.
  bool HasTimeFor(absl::Duration left) const {
    return waiters_.empty() || static_cast<double>(waiters_.size()) * step_ <= left / 2;
  }
  void Join(Waiter& waiter);
  // Not where nobody waits.
  void ServeFirst();

  bool empty() const { return waiters_.empty(); }
  // Any thread.
  uint32_t size() const { return size_.load(std::memory_order_relaxed); }
  // How long the line takes to move on by one, receiving and refusing others included; and how long
  // the turn itself takes. Averages in which what was lately counts most; zero before the first
  // turn.
  absl::Duration step() const { return step_; }
  absl::Duration turn() const { return turn_; }

 private:
  const Clock clock_;
  std::deque<Waiter*> waiters_;
  std::atomic<uint32_t> size_{0};
  absl::Duration step_, turn_;
  // When the last turn began, if somebody waited when it ended.
  SteadyTime last_turn_ = SteadyTime::InfinitePast();
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_WAITING_LINE_H_
