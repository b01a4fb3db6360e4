// A piece of YAML that formatting moves, and never changes. Internal to engine/format.
#ifndef BELLWETHER_ENGINE_FORMAT_TOKEN_H_
#define BELLWETHER_ENGINE_FORMAT_TOKEN_H_

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace bellwether::format {

struct Token {
  enum class Kind {
    kComment,   // from `#` to the end of its line
    kDocument,  // --- and ...
    kDash,      // of a list in lines of its own
    kColon,     // after a key
    kComma,
    kOpen,          // [ {
    kClose,         // ] }
    kAnchor,        // &name
    kAlias,         // *name
    kScalar,        // plain or quoted, of one or more lines; the head of a block, such as >-
    kBlockContent,  // the lines below such a head, blanks in front included
  };

  Kind kind = Kind::kScalar;
  std::string_view text;  // of the text that was scanned
  uint32_t line = 0;      // from 1: of its first character, and of its last
  uint32_t end_line = 0;
  uint32_t column = 0;  // characters before it in its line; kBlockContent: blanks of its text
  bool flow = false;    // between brackets, or one of them
  // A comment alone in its line that goes on with the one above, which stands beside something.
  bool continues = false;
  // Lists and mappings in lines of their own around it. Each indents by kIndent.
  uint32_t depth = 0;

  bool is(Kind other) const { return kind == other; }
  bool one_line() const { return line == end_line; }
};

inline constexpr uint32_t kIndent = 2;

// Characters of UTF-8, as an editor counts columns.
inline uint32_t WidthOf(std::string_view text) {
  return static_cast<uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

}  // namespace bellwether::format

#endif  // BELLWETHER_ENGINE_FORMAT_TOKEN_H_
