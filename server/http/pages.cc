// Tested by tests/server/http/pages_test.cc and tests/e2e/api_page_test.py.
#include "server/http/pages.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "server/http/gzip.h"
#include "server/http/media_type.h"
#include "server/http/origin_rules.h"
#include "server/http/router.h"

namespace bellwether::http {
namespace {

// A worker's own, which holds for it in place of the page's: it is a script that may compile
// WebAssembly, and still run no text as code.
constexpr char kCompilingPolicy[] =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'";

// A page has files of this server, asks this server and whom it was given, and is shown in no other
// page.
std::string PolicyOf(const GatewayPage& page) {
  if (page.compiles) return kCompilingPolicy;
  const std::optional<std::string> other = ReadOrigin(page.asks);
  return absl::StrCat(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'",
      other.has_value() ? " " : "", other.value_or(""),
      "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
      "require-trusted-types-for 'script'");
}

constexpr char kForGood[] = "public, max-age=31536000, immutable";

// A browser goes to an address, by a link or by hand: it does not ask for a file, nor calls a
// method.
bool IsVisit(const RequestHead& head) {
  if (!absl::StrContains(ToAbsl(Find(head.headers, "accept")), "text/html")) return false;
  const std::string_view path = head.path();
  if (path.empty() || path.front() != '/') return false;
  const std::string_view first = path.substr(1, path.find('/', 1) - 1);
  return first != "assets" && first.find('.') == std::string_view::npos;
}

}  // namespace

Pages::Pages(const std::vector<GatewayPage>& pages) {
  for (const GatewayPage& page : pages) {
    Entry& entry = pages_[page.path];
    entry = {page.content_type, page.body,      page.gzip.empty() ? Gzip(page.body) : page.gzip,
             page.brotli,       PolicyOf(page), page.is_immutable};
    if (page.is_entrance) entrance_ = &entry;
  }
}

// An entrance is there to be visited; whatever else is asked of it is asked of nothing.
const Pages::Entry* Pages::Find(const RequestHead& head) const {
  const auto found = pages_.find(head.path());
  if (found != pages_.end() && &found->second != entrance_) return &found->second;
  const bool is_read = head.method == "GET" || head.method == "HEAD";
  if (entrance_ == nullptr || !is_read) return nullptr;
  return found != pages_.end() || IsVisit(head) ? entrance_ : nullptr;
}

std::optional<Response> Pages::Answer(const RequestHead& head, bool& is_refused) const {
  const Entry* const found = Find(head);
  if (found == nullptr) return std::nullopt;
  is_refused = head.method != "GET" && head.method != "HEAD";
  if (is_refused) {
    Response response = RefusalResponse(405, "unknown", "a page is read by GET");
    response.headers.emplace_back("allow", "GET, HEAD");
    return response;
  }
  const Entry& page = *found;
  Response response;
  response.headers = {{"content-type", page.content_type},
                      {"content-security-policy", page.policy},
                      {"referrer-policy", "no-referrer"},
                      {"vary", "Accept-Encoding"}};
  if (page.is_immutable) response.headers.emplace_back("cache-control", kForGood);
  const std::string_view accepted = http::Find(head.headers, "accept-encoding");
  if (!page.brotli.empty() && AcceptsBrotli(accepted)) {
    response.headers.emplace_back("content-encoding", "br");
    response.body = page.brotli;
  } else if (ChooseCoding(accepted) == Coding::kGzip) {
    response.headers.emplace_back("content-encoding", "gzip");
    response.body = page.gzip;
  } else {
    response.body = page.body;
  }
  return response;
}

}  // namespace bellwether::http
