// Where messages may be posted to, as far as the address alone says. What it resolves to is looked
// at when it is connected to (network_address.h).
#ifndef BELLWETHER_SERVER_DELIVERY_POST_ADDRESS_H_
#define BELLWETHER_SERVER_DELIVERY_POST_ADDRESS_H_

#include <string>

namespace bellwether::delivery {

// Why it is none; "": it is good. https, or http where private addresses are allowed; with a host,
// without a name or password in it. Never holds the address: one of a chat program is a secret.
std::string WhyNoPostAddress(const std::string& url, bool allow_private);

}  // namespace bellwether::delivery

#endif  // BELLWETHER_SERVER_DELIVERY_POST_ADDRESS_H_
