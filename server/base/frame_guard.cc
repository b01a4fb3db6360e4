// Tested by tests/server/frame_guard_test.cc, and at length by scripts/prove hostile.
#include "server/base/frame_guard.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "server/base/mutex.h"
#include "server/base/steady_time.h"

namespace bellwether {
namespace {

constexpr absl::Duration kBetweenReports = absl::Seconds(1);
// Addresses that are shut out at once; of more, the one whose time is over first is let in.
constexpr size_t kMostShutOut = 1024;

uint64_t NowMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000 + static_cast<uint64_t>(now.tv_nsec) / 1'000'000;
}

// The client's address without its port, as people write it; of IPv6 its network. "" where
// there is none, as for a socket in the file system.
std::string AddressOf(int connection) {
  sockaddr_storage peer{};
  socklen_t size = sizeof(peer);
  if (getpeername(connection, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return "";
  char text[INET6_ADDRSTRLEN] = {};
  if (peer.ss_family == AF_INET) {
    return inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in*>(&peer)->sin_addr, text, sizeof(text));
  }
  if (peer.ss_family != AF_INET6) return "";
  in6_addr& address = reinterpret_cast<sockaddr_in6*>(&peer)->sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    return inet_ntop(AF_INET, &address.s6_addr[12], text, sizeof(text));
  }
  std::fill_n(&address.s6_addr[8], 8, uint8_t{0});  // whoever has one has its whole /64
  return inet_ntop(AF_INET6, &address, text, sizeof(text)) + std::string("/64");
}

// What no other socket of the machine has or had; 0 where the system does not tell.
uint64_t IdentityOf(int connection) {
  uint64_t identity = 0;
  socklen_t size = sizeof(identity);
  return getsockopt(connection, SOL_SOCKET, SO_COOKIE, &identity, &size) == 0 ? identity : 0;
}

using WatchPointer = std::shared_ptr<FrameWatch>;

// Nobody tells when a file is closed, and its number is soon another's.
struct WatchedConnection {
  uint64_t identity = 0;
  WatchPointer watch;
};

// What there is one of in a process. Never destroyed: a library may read while the process ends.
class GuardedConnections {
 public:
  static GuardedConnections& Get() {
    static auto* const one = new GuardedConnections;
    return *one;
  }

  void Begin(const FrameLimits& limits, absl::Duration shut_out, FrameGuard::OnHarm on_harm) {
    MutexLock lock(mutex_);
    limits_ = limits;
    shut_out_for_ = shut_out;
    on_harm_ = std::move(on_harm);
    last_report_ = SteadyTime::InfinitePast();
    shut_out_.clear();
    active_ = true;
  }
  void End() {
    MutexLock lock(mutex_);
    active_ = false;
    on_harm_ = nullptr;
    watched_.clear();
    shut_out_.clear();
  }
  bool active() const { return active_; }
  uint64_t ended() {
    MutexLock lock(mutex_);
    return ended_;
  }

  bool Add(int connection) {
    MutexLock lock(mutex_);
    if (!shut_out_.empty()) {
      const auto found = shut_out_.find(AddressOf(connection));
      if (found != shut_out_.end() && SteadyTime::Now() < found->second) return false;
      if (found != shut_out_.end()) shut_out_.erase(found);
    }
    watched_.insert_or_assign(connection, WatchedConnection{IdentityOf(connection),
                                                            std::make_shared<FrameWatch>(limits_)});
    return true;
  }
  WatchPointer Find(int connection) {
    MutexLock lock(mutex_);
    const auto found = watched_.find(connection);
    if (found == watched_.end()) return nullptr;
    if (found->second.identity == IdentityOf(connection)) return found->second.watch;
    watched_.erase(found);
    return nullptr;
  }
  void Remove(int connection) {
    MutexLock lock(mutex_);
    watched_.erase(connection);
  }
  FrameLimits limits() {
    MutexLock lock(mutex_);
    return limits_;
  }

  void Tell(FrameHarm harm, const std::string& address) {
    MutexLock lock(mutex_);
    ++ended_;
    if (!address.empty() && shut_out_for_ > absl::ZeroDuration()) ShutOut(address);
    if (on_harm_ == nullptr || SteadyTime::Now() < last_report_ + kBetweenReports) return;
    last_report_ = SteadyTime::Now();
    on_harm_({harm, address, ended_});
  }

 private:
  void ShutOut(const std::string& address) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (shut_out_.size() >= kMostShutOut) {
      shut_out_.erase(std::min_element(
          shut_out_.begin(), shut_out_.end(),
          [](const auto& one, const auto& other) { return one.second < other.second; }));
    }
    shut_out_.insert_or_assign(address, SteadyTime::Now() + shut_out_for_);
  }

  std::atomic<bool> active_{false};
  Mutex mutex_;
  FrameLimits limits_ ABSL_GUARDED_BY(mutex_);
  absl::Duration shut_out_for_ ABSL_GUARDED_BY(mutex_);
  FrameGuard::OnHarm on_harm_ ABSL_GUARDED_BY(mutex_);
  SteadyTime last_report_ ABSL_GUARDED_BY(mutex_) = SteadyTime::InfinitePast();
  uint64_t ended_ ABSL_GUARDED_BY(mutex_) = 0;
  // By the number of the file.
  std::unordered_map<int, WatchedConnection> watched_ ABSL_GUARDED_BY(mutex_);
  std::unordered_map<std::string, SteadyTime> shut_out_ ABSL_GUARDED_BY(mutex_);
};

// The connection that this thread read last. gRPC unpacks what it read at once, on the same thread,
// so under TLS this is the one whose bytes they are.
thread_local int last_read = -1;

// What a connection of TLS carries along; freed with it.
struct SecureWatch {
  FrameWatch watch;
  const std::string address;  // of who seemed to send its first bytes
};

int SecureWatchIndex() {
  static const int index = SSL_get_ex_new_index(
      0, nullptr, nullptr, nullptr, [](void*, void* secure, CRYPTO_EX_DATA*, int, long, void*) {
        delete static_cast<SecureWatch*>(secure);
      });
  return index;
}

// Null where there is no memory for it.
SecureWatch* SecureWatchOf(SSL* connection) {
  auto* const known = static_cast<SecureWatch*>(SSL_get_ex_data(connection, SecureWatchIndex()));
  if (known != nullptr) return known;
  std::unique_ptr<SecureWatch> made(
      new SecureWatch{FrameWatch(GuardedConnections::Get().limits()), AddressOf(last_read)});
  if (SSL_set_ex_data(connection, SecureWatchIndex(), made.get()) != 1) return nullptr;
  return made.release();
}

FrameHarm LookAt(FrameWatch& watch, const msghdr& message, size_t size) {
  FrameHarm harm = FrameHarm::kNone;
  const uint64_t now = NowMilliseconds();
  for (size_t i = 0; i < message.msg_iovlen && size > 0 && harm == FrameHarm::kNone; ++i) {
    const size_t part = std::min(message.msg_iov[i].iov_len, size);
    harm = watch.Take({static_cast<const char*>(message.msg_iov[i].iov_base), part}, now);
    size -= part;
  }
  return harm;
}

// Whether what came on the connection does no harm.
bool IsHarmless(int connection, const msghdr& message, ssize_t size) {
  GuardedConnections& connections = GuardedConnections::Get();
  const WatchPointer watch = connections.Find(connection);
  if (watch == nullptr) return true;
  last_read = connection;
  const FrameHarm harm = LookAt(*watch, message, static_cast<size_t>(size));
  if (size == 0 || harm != FrameHarm::kNone) connections.Remove(connection);
  if (harm == FrameHarm::kNone) return true;
  connections.Tell(harm, AddressOf(connection));
  shutdown(connection, SHUT_RDWR);
  return false;
}

bool IsHarmless(SSL* connection, const void* bytes, int size) {
  SecureWatch* const secure = SecureWatchOf(connection);
  if (secure == nullptr) return true;
  const FrameHarm harm = secure->watch.Take(
      {static_cast<const char*>(bytes), static_cast<size_t>(size)}, NowMilliseconds());
  if (harm == FrameHarm::kNone) return true;
  const std::string address = AddressOf(last_read);
  GuardedConnections::Get().Tell(harm, address == secure->address ? address : "");
  return false;
}

}  // namespace

FrameGuard::FrameGuard(const FrameLimits& limits, absl::Duration shut_out, OnHarm on_harm) {
  GuardedConnections::Get().Begin(limits, shut_out, std::move(on_harm));
}

FrameGuard::~FrameGuard() { GuardedConnections::Get().End(); }

uint64_t EndedForHarm() { return GuardedConnections::Get().ended(); }

bool MayConnect(int connection) {
  return !GuardedConnections::Get().active() || GuardedConnections::Get().Add(connection);
}

}  // namespace bellwether

extern "C" ssize_t recvmsg(int connection, msghdr* message, int flags) {
  using bellwether::GuardedConnections;
  const ssize_t size = syscall(SYS_recvmsg, connection, message, flags);
  const bool came = size > 0 || (size == 0 && (flags & MSG_ERRQUEUE) == 0);
  if (!came || (flags & (MSG_ERRQUEUE | MSG_PEEK)) != 0 || !GuardedConnections::Get().active())
    return size;
  return bellwether::IsHarmless(connection, *message, size) ? size : 0;
}

extern "C" int SSL_read(SSL* connection, void* bytes, int most) {
  using Read = int (*)(SSL*, void*, int);
  static const auto read = reinterpret_cast<Read>(dlsym(RTLD_NEXT, "SSL_read"));
  const int size = read(connection, bytes, most);
  if (size <= 0 || SSL_is_server(connection) == 0 ||
      !bellwether::GuardedConnections::Get().active()) {
    return size;
  }
  return bellwether::IsHarmless(connection, bytes, size) ? size : -1;
}
