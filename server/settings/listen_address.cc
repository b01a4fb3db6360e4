// Tested by tests/server/listen_address_test.cc.
#include "server/settings/listen_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <charconv>
#include <optional>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

constexpr std::string_view kUnixPrefix = "unix:";

struct HostAndPort {
  std::string_view host;  // without brackets
  int port = 0;
};

std::optional<int> ReadPort(std::string_view text) {
  int port = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && port >= 0 && port <= 65535 ? std::optional(port) : std::nullopt;
}

std::optional<HostAndPort> Split(std::string_view address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = address.substr(0, colon);
  const std::optional<int> port = ReadPort(address.substr(colon + 1));
  if (!port.has_value() || host.empty()) return std::nullopt;
  const bool bracketed = host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  // An IPv6 address without brackets: its last group is not a port.
  if (!bracketed && host.find(':') != std::string_view::npos) return std::nullopt;
  return HostAndPort{host, *port};
}

bool IsLoopback(std::string_view host) {
  in_addr v4{};
  in6_addr v6{};
  const std::string text(host);
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  if (inet_pton(AF_INET6, text.c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6);
  return text == "localhost";
}

}  // namespace

bool IsReachedFromOutside(std::string_view address) {
  if (address.substr(0, kUnixPrefix.size()) == kUnixPrefix) return false;
  const std::optional<HostAndPort> parts = Split(address);
  return parts.has_value() && !IsLoopback(parts->host);
}

absl::Status CheckListenAddress(std::string_view address, std::string_view missing) {
  if (address.substr(0, kUnixPrefix.size()) == kUnixPrefix) return absl::OkStatus();
  const std::optional<HostAndPort> parts = Split(address);
  if (!parts.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot listen on ", Quoted(address),
                     "; write HOST:PORT, such as 127.0.0.1:50051 or [::1]:50051"));
  }
  if (missing.empty() || IsLoopback(parts->host)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "others can reach ", Quoted(address), ", and the server lacks ", ToAbsl(missing),
      "; give --tls-certificate and --tls-key, and --access-file or --tls-client-ca; or listen on "
      "127.0.0.1 behind a proxy that does it; or allow it with --insecure-listen"));
}

absl::Status CheckMetricsAddress(std::string_view address, bool insecure_allowed) {
  if (address.empty()) return absl::OkStatus();
  const std::optional<HostAndPort> parts = Split(address);
  if (!parts.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot serve metrics on ", Quoted(address),
                     "; write HOST:PORT, such as 127.0.0.1:9464, or none"));
  }
  if (parts->host.find(':') != std::string_view::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot serve metrics on ", Quoted(address),
                     "; they are served over IPv4 alone: write an address such as 127.0.0.1:9464"));
  }
  if (insecure_allowed || IsLoopback(parts->host)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("serving metrics on ", Quoted(address),
                                                 " would tell everybody on the network what the "
                                                 "server does; choose 127.0.0.1, or allow it with "
                                                 "--insecure-metrics-listen"));
}

absl::Status CheckHttpAddress(std::string_view address, std::string_view missing) {
  if (address.empty()) return absl::OkStatus();
  if (!Split(address).has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot take calls over HTTP on ", Quoted(address),
                     "; write HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080, or none"));
  }
  return CheckListenAddress(address, missing);
}

std::string WithPort(std::string_view address, int port) {
  const size_t colon = address.rfind(':');
  if (address.substr(0, kUnixPrefix.size()) == kUnixPrefix || colon == std::string_view::npos) {
    return std::string(address);
  }
  return absl::StrCat(ToAbsl(address.substr(0, colon)), ":", port);
}

}  // namespace bellwether
