// gzip of bodies and messages, with a bound on what may come out.
#ifndef BELLWETHER_SERVER_HTTP_GZIP_H_
#define BELLWETHER_SERVER_HTTP_GZIP_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace bellwether::http {

// INVALID_ARGUMENT: no gzip, or more than one piece of it. RESOURCE_EXHAUSTED: more than
// `max_bytes` would come out, of which no more than that were unpacked.
absl::StatusOr<std::string> Gunzip(std::string_view packed, uint64_t max_bytes);

std::string Gzip(std::string_view bytes);

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_GZIP_H_
