// Tested by tests/e2e/api_page_test.py.
#include "server/api_pages.h"

#include <string>
#include <string_view>

// Files of protos/openapi (scripts/cmake/BellwetherEmbed.cmake).
namespace bellwether::embedded {
extern const std::string_view openapi_json;
extern const std::string_view api_html;
extern const std::string_view api_css;
extern const std::string_view api_js;
}  // namespace bellwether::embedded

namespace bellwether {

std::vector<http::GatewayPage> ApiPages() {
  return {{"/openapi.json", "application/json", std::string(embedded::openapi_json)},
          {"/docs/api", "text/html; charset=utf-8", std::string(embedded::api_html)},
          {"/docs/api.css", "text/css; charset=utf-8", std::string(embedded::api_css)},
          {"/docs/api.js", "text/javascript; charset=utf-8", std::string(embedded::api_js)}};
}

}  // namespace bellwether
