// What a handler knows of its call beside the request, and the memory that it may work in.
#ifndef BELLWETHER_SERVER_RPC_CALL_CONTEXT_H_
#define BELLWETHER_SERVER_RPC_CALL_CONTEXT_H_

#include <string_view>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "engine/base/stop.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/facts.h"
#include "engine/questions/questions.h"
#include "server/rpc/call_memory.h"
#include "server/rpc/call_origin.h"

namespace bellwether {

// Working memory of one polling thread: every call that the thread answers uses it anew, so that
// a call allocates little. Nothing in it outlives the call.
struct Workspace {
  Account account;
  Facts facts;
  Scratch scratch;
  Evaluation evaluation;
  Questions questions;  // of answers at FULL
  std::vector<Violation> violations;
  CallMemory item_memory;  // messages of one account of many
};

struct CallContext {
  std::string_view method;                       // "bellwether.v1.ScoringService/Evaluate"
  absl::Time received;                           // stands in for an absent as_of (S4)
  absl::Time deadline = absl::InfiniteFuture();  // the caller's
  Workspace& workspace;
  // Of a call that a worker answers: says when the client left or its deadline passed, by a clock
  // that does not jump while the worker is at it.
  const Stop* stop = nullptr;
  const CallOrigin& origin = NoOrigin();

  // Whether what is still to be done has no listener.
  bool IsOver() const { return stop != nullptr ? stop->requested() : deadline <= absl::Now(); }
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_CONTEXT_H_
