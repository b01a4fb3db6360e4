// Offsets, lines and columns of one text. Internal to engine/yaml.
#ifndef BELLWETHER_ENGINE_YAML_TEXT_PLACE_H_
#define BELLWETHER_ENGINE_YAML_TEXT_PLACE_H_

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/source/span.h"

namespace bellwether::yaml {

class TextPlaces {
 public:
  // `text` must outlive this. `first_line_shift`: bytes cut off the start of the first line.
  TextPlaces(std::string_view text, uint32_t file, uint32_t first_line_shift)
      : text_(text), file_(file), first_line_shift_(first_line_shift), starts_{0} {
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
  }

  std::string_view text() const { return text_; }
  uint32_t file() const { return file_; }

  // The offset of a 0-based line and column, as the YAML library counts.
  size_t Offset(int line, int column) const {
    if (line < 0 || column < 0) return 0;
    const auto index = static_cast<size_t>(line);
    if (index >= starts_.size()) return text_.size();
    return std::min(text_.size(), starts_[index] + static_cast<size_t>(column));
  }

  Span SpanAt(size_t offset, size_t length = 1) const {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const auto line = static_cast<size_t>(next - starts_.begin());
    const size_t column = offset - starts_[line - 1] + 1 + (line == 1 ? first_line_shift_ : 0);
    return {file_, static_cast<uint32_t>(line), static_cast<uint32_t>(column),
            static_cast<uint32_t>(std::max<size_t>(1, length))};
  }

  // Offset of the end of the line that holds `offset`, without blanks before it.
  size_t LineEnd(size_t offset) const {
    size_t end = std::min(text_.find('\n', offset), text_.size());
    while (end > offset &&
           (text_[end - 1] == ' ' || text_[end - 1] == '\t' || text_[end - 1] == '\r')) {
      --end;
    }
    return end;
  }

  char At(size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

 private:
  std::string_view text_;
  uint32_t file_;
  uint32_t first_line_shift_;
  std::vector<size_t> starts_;  // offset of each line
};

}  // namespace bellwether::yaml

#endif  // BELLWETHER_ENGINE_YAML_TEXT_PLACE_H_
