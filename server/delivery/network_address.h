// What kind of network an address belongs to: what a message may be sent to.
//
// Asked of the address that is connected to, after a name was resolved, so that a name that points
// elsewhere a moment later changes nothing. Pure; any thread.
#ifndef BELLWETHER_SERVER_DELIVERY_NETWORK_ADDRESS_H_
#define BELLWETHER_SERVER_DELIVERY_NETWORK_ADDRESS_H_

#include <sys/socket.h>

#include <cstdint>
#include <string>

namespace bellwether::delivery {

enum class Reach : uint8_t {
  kPublic,   // anybody's
  kPrivate,  // of this machine or of a private network (RFC 1918, 4193, 6598)
  // Nobody's: link-local, where clouds tell secrets of a machine, multicast, unspecified,
  // documentation, and everything that no registry has given away.
  kNever,
};

// IPv4 that stands in IPv6 (mapped, 6to4, NAT64) is judged as what it is. Another family: kNever.
Reach ReachOf(const sockaddr* address);
// "10.0.0.1"; "?" where it is neither IPv4 nor IPv6.
std::string TextOf(const sockaddr* address);

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_NETWORK_ADDRESS_H_
