// Bytes of a connection → the head of a request, then its body piece by piece.
//
//   RequestReader reader(max_header_bytes);
//   size_t used = reader.Put(bytes, body);     // again and again, with what was not used
//   if (reader.failed()) ...
//   if (reader.has_head()) reader.head();
//   if (reader.is_done()) ...                  // the next request needs another reader
//
// Put stops behind the head, so that it can be judged before the body is taken. Belongs to one
// thread at a time.
#ifndef BELLWETHER_SERVER_HTTP_REQUEST_READER_H_
#define BELLWETHER_SERVER_HTTP_REQUEST_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "server/http/request.h"

namespace bellwether::http {

class RequestReader {
 public:
  enum class Problem : uint8_t { kNone, kMalformed, kHeadersTooLarge };

  explicit RequestReader(uint32_t max_header_bytes);
  ~RequestReader();

  // How many of the bytes were used; what they held of the body is added to `body`. Bytes that are
  // not used are to come again, with more behind them.
  size_t Put(std::string_view bytes, std::string& body);

  bool failed() const { return problem_ != Problem::kNone; }
  Problem problem() const { return problem_; }
  // What is wrong, in words of the parser.
  const std::string& reason() const { return reason_; }
  // Whether anything was used.
  bool has_begun() const { return has_begun_; }
  bool has_head() const { return has_head_; }
  const RequestHead& head() const { return head_; }
  bool is_done() const { return is_done_; }

 private:
  class Parser;

  void Fail(Problem problem, std::string reason);

  std::unique_ptr<Parser> parser_;
  RequestHead head_;
  Problem problem_ = Problem::kNone;
  std::string reason_;
  bool has_begun_ = false, has_head_ = false, is_done_ = false;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_REQUEST_READER_H_
