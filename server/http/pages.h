// What is to be read beside the calls: whole pages, by their path.
#ifndef BELLWETHER_SERVER_HTTP_PAGES_H_
#define BELLWETHER_SERVER_HTTP_PAGES_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/exchange.h"
#include "server/http/gateway.h"
#include "server/http/request.h"

namespace bellwether::http {

// Immutable.
class Pages {
 public:
  // Packs each of them once that is not packed already.
  explicit Pages(const std::vector<GatewayPage>& pages);
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  // GET and HEAD are answered with the page, packed for who takes brotli or gzip, and other verbs
  // with 405.
  // Nothing: there is no page of that path, and no entrance that answers for it. `is_refused` is
  // set to whether the verb was refused.
  std::optional<Response> Answer(const RequestHead& head, bool& is_refused) const;

 private:
  struct Entry {
    std::string content_type, body, gzip, brotli, policy;
    bool is_immutable;
  };

  const Entry* Find(const RequestHead& head) const;

  std::map<std::string, Entry, std::less<>> pages_;
  const Entry* entrance_ = nullptr;  // of `pages_`, whose entries stay where they are
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_PAGES_H_
