// When a call's caller stops waiting, by the clock that only goes forward.
//
// gRPC keeps deadlines by that clock. ServerContext::deadline() is the time of day, which is not
// to be held against absl::Now(): after a jump the two differ for some seconds, and every call
// would be too late.
#ifndef BELLWETHER_SERVER_RPC_CALL_DEADLINE_H_
#define BELLWETHER_SERVER_RPC_CALL_DEADLINE_H_

#include <grpc/support/time.h>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "server/base/steady_time.h"

namespace bellwether {

inline SteadyTime DeadlineOf(const grpc::ServerContext& context) {
  const gpr_timespec deadline = context.raw_deadline();
  if (gpr_time_cmp(deadline, gpr_inf_future(deadline.clock_type)) == 0) {
    return SteadyTime::InfiniteFuture();
  }
  const gpr_timespec left = gpr_time_sub(deadline, gpr_now(deadline.clock_type));
  return SteadyTime::Now() + absl::Seconds(left.tv_sec) + absl::Nanoseconds(left.tv_nsec);
}

// The same moment as it is called now.
inline absl::Time TimeOfDay(SteadyTime time) { return absl::Now() + (time - SteadyTime::Now()); }

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_DEADLINE_H_
