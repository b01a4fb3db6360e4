// base64 that comes in pieces, each of which may end in padding, as gRPC-Web sends it.
#ifndef BELLWETHER_SERVER_HTTP_BASE64_READER_H_
#define BELLWETHER_SERVER_HTTP_BASE64_READER_H_

#include <string>
#include <string_view>

namespace bellwether::http {

class Base64Reader {
 public:
  // Adds what the text means to `bytes`, but for at most three characters that wait for more.
  // False: it is no base64.
  bool Add(std::string_view text, std::string& bytes);
  // Whether nothing waits.
  bool is_between() const { return waiting_.empty(); }

 private:
  std::string waiting_;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_BASE64_READER_H_
