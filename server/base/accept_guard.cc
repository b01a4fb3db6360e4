// Tested by tests/server/accept_guard_test.cc, and at length by scripts/prove faults.
#include "server/base/accept_guard.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/time/time.h"
#include "server/base/frame_guard.h"
#include "server/base/mutex.h"
#include "server/base/steady_time.h"

namespace bellwether {
namespace {

constexpr absl::Duration kBetweenReports = absl::Minutes(1);

int Accept(int listening, sockaddr* address, socklen_t* size, int flags) {
  return static_cast<int>(syscall(SYS_accept4, listening, address, size, flags));
}

bool NoRoom(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

// What accept(2) tells of the one connection alone: the next one may be well.
bool OfOneConnection(int error) {
  switch (error) {
    case EINTR:
    case ECONNABORTED:
    case EPROTO:
    case EPERM:
    case ENETDOWN:
    case ENETUNREACH:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENOPROTOOPT:
    case ENONET:
      return true;
    default:
      return false;
  }
}

// What there is one of in a process. Never destroyed: a library may accept while the process ends.
class Refusals {
 public:
  static Refusals& Get() {
    static auto* const one = new Refusals;
    return *one;
  }

  void Tell(AcceptGuard::OnRefused on_refused) {
    MutexLock lock(mutex_);
    on_refused_ = std::move(on_refused);
    last_report_ = SteadyTime::InfinitePast();
    KeepFile();
  }

  // Refuses what waits on a socket. The next accept finds nobody there.
  void RefuseAll(int listening) {
    MutexLock lock(mutex_);
    const uint64_t before = refused_;
    while (RefuseOne(listening)) ++refused_;
    if (refused_ == before || on_refused_ == nullptr) return;
    if (SteadyTime::Now() < last_report_ + kBetweenReports) return;
    last_report_ = SteadyTime::Now();
    on_refused_(refused_);
  }

  uint64_t refused() {
    MutexLock lock(mutex_);
    return refused_;
  }

 private:
  void KeepFile() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (kept_ < 0) kept_ = open("/dev/null", O_RDONLY | O_CLOEXEC);
  }

  bool RefuseOne(int listening) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (kept_ >= 0) close(kept_);
    kept_ = -1;
    const int taken = Accept(listening, nullptr, nullptr, SOCK_CLOEXEC);
    if (taken >= 0) close(taken);
    KeepFile();
    return taken >= 0;
  }

  Mutex mutex_;
  AcceptGuard::OnRefused on_refused_ ABSL_GUARDED_BY(mutex_);
  SteadyTime last_report_ ABSL_GUARDED_BY(mutex_) = SteadyTime::InfinitePast();
  uint64_t refused_ ABSL_GUARDED_BY(mutex_) = 0;
  int kept_ ABSL_GUARDED_BY(mutex_) = -1;
};

}  // namespace

AcceptGuard::AcceptGuard(OnRefused on_refused) { Refusals::Get().Tell(std::move(on_refused)); }

AcceptGuard::~AcceptGuard() { Refusals::Get().Tell(nullptr); }

uint64_t RefusedConnections() { return Refusals::Get().refused(); }

}  // namespace bellwether

// Sockets that are none of a server's are served as the system does, but for the errors above.
extern "C" int accept4(int listening, sockaddr* __restrict address, socklen_t* __restrict size,
                       int flags) {
  while (true) {
    const int taken = bellwether::Accept(listening, address, size, flags);
    if (taken >= 0) {
      if (bellwether::MayConnect(taken)) return taken;
      close(taken);
      continue;
    }
    if (bellwether::OfOneConnection(errno)) continue;
    if (!bellwether::NoRoom(errno)) return taken;
    bellwether::Refusals::Get().RefuseAll(listening);
    errno = EAGAIN;
    return -1;
  }
}
