// Tested by tests/server/http/pages_test.cc and tests/e2e/api_page_test.py.
#include "server/http/pages.h"

#include "server/http/gzip.h"
#include "server/http/media_type.h"
#include "server/http/router.h"

namespace bellwether::http {
namespace {

// A page has files of this server, asks this server, and is shown in no other page.
constexpr char kPolicy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'";

}  // namespace

Pages::Pages(const std::vector<GatewayPage>& pages) {
  for (const GatewayPage& page : pages) {
    pages_[page.path] = {page.content_type, page.body, Gzip(page.body)};
  }
}

std::optional<Response> Pages::Answer(const RequestHead& head, bool& is_refused) const {
  const auto found = pages_.find(head.path());
  if (found == pages_.end()) return std::nullopt;
  is_refused = head.method != "GET" && head.method != "HEAD";
  if (is_refused) {
    Response response = RefusalResponse(405, "unknown", "a page is read by GET");
    response.headers.emplace_back("allow", "GET, HEAD");
    return response;
  }
  const Entry& page = found->second;
  Response response;
  response.headers = {{"content-type", page.content_type},
                      {"content-security-policy", kPolicy},
                      {"referrer-policy", "no-referrer"},
                      {"vary", "Accept-Encoding"}};
  const bool is_packed = ChooseCoding(Find(head.headers, "accept-encoding")) == Coding::kGzip;
  if (is_packed) response.headers.emplace_back("content-encoding", "gzip");
  response.body = is_packed ? page.packed : page.body;
  return response;
}

}  // namespace bellwether::http
