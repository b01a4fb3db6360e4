// Counts the calls that were taken and not yet answered, and refuses those beyond a limit.
// Thread-safe, without locks.
#ifndef BELLWETHER_SERVER_RPC_CALL_GATE_H_
#define BELLWETHER_SERVER_RPC_CALL_GATE_H_

#include <atomic>
#include <cstdint>

namespace bellwether {

class CallGate {
 public:
  explicit CallGate(uint32_t most) : most_(most) {}

  // Every Enter is followed by one Leave, also when it returned false: a refusal is an answer
  // too, and waits for its client like any other.
  bool Enter() { return in_flight_.fetch_add(1, std::memory_order_relaxed) < most_; }
  void Leave() { in_flight_.fetch_sub(1, std::memory_order_relaxed); }

  uint32_t in_flight() const { return in_flight_.load(std::memory_order_relaxed); }
  uint32_t most() const { return most_; }

 private:
  const uint32_t most_;
  std::atomic<uint32_t> in_flight_{0};
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_GATE_H_
