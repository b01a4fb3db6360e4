// Tested by tests/server/http/time_limit_test.cc.
#include "server/http/time_limit.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::http {
namespace {

std::optional<int64_t> ReadDigits(std::string_view text, size_t most) {
  const bool good = !text.empty() && text.size() <= most &&
                    std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!good) return std::nullopt;
  int64_t number = 0;
  for (const char digit : text) number = number * 10 + (digit - '0');
  return number;
}

std::optional<absl::Duration> UnitOf(char letter) {
  switch (letter) {
    case 'H':
      return absl::Hours(1);
    case 'M':
      return absl::Minutes(1);
    case 'S':
      return absl::Seconds(1);
    case 'm':
      return absl::Milliseconds(1);
    case 'u':
      return absl::Microseconds(1);
    case 'n':
      return absl::Nanoseconds(1);
    default:
      return std::nullopt;
  }
}

}  // namespace

absl::StatusOr<absl::Duration> ReadConnectTimeout(std::string_view text) {
  const std::optional<int64_t> milliseconds = ReadDigits(text, 10);
  if (milliseconds.has_value()) return absl::Milliseconds(*milliseconds);
  return absl::InvalidArgumentError(
      absl::StrCat("Connect-Timeout-Ms: ", Quoted(text),
                   " is no number of milliseconds; write 1 to 10 digits, such as 5000"));
}

absl::StatusOr<absl::Duration> ReadGrpcTimeout(std::string_view text) {
  const std::optional<absl::Duration> unit = text.empty() ? std::nullopt : UnitOf(text.back());
  const std::optional<int64_t> number =
      unit.has_value() ? ReadDigits(text.substr(0, text.size() - 1), 8) : std::nullopt;
  if (number.has_value()) return *number * *unit;
  return absl::InvalidArgumentError(
      absl::StrCat("grpc-timeout: ", Quoted(text),
                   " is no length of time; write 1 to 8 digits and one of H, M, S, m, u and n, such "
                   "as 5S"));
}

}  // namespace bellwether::http
