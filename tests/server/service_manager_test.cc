#include "server/service_manager.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string>

namespace bellwether {
namespace {

// A socket such as systemd's, and what it was told.
class Manager {
 public:
  explicit Manager(const std::string& name) : socket_(socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.data(), name.size());
    if (name[0] == '@') address.sun_path[0] = '\0';
    const size_t size = offsetof(sockaddr_un, sun_path) + name.size();
    EXPECT_EQ(
        bind(socket_, reinterpret_cast<const sockaddr*>(&address), static_cast<socklen_t>(size)),
        0);
    setenv("NOTIFY_SOCKET", name.c_str(), 1);
  }
  ~Manager() {
    unsetenv("NOTIFY_SOCKET");
    close(socket_);
  }

  std::string Told() const {
    char text[64];
    const ssize_t size = recv(socket_, text, sizeof(text), MSG_DONTWAIT);
    return size < 0 ? "" : std::string(text, static_cast<size_t>(size));
  }

 private:
  int socket_;
};

TEST(TellServiceManager, SendsADatagram) {
  const std::string name = testing::TempDir() + "notify." + std::to_string(getpid());
  const Manager manager(name);
  TellServiceManager(kReady);
  EXPECT_EQ(manager.Told(), "READY=1");
  unlink(name.c_str());
}

TEST(TellServiceManager, KnowsAbstractNames) {
  const Manager manager("@bellwether-test-" + std::to_string(getpid()));
  TellServiceManager(kStopping);
  EXPECT_EQ(manager.Told(), "STOPPING=1");
}

TEST(TellServiceManager, SaysNothingToNobody) {
  TellServiceManager(kReady);  // no NOTIFY_SOCKET
  setenv("NOTIFY_SOCKET", "vsock:2:1", 1);
  TellServiceManager(kReady);
  setenv("NOTIFY_SOCKET", ("/" + std::string(200, 'x')).c_str(), 1);
  TellServiceManager(kReady);
  setenv("NOTIFY_SOCKET", "/nowhere/at/all", 1);
  TellServiceManager(kReady);
  unsetenv("NOTIFY_SOCKET");
}

}  // namespace
}  // namespace bellwether
