// Messages in JSON ↔ in bytes, by what the generated descriptor pool knows of their types.
//
// protobuf's own JSON mapping over its types, not over message objects: bytes come out as they
// would from the message, unknown fields of bytes are left out, and no message is built in between.
// A key that a message does not have is refused: a word that is spelt wrongly would change a score
// unseen. Thread-safe.
#ifndef BELLWETHER_SERVER_HTTP_MESSAGE_CODEC_H_
#define BELLWETHER_SERVER_HTTP_MESSAGE_CODEC_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace google::protobuf::util {
class TypeResolver;
}

namespace bellwether::http {

class MessageCodec {
 public:
  MessageCodec();
  ~MessageCodec();

  // Of a type by its full name. INVALID_ARGUMENT: it is not JSON, or not of that message; says
  // where.
  absl::StatusOr<std::string> FromJson(std::string_view type, std::string_view json) const;
  // Likewise: the bytes are not of that message, or it is not known.
  absl::StatusOr<std::string> ToJson(std::string_view type, std::string_view bytes) const;

 private:
  std::unique_ptr<google::protobuf::util::TypeResolver> types_;
};

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_MESSAGE_CODEC_H_
