// A request as it came, without its body, and headers as they are written down.
#ifndef BELLWETHER_SERVER_HTTP_REQUEST_H_
#define BELLWETHER_SERVER_HTTP_REQUEST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bellwether::http {

// Names in lower case, in the order in which they came; a name may come again.
using Headers = std::vector<std::pair<std::string, std::string>>;

// The first of that name; "" where there is none.
inline std::string_view Find(const Headers& headers, std::string_view name) {
  for (const auto& [known, value] : headers) {
    if (known == name) return value;
  }
  return "";
}

struct RequestHead {
  std::string method;  // "POST"
  std::string target;  // "/bellwether.v1.ScoringService/Evaluate?..."
  bool is_http_1_0 = false;
  bool keeps_alive = true;  // the client means to ask again on this connection
  std::optional<uint64_t> content_length;
  bool is_chunked = false;
  Headers headers;

  std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
  // "" where there is none.
  std::string_view query() const {
    const size_t mark = target.find('?');
    return mark == std::string::npos ? std::string_view()
                                     : std::string_view(target).substr(mark + 1);
  }
  bool has_body() const { return is_chunked || content_length.value_or(0) > 0; }
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_REQUEST_H_
