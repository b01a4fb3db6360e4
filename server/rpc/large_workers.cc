// Tested by tests/server/rpc_server_test.cc.
#include "server/rpc/large_workers.h"

#include <utility>

namespace bellwether {

LargeWorkers::LargeWorkers(const ServerOptions& options, uint32_t threads, Reception& reception,
                           Logger& log)
    : queue_(threads, options.max_large_waiting, "large", WorkQueue::Priority::kGivesWay),
      environment_{queue_, reception, log, options.max_response_bytes, "max_large_waiting"} {}

LargeWorkers::Memory LargeWorkers::TakeMemory() {
  MutexLock lock(mutex_);
  if (free_.empty()) return {new CallRoom, GiveBack{this}};
  std::unique_ptr<CallRoom> room = std::move(free_.back());
  free_.pop_back();
  return {room.release(), GiveBack{this}};
}

void LargeWorkers::GiveBack::operator()(CallRoom* room) const {
  MutexLock lock(workers->mutex_);
  workers->free_.emplace_back(room);
}

}  // namespace bellwether
