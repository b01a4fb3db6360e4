// The part of an address behind the question mark.
#ifndef BELLWETHER_SERVER_HTTP_QUERY_H_
#define BELLWETHER_SERVER_HTTP_QUERY_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace bellwether::http {

// "a=1&b=%20" → values by name; of a name that comes again, the first counts. INVALID_ARGUMENT: a
// percent sign without two digits behind it.
absl::StatusOr<std::map<std::string, std::string>> ReadQuery(std::string_view query);

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_QUERY_H_
