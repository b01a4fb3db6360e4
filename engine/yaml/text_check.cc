// The YAML library replaces broken UTF-8, stops silently at byte 4 and calls a tab many things.
// Going over the lines first turns each into one clear sentence.
//
// Tested by tests/engine/yaml/yaml_test.cc.
#include "engine/yaml/text_check.h"

#include <algorithm>
#include <string_view>

#include "engine/source/utf8.h"

namespace bellwether::yaml {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// A file with more such lines is not a text at all.
constexpr uint32_t kMostLinesReported = 10;
// A character that can stand anywhere in YAML.
constexpr char kReplacement = '_';

bool IsForbiddenControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

// One line of the text being checked, writable and without its end.
struct Line {
  char* data;
  size_t size;
  Span span;  // of its first character
  std::string_view view() const { return {data, size}; }
  Span At(size_t offset) const {
    Span at = span;
    at.column += static_cast<uint32_t>(offset);
    return at;
  }
};

bool RepairUtf8(const Line& line, DiagnosticSink& sink) {
  const size_t first = FirstInvalidUtf8(line.view());
  if (first == kAllValid) return true;
  sink.Error("invalid-utf8", line.At(first), "the file is not valid UTF-8 here",
             "save the file with the encoding UTF-8");
  for (size_t i = first; i < line.size;) {
    line.data[i] = kReplacement;
    const size_t next = FirstInvalidUtf8(line.view().substr(i));
    i = next == kAllValid ? line.size : i + next;
  }
  return false;
}

bool RepairControls(const Line& line, DiagnosticSink& sink) {
  char* const end = line.data + line.size;
  char* const first = std::find_if(line.data, end, IsForbiddenControl);
  if (first == end) return true;
  sink.Error("control-character", line.At(static_cast<size_t>(first - line.data)),
             "a control character is not allowed here",
             "delete it, or write it as an escape in double quotes, such as \"\\x07\"");
  std::replace_if(first, end, IsForbiddenControl, kReplacement);
  return false;
}

// Tabs between values harm nobody; before the first of them they hide the structure.
bool CheckTabs(const Line& line, DiagnosticSink& sink) {
  const std::string_view text = line.view();
  const size_t content = text.find_first_not_of(" \t");
  if (content == std::string_view::npos || text[content] == '#') return true;
  const size_t tab = text.substr(0, content).find('\t');
  if (tab == std::string_view::npos) return true;
  sink.Error("tab-indentation", line.At(tab), "a tab is used as indentation", "indent with spaces");
  return false;
}

}  // namespace

CheckedText CheckText(const Sources& sources, uint32_t file, DiagnosticSink& sink) {
  CheckedText checked{sources.files()[file].text};
  if (checked.text.starts_with(kByteOrderMark)) {
    checked.text.erase(0, kByteOrderMark.size());
    checked.first_line_shift = static_cast<uint32_t>(kByteOrderMark.size());
  }
  std::string& text = checked.text;
  uint32_t bad_lines = 0;
  uint32_t number = 1;
  for (size_t start = 0; start < text.size() && bad_lines < kMostLinesReported; ++number) {
    const size_t newline = std::min(text.find('\n', start), text.size());
    size_t size = newline - start;
    if (size > 0 && newline < text.size() && text[newline - 1] == '\r') --size;
    const uint32_t shift = number == 1 ? checked.first_line_shift : 0;
    const Line line{text.data() + start, size, {file, number, 1 + shift, 1}};
    if (!RepairUtf8(line, sink)) ++bad_lines;
    if (!RepairControls(line, sink)) ++bad_lines;
    if (!CheckTabs(line, sink)) checked.first_tab_line = std::min(checked.first_tab_line, number);
    start = newline + 1;
  }
  if (bad_lines >= kMostLinesReported) text.clear();
  return checked;
}

}  // namespace bellwether::yaml
