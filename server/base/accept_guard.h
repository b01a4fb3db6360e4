// Keeps a server listening when it may open no more files.
//
//   AcceptGuard guard([](uint64_t refused) { ... });   // before the server starts; ends after it
//
// gRPC 1.51 gives its listening socket up for good at the first accept4() that fails: with EMFILE,
// when the process has as many files open as it may, or because a client was gone too soon. So the
// program has an accept4() of its own, which libraries find before that of the system: it refuses
// the connections for which there is no room, and never fails but with EAGAIN. A file that is kept
// for that makes the room to refuse them.
//
// Thread-safe. Newer versions of gRPC try again by themselves and are not disturbed.
#ifndef BELLWETHER_SERVER_BASE_ACCEPT_GUARD_H_
#define BELLWETHER_SERVER_BASE_ACCEPT_GUARD_H_

#include <cstdint>
#include <functional>

namespace bellwether {

class AcceptGuard {
 public:
  // Told on the thread that accepts, at most once a minute, how many were refused so far.
  using OnRefused = std::function<void(uint64_t refused)>;

  explicit AcceptGuard(OnRefused on_refused);
  ~AcceptGuard();
  AcceptGuard(const AcceptGuard&) = delete;
  AcceptGuard& operator=(const AcceptGuard&) = delete;
};

// Connections that were refused since the process began.
uint64_t RefusedConnections();

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_ACCEPT_GUARD_H_
