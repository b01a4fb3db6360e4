// The description of the API, and the page that shows it (protos/openapi), compiled in.
#ifndef BELLWETHER_SERVER_API_PAGES_H_
#define BELLWETHER_SERVER_API_PAGES_H_

#include <vector>

#include "server/http/gateway.h"

namespace bellwether {

// /openapi.json, and /docs/api with its files.
std::vector<http::GatewayPage> ApiPages();

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_API_PAGES_H_
