// Tested by tests/server/http/metadata_test.cc.
#include "server/http/metadata.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"

namespace bellwether::http {
namespace {

constexpr std::array<std::string_view, 31> kNotMetadata = {
    "accept", "accept-charset", "accept-encoding", "accept-language", "cache-control", "connection",
    "content-encoding", "content-length", "content-type", "cookie", "date", "dnt", "expect", "host",
    "keep-alive", "origin", "pragma", "priority", "proxy-authorization", "proxy-connection",
    "range", "referer", "te", "trailer", "transfer-encoding", "upgrade",
    "upgrade-insecure-requests", "user-agent", "vary", "x-grpc-web", "x-user-agent"};

constexpr std::array<std::string_view, 3> kNotMetadataPrefixes = {"connect-", "grpc-", "sec-"};

bool IsReserved(std::string_view name) {
  if (std::find(kNotMetadata.begin(), kNotMetadata.end(), name) != kNotMetadata.end()) return true;
  return std::any_of(kNotMetadataPrefixes.begin(), kNotMetadataPrefixes.end(),
                     [&](std::string_view prefix) { return name.starts_with(prefix); });
}

// gRPC takes fewer names than HTTP.
bool IsKey(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

bool IsPrintable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

bool HasBytes(std::string_view name) { return name.ends_with("-bin"); }

absl::Status AppendBytes(const std::string& name, const std::string& value, Metadata& metadata) {
  for (absl::string_view part : absl::StrSplit(value, ',')) {
    std::string bytes;
    if (!absl::Base64Unescape(absl::StripAsciiWhitespace(part), &bytes)) {
      return absl::InvalidArgumentError(
          absl::StrCat("the header ", name, " is no base64; names that end in -bin have bytes"));
    }
    metadata.emplace_back(name, std::move(bytes));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Metadata> ToMetadata(const Headers& headers) {
  Metadata metadata;
  for (const auto& [name, value] : headers) {
    if (IsReserved(name) || !IsKey(name)) continue;
    if (HasBytes(name)) {
      if (absl::Status status = AppendBytes(name, value, metadata); !status.ok()) return status;
      continue;
    }
    if (!IsPrintable(value)) {
      return absl::InvalidArgumentError(
          absl::StrCat("the header ", name, " has bytes that are not printable ASCII; send them in "
                       "base64, under a name that ends in -bin"));
    }
    metadata.emplace_back(name, value);
  }
  return metadata;
}

std::string TextOfValue(std::string_view name, std::string_view value) {
  if (!HasBytes(name)) return std::string(value);
  std::string text = absl::Base64Escape(ToAbsl(value));
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

bool IsForClients(std::string_view name) { return !IsReserved(name) && name != "set-cookie"; }

void AppendHeaders(const Metadata& metadata, std::string_view prefix, Headers& headers) {
  for (const auto& [name, value] : metadata) {
    if (!IsForClients(name)) continue;
    std::string text = TextOfValue(name, value);
    // No value ends the header that it stands in.
    if (IsPrintable(text)) headers.emplace_back(absl::StrCat(ToAbsl(prefix), name), std::move(text));
  }
}

}  // namespace bellwether::http
