// Ends connections whose clients do harm that gRPC 1.51 has no limit against (frame_watch.h).
//
//   FrameGuard guard(limits, absl::Seconds(10), [](const HarmDone& harm) { ... });
//
// gRPC reads a connection by recvmsg(), and by SSL_read() where it speaks TLS. The program has
// functions of these names, which libraries find before those of the system and of OpenSSL: they
// read as those do, and look at what came on connections that the program accepted. Where there is
// harm, what was read is thrown away and the connection is at its end, so gRPC never sees it.
//
// Whose client did harm may not connect again for a while: another connection is as cheap as the
// harm.
//
// There is one of it in a process; without one, nothing is looked at. Thread-safe.
#ifndef BELLWETHER_SERVER_BASE_FRAME_GUARD_H_
#define BELLWETHER_SERVER_BASE_FRAME_GUARD_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/time/time.h"
#include "server/base/frame_watch.h"

namespace bellwether {

struct HarmDone {
  FrameHarm harm = FrameHarm::kNone;
  std::string address;       // of the client, without its port; "": not known
  uint64_t connections = 0;  // that were ended for harm since the process began
};

class FrameGuard {
 public:
  // Told on the thread that read, at most once a second.
  using OnHarm = std::function<void(const HarmDone& harm)>;

  // `shut_out`: for how long an address may not connect after it did harm; zero: it may at once.
  FrameGuard(const FrameLimits& limits, absl::Duration shut_out, OnHarm on_harm);
  ~FrameGuard();
  FrameGuard(const FrameGuard&) = delete;
  FrameGuard& operator=(const FrameGuard&) = delete;
};

// Connections that were ended for harm since the process began.
uint64_t EndedForHarm();

// Told of a connection that was taken (accept_guard.cc). False when its client is shut out: close
// it.
bool MayConnect(int connection);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_FRAME_GUARD_H_
