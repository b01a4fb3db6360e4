// Which pages may ask, and by which names the server may be called.
//
// A browser says which page asks (Origin). A page of another site may ask where it is listed; one
// that came from the server itself may always, as long as its name cannot be somebody else's: an
// address in numbers, or localhost. Immutable.
#ifndef BELLWETHER_SERVER_HTTP_ORIGIN_RULES_H_
#define BELLWETHER_SERVER_HTTP_ORIGIN_RULES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/request.h"

namespace bellwether::http {

// "https://console.example:8443" in lower case; nothing: it is none, or has a path behind it.
std::optional<std::string> ReadOrigin(std::string_view text);

class OriginRules {
 public:
  // `scheme`: "http" or "https", which the server speaks. `known_hosts_only`: see GatewaySettings.
  OriginRules(const std::vector<std::string>& origins, std::string scheme, bool known_hosts_only);

  // "" where the request may ask; else why not, for people.
  std::string Refuse(const RequestHead& head) const;

 private:
  bool IsKnownHost(std::string_view host) const;

  std::vector<std::string> origins_;
  std::vector<std::string> hosts_;  // of these
  const std::string scheme_;
  const bool known_hosts_only_;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_ORIGIN_RULES_H_
