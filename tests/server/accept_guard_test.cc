// A process that may open no more files refuses connections, and takes them again when it may.
#include "server/base/accept_guard.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "gtest/gtest.h"

namespace bellwether {
namespace {

class AcceptGuardTest : public ::testing::Test {
 protected:
  void SetUp() override {
    listening_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(bind(listening_, Address(), sizeof(address_)), 0);
    ASSERT_EQ(listen(listening_, 16), 0);
    socklen_t size = sizeof(address_);
    ASSERT_EQ(getsockname(listening_, Address(), &size), 0);
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &usual_), 0);
  }
  void TearDown() override {
    setrlimit(RLIMIT_NOFILE, &usual_);
    for (const int file : open_) close(file);
    close(listening_);
  }

  sockaddr* Address() { return reinterpret_cast<sockaddr*>(&address_); }
  int Connect() {
    open_.push_back(socket(AF_INET, SOCK_STREAM, 0));
    EXPECT_EQ(connect(open_.back(), Address(), sizeof(address_)), 0);
    return open_.back();
  }
  int Accept() { return accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC); }
  // No more than are open now.
  void LetNoMoreBeOpened() {
    rlimit few = usual_;
    const int next = dup(listening_);
    close(next);
    few.rlim_cur = static_cast<rlim_t>(next);
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &few), 0);
  }

  sockaddr_in address_{};
  rlimit usual_{};
  int listening_ = -1;
  std::vector<int> open_;
};

TEST_F(AcceptGuardTest, TakesConnectionsAsTheSystemDoes) {
  Connect();
  const int taken = Accept();
  EXPECT_GE(taken, 0);
  close(taken);
  EXPECT_EQ(Accept(), -1);
  EXPECT_EQ(errno, EAGAIN);
}

TEST_F(AcceptGuardTest, RefusesConnectionsWhileNoFileMayBeOpened) {
  std::vector<uint64_t> told;
  const uint64_t before = RefusedConnections();
  const AcceptGuard guard([&](uint64_t refused) { told.push_back(refused - before); });
  const int first = Connect();
  Connect();
  LetNoMoreBeOpened();
  EXPECT_EQ(Accept(), -1);
  EXPECT_EQ(errno, EAGAIN);
  EXPECT_EQ(told, std::vector<uint64_t>{2});
  char byte = 0;
  EXPECT_EQ(read(first, &byte, 1), 0);  // it was closed, and does not wait for ever

  setrlimit(RLIMIT_NOFILE, &usual_);
  Connect();
  const int taken = Accept();
  EXPECT_GE(taken, 0);
  close(taken);
}

TEST_F(AcceptGuardTest, LeavesOtherMistakesAsTheyAre) {
  EXPECT_EQ(accept4(-1, nullptr, nullptr, 0), -1);
  EXPECT_EQ(errno, EBADF);
}

}  // namespace
}  // namespace bellwether
