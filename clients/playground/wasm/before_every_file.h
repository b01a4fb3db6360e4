// Before every file: the headers that other builds parse once for many files
// (scripts/cmake/BellwetherPrecompiled.cmake), and what <charconv> of this library lacks
// (number_text.h).
#ifndef BELLWETHER_CLIENTS_PLAYGROUND_WASM_BEFORE_EVERY_FILE_H_
#define BELLWETHER_CLIENTS_PLAYGROUND_WASM_BEFORE_EVERY_FILE_H_

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#ifndef __cpp_lib_to_chars
#include "clients/playground/number_text.h"

namespace std {

inline to_chars_result to_chars(char* first, char* last, double value) {
  return bellwether::number_text::Write(first, last, value);
}
inline to_chars_result to_chars(char* first, char* last, double value, chars_format, int decimals) {
  return bellwether::number_text::WriteFixed(first, last, value, decimals);
}
inline from_chars_result from_chars(const char* first, const char* last, double& value) {
  return bellwether::number_text::Read(first, last, value);
}

}  // namespace std
#endif  // __cpp_lib_to_chars

#endif  // BELLWETHER_CLIENTS_PLAYGROUND_WASM_BEFORE_EVERY_FILE_H_
