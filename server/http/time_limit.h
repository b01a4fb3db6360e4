// For how long a caller waits, as headers say it.
#ifndef BELLWETHER_SERVER_HTTP_TIME_LIMIT_H_
#define BELLWETHER_SERVER_HTTP_TIME_LIMIT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace bellwether::http {

// Connect-Timeout-Ms: a whole number of milliseconds of at most ten digits.
absl::StatusOr<absl::Duration> ReadConnectTimeout(std::string_view text);

// grpc-timeout: a whole number of at most eight digits, and one of H M S m u n.
absl::StatusOr<absl::Duration> ReadGrpcTimeout(std::string_view text);

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_TIME_LIMIT_H_
