// Which networks are whose, at their edges.
#include "server/delivery/network_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>
#include <string>
#include <utility>

#include "gtest/gtest.h"

namespace bellwether::delivery {
namespace {

Reach ReachOfText(const std::string& text) {
  sockaddr_storage place{};
  in_addr four{};
  in6_addr six{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) {
    sockaddr_in in{};
    in.sin_family = AF_INET;
    in.sin_addr = four;
    std::memcpy(&place, &in, sizeof(in));
  } else {
    EXPECT_EQ(inet_pton(AF_INET6, text.c_str(), &six), 1) << text;
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    in.sin6_addr = six;
    std::memcpy(&place, &in, sizeof(in));
  }
  EXPECT_EQ(TextOf(reinterpret_cast<sockaddr*>(&place)), text);
  return ReachOf(reinterpret_cast<sockaddr*>(&place));
}

TEST(NetworkAddressTest, PublicOnes) {
  for (const char* text :
       {"1.1.1.1",    "9.255.255.255",   "11.0.0.0",         "126.255.255.255",
        "128.0.0.0",  "100.63.255.255",  "100.128.0.0",      "172.15.255.255",
        "172.32.0.0", "169.253.255.255", "192.167.255.255",  "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "2606:4700::1111",  "2a00:1450::1",
        "3ffe::1",    "::ffff:1.1.1.1",  "64:ff9b::101:101", "2002:101:101::1"}) {
    EXPECT_EQ(ReachOfText(text), Reach::kPublic) << text;
  }
}

TEST(NetworkAddressTest, PrivateOnes) {
  for (const char* text :
       {"10.0.0.0", "10.255.255.255", "127.0.0.1", "127.255.255.255", "172.16.0.0",
        "172.31.255.255", "192.168.0.1", "100.64.0.0", "100.100.100.201", "100.127.255.255", "::1",
        "fc00::1", "fd12:3456::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1",
        "2002:a00:1::1"}) {
    EXPECT_EQ(ReachOfText(text), Reach::kPrivate) << text;
  }
}

TEST(NetworkAddressTest, NobodysAtAll) {
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "169.254.169.254",
                           "100.100.100.200",
                           "168.63.129.16",
                           "::ffff:100.100.100.200",
                           "192.0.0.8",
                           "192.0.2.1",
                           "198.18.0.1",
                           "198.51.100.1",
                           "203.0.113.1",
                           "224.0.0.1",
                           "255.255.255.255",
                           "240.0.0.1",
                           "::",
                           "fe80::1",
                           "ff02::1",
                           "2001::1",
                           "2001:db8::1",
                           "3fff::1",
                           "fd00:ec2::254",
                           "100::1",
                           "::ffff:169.254.169.254",
                           "64:ff9b::a9fe:a9fe",
                           "2002:a9fe:a9fe::1",
                           "4000::1"}) {
    EXPECT_EQ(ReachOfText(text), Reach::kNever) << text;
  }
}

TEST(NetworkAddressTest, OfAnotherFamilyNobodys) {
  sockaddr place{};
  place.sa_family = AF_UNIX;
  EXPECT_EQ(ReachOf(&place), Reach::kNever);
  EXPECT_EQ(TextOf(&place), "?");
}

}  // namespace
}  // namespace bellwether::delivery
