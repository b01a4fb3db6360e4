// How many calls of one method wait for a client on one queue. Shared by those calls; all of them
// run on the queue's thread.
//
// A call that is taken makes another one when half of them are busy, and one that is done goes
// when there are enough: so a burst finds someone waiting, and a calm after it frees the memory.
#ifndef BELLWETHER_SERVER_RPC_ARMED_CALLS_H_
#define BELLWETHER_SERVER_RPC_ARMED_CALLS_H_

#include <cstdint>

namespace bellwether {

class ArmedCalls {
 public:
  explicit ArmedCalls(uint32_t wanted) : wanted_(wanted) {}

  void Add() { ++waiting_; }
  void Take() { --waiting_; }
  bool TooFew() const { return waiting_ < (wanted_ + 1) / 2; }
  bool Enough() const { return waiting_ >= wanted_; }

 private:
  const uint32_t wanted_;
  uint32_t waiting_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ARMED_CALLS_H_
