// Tested by tests/server/http/query_test.cc.
#include "server/http/query.h"

#include <optional>

#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"

namespace bellwether::http {
namespace {

std::optional<int> HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

std::optional<std::string> Decoded(absl::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded.push_back(text[i] == '+' ? ' ' : text[i]);
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const std::optional<int> high = HexDigit(text[i + 1]), low = HexDigit(text[i + 2]);
    if (!high.has_value() || !low.has_value()) return std::nullopt;
    decoded.push_back(static_cast<char>(*high * 16 + *low));
    i += 2;
  }
  return decoded;
}

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> ReadQuery(std::string_view query) {
  std::map<std::string, std::string> values;
  for (const absl::string_view part : absl::StrSplit(ToAbsl(query), '&', absl::SkipEmpty())) {
    const size_t sign = part.find('=');
    const std::optional<std::string> name = Decoded(part.substr(0, sign));
    const std::optional<std::string> value =
        Decoded(sign == absl::string_view::npos ? absl::string_view() : part.substr(sign + 1));
    if (!name.has_value() || !value.has_value()) {
      return absl::InvalidArgumentError(
          "the address has a percent sign without two hexadecimal digits behind it; write %25 for "
          "the sign itself");
    }
    values.emplace(*name, *value);
  }
  return values;
}

}  // namespace bellwether::http
