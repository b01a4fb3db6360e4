// The threads that answer calls of many accounts. They give way: where a processor is wanted by a
// thread that polls, that one has it. Calls beyond those that may wait for a thread are refused, so
// batches neither delay calls of one account nor take the room of the gate from them.
//
//   LargeWorkers workers(options, reception, log);
//   LargeMethod<...> batch{"...", service, &Service::Request..., handler, workers, armed};
//   ...
//   workers.Stop();   // after the calls were cancelled, before the loops are stopped
#ifndef BELLWETHER_SERVER_RPC_LARGE_WORKERS_H_
#define BELLWETHER_SERVER_RPC_LARGE_WORKERS_H_

#include <memory>
#include <vector>

#include "server/base/mutex.h"
#include "server/base/work_queue.h"
#include "server/rpc/call_context.h"
#include "server/rpc/call_memory.h"
#include "server/rpc/reception.h"
#include "server/rpc/worker_call.h"
#include "server/settings/options.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class LargeWorkers {
 public:
  // `threads` of them. The reception and the log outlive it.
  LargeWorkers(const ServerOptions& options, uint32_t threads, Reception& reception, Logger& log);

  const WorkerEnvironment& environment() const { return environment_; }
  const WorkQueue& queue() const { return queue_; }
  void Stop() { queue_.Stop(); }

  // What one call at a time works in; the next one uses it anew.
  struct CallRoom {
    Workspace workspace;
    CallMemory messages;
  };
  struct GiveBack {
    LargeWorkers* workers;
    void operator()(CallRoom* room) const;
  };
  using Memory = std::unique_ptr<CallRoom, GiveBack>;
  // Any thread. There are never more of them than threads.
  Memory TakeMemory();

 private:
  WorkQueue queue_;
  const WorkerEnvironment environment_;
  Mutex mutex_;
  std::vector<std::unique_ptr<CallRoom>> free_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_LARGE_WORKERS_H_
