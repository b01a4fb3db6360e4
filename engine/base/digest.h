// SHA-256 of a text, as 64 lower-case hexadecimal digits: the identity of a pack (S28).
// HmacSha256Hex is the same with a key (RFC 2104): whoever has no key cannot try texts.
#ifndef BELLWETHER_ENGINE_BASE_DIGEST_H_
#define BELLWETHER_ENGINE_BASE_DIGEST_H_

#include <string>
#include <string_view>

namespace bellwether {

std::string Sha256Hex(std::string_view text);
std::string HmacSha256Hex(std::string_view key, std::string_view text);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_DIGEST_H_
