// The registries: https://www.iana.org/assignments/iana-ipv4-special-registry and
// .../iana-ipv6-special-registry.
//
// Tested by tests/server/delivery/network_address_test.cc.
#include "server/delivery/network_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace bellwether::delivery {
namespace {

struct Network4 {
  std::array<uint8_t, 4> prefix;
  int bits;
  Reach reach;
};
// The first that fits counts; what is in none of them is anybody's.
constexpr Network4 kNetworks4[] = {
    {{100, 100, 100, 200}, 32, Reach::kNever},  // where clouds tell secrets of a machine, besides
    {{168, 63, 129, 16}, 32, Reach::kNever},    // 169.254.0.0/16
    {{10, 0, 0, 0}, 8, Reach::kPrivate},       {{127, 0, 0, 0}, 8, Reach::kPrivate},
    {{172, 16, 0, 0}, 12, Reach::kPrivate},    {{192, 168, 0, 0}, 16, Reach::kPrivate},
    {{100, 64, 0, 0}, 10, Reach::kPrivate},    {{0, 0, 0, 0}, 8, Reach::kNever},
    {{169, 254, 0, 0}, 16, Reach::kNever},     {{192, 0, 0, 0}, 24, Reach::kNever},
    {{192, 0, 2, 0}, 24, Reach::kNever},       {{192, 88, 99, 0}, 24, Reach::kNever},
    {{198, 18, 0, 0}, 15, Reach::kNever},      {{198, 51, 100, 0}, 24, Reach::kNever},
    {{203, 0, 113, 0}, 24, Reach::kNever},     {{224, 0, 0, 0}, 3, Reach::kNever},
};

using Bytes6 = std::array<uint8_t, 16>;
struct Network6 {
  std::array<uint8_t, 6> prefix;
  int bits;
  Reach reach;
};
// What is in none of them is nobody's. The first that fits counts.
constexpr Network6 kNetworks6[] = {
    {{0xfd, 0x00, 0x0e, 0xc2}, 32, Reach::kNever},  // where a cloud tells secrets of a machine
    {{0xfc}, 7, Reach::kPrivate},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, Reach::kNever},
    {{0x20, 0x01, 0x00}, 23, Reach::kNever},  // of protocols, Teredo among them
    {{0x3f, 0xff, 0x00}, 20, Reach::kNever},
    {{0x20}, 3, Reach::kPublic},
};

template <size_t kPrefix>
bool IsIn(const uint8_t* address, const std::array<uint8_t, kPrefix>& prefix, int bits) {
  for (int bit = 0; bit < bits; ++bit) {
    const auto byte = static_cast<size_t>(bit) / 8;
    const int mask = 0x80 >> (bit % 8);
    if ((address[byte] & mask) != (prefix[byte] & mask)) return false;
  }
  return true;
}

Reach ReachOf4(const uint8_t* address) {
  for (const Network4& network : kNetworks4) {
    if (IsIn(address, network.prefix, network.bits)) return network.reach;
  }
  return Reach::kPublic;
}

bool IsLoopback(const Bytes6& address) {
  return address.back() == 1 &&
         std::all_of(address.begin(), address.end() - 1, [](uint8_t byte) { return byte == 0; });
}

Reach ReachOf6(const Bytes6& address) {
  constexpr std::array<uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  constexpr std::array<uint8_t, 12> kNat64 = {0x00, 0x64, 0xff, 0x9b};
  constexpr std::array<uint8_t, 2> k6to4 = {0x20, 0x02};
  if (IsLoopback(address)) return Reach::kPrivate;
  if (IsIn(address.data(), kMapped, 96)) return ReachOf4(address.data() + 12);
  if (IsIn(address.data(), kNat64, 96)) return ReachOf4(address.data() + 12);
  if (IsIn(address.data(), k6to4, 16)) return ReachOf4(address.data() + 2);
  for (const Network6& network : kNetworks6) {
    if (IsIn(address.data(), network.prefix, network.bits)) return network.reach;
  }
  return Reach::kNever;
}

}  // namespace

Reach ReachOf(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, address, sizeof(in));
    std::array<uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &in.sin_addr, bytes.size());
    return ReachOf4(bytes.data());
  }
  if (address->sa_family != AF_INET6) return Reach::kNever;
  sockaddr_in6 in{};
  std::memcpy(&in, address, sizeof(in));
  Bytes6 bytes{};
  std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
  return ReachOf6(bytes);
}

std::string TextOf(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  sockaddr_in in4{};
  sockaddr_in6 in6{};
  const void* bytes = nullptr;
  if (address->sa_family == AF_INET) {
    std::memcpy(&in4, address, sizeof(in4));
    bytes = &in4.sin_addr;
  } else if (address->sa_family == AF_INET6) {
    std::memcpy(&in6, address, sizeof(in6));
    bytes = &in6.sin6_addr;
  }
  if (bytes == nullptr ||
      inet_ntop(address->sa_family, bytes, text.data(), text.size()) == nullptr) {
    return "?";
  }
  return text.data();
}

}  // namespace bellwether::delivery
