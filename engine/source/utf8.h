// UTF-8 checked at the door: whatever passed is safe to print and to send as a proto string.
#ifndef BELLWETHER_ENGINE_SOURCE_UTF8_H_
#define BELLWETHER_ENGINE_SOURCE_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace bellwether {

inline constexpr size_t kAllValid = static_cast<size_t>(-1);

// Offset of the first byte that is not well-formed UTF-8 (overlong forms, surrogates and code
// points above U+10FFFF are not), or kAllValid.
size_t FirstInvalidUtf8(std::string_view text);

// As many bytes that are UTF-8 and safe for any terminal: a `?` stands for each byte that is not
// well-formed and for each of a control character, tabs apart.
std::string Printable(std::string_view text);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SOURCE_UTF8_H_
