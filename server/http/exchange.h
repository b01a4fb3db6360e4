// One request and its answer, between the connection that it came on and the call that it becomes.
//
// Everything here happens on the connection's strand; what the call's thread tells is posted there.
#ifndef BELLWETHER_SERVER_HTTP_EXCHANGE_H_
#define BELLWETHER_SERVER_HTTP_EXCHANGE_H_

#include <functional>
#include <memory>
#include <string>

#include "server/http/gateway.h"
#include "server/http/request.h"

namespace bellwether::http {

// A whole answer.
struct Response {
  int status = 200;
  Headers headers = {};
  std::string body = {};
};

// How an exchange answers: by Respond once, or by Begin, Send as often as needed, and End.
class Responder {
 public:
  virtual ~Responder() = default;

  virtual void Respond(Response response) = 0;
  // An answer in parts, of status 200.
  virtual void Begin(Headers headers) = 0;
  // One at a time: the next when `sent` was called. It is not when the client has left.
  virtual void Send(std::string bytes, std::function<void()> sent) = 0;
  virtual void End(std::string last_bytes) = 0;
  // The exchange can take more of the body again.
  virtual void BodyIsWanted() = 0;
  // Runs on the strand. Any thread.
  virtual void Post(std::function<void()> what) = 0;
};

class Exchange {
 public:
  virtual ~Exchange() = default;

  virtual void OnBody(std::string bytes) = 0;
  virtual void OnBodyEnd() = 0;
  // Whether OnBody may come: else the client waits.
  virtual bool WantsBody() const = 0;
  // Whether the body is one message, which is to come in one go.
  virtual bool IsOneMessage() const = 0;
  // The client has left, or is sent away: the call is cancelled, nothing can be said any more.
  virtual void OnGone() = 0;
  // The server stops: what would not end by itself is ended.
  virtual void OnStopping() = 0;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_EXCHANGE_H_
