// A client's connection: bytes in and out, timers, and a strand, over TCP or TLS.
//
// What is given is called on the strand, one after the other, also when the link was closed; it
// keeps alive what the link belongs to. One Read and one Write at a time. Boost stays in
// asio_link.cc.
#ifndef BELLWETHER_SERVER_HTTP_LINK_H_
#define BELLWETHER_SERVER_HTTP_LINK_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>

#include "absl/time/time.h"

namespace bellwether::http {

class Link {
 public:
  enum class Timer : uint8_t { kRead, kWrite };

  virtual ~Link() = default;

  // Of TLS; without it, at once.
  virtual void Handshake(std::function<void(bool ok)> done) = 0;
  // Zero bytes: the client has ended, or the connection has.
  virtual void Read(char* into, size_t size, std::function<void(size_t bytes)> done) = 0;
  // `bytes` stay until it is done.
  virtual void Write(std::string_view bytes, std::function<void(bool ok)> done) = 0;
  // Tells the client that nothing follows; it may still send, but over TLS what Read gives from
  // then on is not what it says.
  virtual void EndWrites(std::function<void()> done) = 0;
  virtual void Close() = 0;

  // Runs on the strand. Any thread.
  virtual void Post(std::function<void()> what) = 0;
  // In place of what the timer was set to.
  virtual void SetTimer(Timer timer, absl::Duration after, std::function<void()> what) = 0;
  virtual void ClearTimer(Timer timer) = 0;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_LINK_H_
