// The head of a request → what answers it: a call by one of the protocols, or an answer at once.
//
//   Route route = FindRoute(head, environment, responder);
//   if (route.exchange != nullptr) ...        // takes the body
//   else ... route.response                   // said without it
#ifndef BELLWETHER_SERVER_HTTP_ROUTER_H_
#define BELLWETHER_SERVER_HTTP_ROUTER_H_

#include <memory>
#include <string_view>

#include "server/http/environment.h"
#include "server/http/exchange.h"
#include "server/http/request.h"

namespace bellwether::http {

struct Route {
  std::shared_ptr<Exchange> exchange;  // null: `response` is the answer
  Response response = {};
};

// What is refused is counted. `environment` outlives what is returned.
Route FindRoute(const RequestHead& head, Environment& environment,
                const std::weak_ptr<Responder>& responder);

// An answer without a call, which Connect's clients can read: {"code": ..., "message": ...}.
Response RefusalResponse(int status, std::string_view code, std::string_view message);

// What any answer to a page says to its browser. `headers` are those of the answer.
void AppendCorsHeaders(const RequestHead& head, Headers& headers);

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_ROUTER_H_
