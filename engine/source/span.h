// A place in a source file. Every value that came from a file carries one.
#ifndef BELLWETHER_ENGINE_SOURCE_SPAN_H_
#define BELLWETHER_ENGINE_SOURCE_SPAN_H_

#include <cstdint>

namespace bellwether {

// `file` indexes the Sources that were read together; line and column are 1-based and count bytes;
// line 0 means "no place known". `length` is what a caret underlines, at least 1.
//
// What a YAML merge key (`<<: *name`) laid into a mapping has two places: where it is written, and
// in the same file the `<<` that brought it here; of several, the last one.
struct Span {
  uint32_t file = 0;
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t length = 1;
  uint32_t merged_line = 0;  // 0: written where it counts
  uint32_t merged_column = 0;

  bool merged() const { return merged_line != 0; }
  bool known() const { return line != 0; }
  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// The `<<` that brought `span` here; `span` is merged.
inline Span MergePlace(const Span& span) {
  return {span.file, span.merged_line, span.merged_column, 2};
}

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SOURCE_SPAN_H_
