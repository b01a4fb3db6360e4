// Connections of this process to itself: read as the system reads, until one does harm.
#include "server/base/frame_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <vector>

#include "gmock/gmock.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;

const std::string kHello = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const std::string kPing(
    "\0\0\x8\x6\0\0\0\0\0"
    "12345678",
    17);

class FrameGuardTest : public ::testing::Test {
 protected:
  void SetUp() override {
    listening_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(bind(listening_, Address(address_), sizeof(address_)), 0);
    ASSERT_EQ(listen(listening_, 16), 0);
    socklen_t size = sizeof(address_);
    ASSERT_EQ(getsockname(listening_, Address(address_), &size), 0);
    limits_.max_control_frames = 5;
  }
  void TearDown() override {
    for (const int file : open_) close(file);
    close(listening_);
  }

  static sockaddr* Address(sockaddr_in& address) { return reinterpret_cast<sockaddr*>(&address); }
  // From an address of this machine.
  int Connect(const char* from = "127.0.0.1") {
    const int client = socket(AF_INET, SOCK_STREAM, 0);
    open_.push_back(client);
    sockaddr_in own{};
    own.sin_family = AF_INET;
    inet_pton(AF_INET, from, &own.sin_addr);
    EXPECT_EQ(bind(client, Address(own), sizeof(own)), 0);
    EXPECT_EQ(connect(client, Address(address_), sizeof(address_)), 0);
    return client;
  }
  int Accept() {
    const int taken = accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (taken >= 0) open_.push_back(taken);
    return taken;
  }
  static void Send(int client, const std::string& bytes) {
    ASSERT_EQ(send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }
  // In two buffers, as gRPC reads.
  static std::string Receive(int connection) {
    char first[10], second[4096];
    iovec buffers[] = {{first, sizeof(first)}, {second, sizeof(second)}};
    msghdr message{};
    message.msg_iov = buffers;
    message.msg_iovlen = 2;
    const ssize_t size = recvmsg(connection, &message, 0);
    if (size < 0) return "error";
    const auto in_first = std::min<size_t>(sizeof(first), static_cast<size_t>(size));
    return std::string(first, in_first) + std::string(second, static_cast<size_t>(size) - in_first);
  }
  static std::string Pings(int count) {
    std::string all = kHello;
    while (count-- > 0) all += kPing;
    return all;
  }
  FrameGuard::OnHarm Tell() {
    return [this](const HarmDone& harm) {
      told_.push_back(std::string(NameOf(harm.harm)) + " " + harm.address);
    };
  }

  sockaddr_in address_{};
  int listening_ = -1;
  std::vector<int> open_;
  FrameLimits limits_;
  std::vector<std::string> told_;
};

TEST_F(FrameGuardTest, WhatDoesNoHarmIsReadAsItIs) {
  const FrameGuard guard(limits_, absl::Seconds(60), Tell());
  const int client = Connect();
  const int taken = Accept();
  ASSERT_GE(taken, 0);
  for (const std::string& bytes : {Pings(5), std::string("whatever")}) {
    Send(client, bytes);
    EXPECT_EQ(Receive(taken), bytes);
  }
  shutdown(client, SHUT_WR);
  EXPECT_EQ(Receive(taken), "");
  EXPECT_TRUE(told_.empty());
}

TEST_F(FrameGuardTest, HarmEndsItsConnectionAndShutsOutItsAddress) {
  const uint64_t before = EndedForHarm();
  const FrameGuard guard(limits_, absl::Milliseconds(300), Tell());
  const int client = Connect("127.0.0.2");
  const int taken = Accept();
  const int other = Connect();
  const int other_taken = Accept();
  Send(client, Pings(6));
  EXPECT_EQ(Receive(taken), "") << "what came is thrown away";
  char byte = 0;
  EXPECT_EQ(recv(client, &byte, 1, 0), 0);
  EXPECT_THAT(told_, ElementsAre("control_frames 127.0.0.2"));
  EXPECT_EQ(EndedForHarm(), before + 1);

  Send(other, Pings(1));
  EXPECT_EQ(Receive(other_taken), Pings(1)) << "others go on";
  const int again = Connect("127.0.0.2");
  EXPECT_EQ(Accept(), -1);
  EXPECT_EQ(errno, EAGAIN);
  EXPECT_EQ(recv(again, &byte, 1, 0), 0);
  Connect();
  EXPECT_GE(Accept(), 0) << "others come";
  usleep(400'000);
  Connect("127.0.0.2");
  EXPECT_GE(Accept(), 0) << "and so does it, when its time is over";
}

TEST_F(FrameGuardTest, NobodyIsShutOutWhereThatIsOff) {
  const FrameGuard guard(limits_, absl::ZeroDuration(), Tell());
  for (int i = 0; i < 3; ++i) {
    const int client = Connect();
    const int taken = Accept();
    ASSERT_GE(taken, 0);
    Send(client, Pings(6));
    EXPECT_EQ(Receive(taken), "");
  }
  EXPECT_EQ(told_.size(), 1u) << "at most once a second";
}

TEST_F(FrameGuardTest, OthersThanThoseThatWereTakenAreNoneOfItsBusiness) {
  int before[2], pair[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, before), 0);
  open_.insert(open_.end(), {before[0], before[1]});
  const FrameGuard guard(limits_, absl::Seconds(60), Tell());
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  open_.insert(open_.end(), {pair[0], pair[1]});
  for (const auto& [from, to] : {std::pair(before[0], before[1]), std::pair(pair[0], pair[1])}) {
    Send(from, Pings(50));
    EXPECT_EQ(Receive(to), Pings(50));
  }
  EXPECT_TRUE(told_.empty());
}

// What was watched under the number of a file says nothing of the file that has it next.
TEST_F(FrameGuardTest, AFileThatHasTheNumberOfAnotherIsNotTakenForIt) {
  const FrameGuard guard(limits_, absl::Seconds(60), Tell());
  const int client = Connect();
  const int taken = Accept();
  Send(client, Pings(4));
  EXPECT_EQ(Receive(taken), Pings(4));
  open_.pop_back();
  close(taken);
  int pair[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
  open_.insert(open_.end(), {pair[0], pair[1]});
  ASSERT_EQ(pair[0], taken);
  const std::string pings = Pings(9).substr(kHello.size());
  Send(pair[1], pings);
  EXPECT_EQ(Receive(pair[0]), pings);
  EXPECT_TRUE(told_.empty());
}

TEST_F(FrameGuardTest, WithoutAGuardNothingIsLookedAt) {
  const int client = Connect();
  const int taken = Accept();
  Send(client, Pings(50));
  EXPECT_EQ(Receive(taken), Pings(50));
}

}  // namespace
}  // namespace bellwether
