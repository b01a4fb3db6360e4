// What a request says of its body, and which answers it takes.
#ifndef BELLWETHER_SERVER_HTTP_MEDIA_TYPE_H_
#define BELLWETHER_SERVER_HTTP_MEDIA_TYPE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bellwether::http {

enum class Protocol : uint8_t {
  kConnectUnary,   // application/json, application/proto
  kConnectStream,  // application/connect+json, application/connect+proto
  kGrpcWeb,        // application/grpc-web, +proto, +json
  kGrpcWebText,    // application/grpc-web-text, +proto: the same in base64
};

enum class Codec : uint8_t { kProto, kJson };

struct MediaType {
  Protocol protocol;
  Codec codec;
  std::string name;  // as an answer has it: without parameters
};

// Nothing: none of these, or with a charset other than UTF-8. A form of a page can send none.
std::optional<MediaType> ReadMediaType(std::string_view text);

enum class Coding : uint8_t { kIdentity, kGzip };

// "" is identity; nothing: another one.
std::optional<Coding> ReadCoding(std::string_view text);

// The first of a list that is spoken here, by Accept-Encoding and its like; q=0 is none.
Coding ChooseCoding(std::string_view accepted);

// Whether brotli is in such a list, which only pages are packed by.
bool AcceptsBrotli(std::string_view accepted);

// For messages of errors.
inline constexpr char kKnownCodings[] = "gzip, identity";

}  // namespace bellwether::http

#endif  // BELLWETHER_SERVER_HTTP_MEDIA_TYPE_H_
