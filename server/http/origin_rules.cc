// Tested by tests/server/http/origin_rules_test.cc.
#include "server/http/origin_rules.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::http {
namespace {

// "console.example:8443" → "console.example"; brackets of IPv6 stay.
std::string_view WithoutPort(std::string_view host) {
  const size_t colon = host.rfind(':');
  const size_t bracket = host.rfind(']');
  const bool has_port =
      colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  return has_port ? host.substr(0, colon) : host;
}

// Names that nobody can have point here: numbers, and localhost.
bool IsPlain(std::string_view host) {
  std::string name(WithoutPort(host));
  if (name == "localhost") return true;
  if (name.size() > 2 && name.front() == '[') name = name.substr(1, name.size() - 2);
  in_addr v4{};
  in6_addr v6{};
  return inet_pton(AF_INET, name.c_str(), &v4) == 1 || inet_pton(AF_INET6, name.c_str(), &v6) == 1;
}

std::string_view HostOf(std::string_view origin) { return origin.substr(origin.find("://") + 3); }

}  // namespace

std::optional<std::string> ReadOrigin(std::string_view text) {
  std::string origin = absl::AsciiStrToLower(ToAbsl(text));
  const std::string_view view = origin;
  const bool has_scheme = view.starts_with("http://") || view.starts_with("https://");
  if (!has_scheme) return std::nullopt;
  const std::string_view host = HostOf(view);
  const bool good = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':' ||
           c == '[' || c == ']' || c == '_';
  });
  if (!good) return std::nullopt;
  return origin;
}

OriginRules::OriginRules(const std::vector<std::string>& origins, std::string scheme,
                         bool known_hosts_only)
    : scheme_(std::move(scheme)), known_hosts_only_(known_hosts_only) {
  for (const std::string& text : origins) {
    const std::optional<std::string> origin = ReadOrigin(text);
    if (!origin.has_value()) continue;
    origins_.push_back(*origin);
    hosts_.emplace_back(WithoutPort(HostOf(*origin)));
  }
}

bool OriginRules::IsKnownHost(std::string_view host) const {
  if (IsPlain(host)) return true;
  return std::find(hosts_.begin(), hosts_.end(), WithoutPort(host)) != hosts_.end();
}

std::string OriginRules::Refuse(const RequestHead& head) const {
  const std::string host = absl::AsciiStrToLower(ToAbsl(Find(head.headers, "host")));
  if (known_hosts_only_ && !host.empty() && !IsKnownHost(host)) {
    return absl::StrCat("the server is not known as ", Quoted(host),
                        "; call it by its address in numbers, or name it in --http-cors-origins, "
                        "behind ",
                        scheme_, "://");
  }
  const std::string_view sent = Find(head.headers, "origin");
  if (sent.empty()) return "";
  const std::optional<std::string> origin = ReadOrigin(sent);
  const bool is_listed =
      origin.has_value() && std::find(origins_.begin(), origins_.end(), *origin) != origins_.end();
  const bool is_own =
      origin.has_value() && *origin == absl::StrCat(scheme_, "://", host) && IsPlain(host);
  if (is_listed || is_own) return "";
  return absl::StrCat("pages of ", Quoted(sent), " may not ask; name it in --http-cors-origins");
}

}  // namespace bellwether::http
