// Tested by tests/engine/yaml/turned_text_test.cc.
#include "engine/yaml/turned_text.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "engine/source/utf8.h"

namespace bellwether {
namespace {

// A file with more such lines is not one that people write.
constexpr uint32_t kMostLinesReported = 10;

void Report(std::string_view found, const Span& at, DiagnosticSink& sink) {
  const std::string name = NameOfTurn(found);  // "U+202E"
  sink.Error("turned-text", at,
             absl::StrCat("a character that nobody sees turns the text around it (", name,
                          "): the line is read otherwise than it is shown"),
             absl::StrCat("delete it; where a text for people needs it, write it as an escape in "
                          "double quotes: \"\\u",
                          absl::AsciiStrToLower(name.substr(2)), "\""));
}

}  // namespace

void CheckTurnedText(const Sources& sources, uint32_t file, DiagnosticSink& sink) {
  const std::string_view text = sources.files()[file].text;
  size_t line_start = 0;
  uint32_t line = 1;
  uint32_t reported = 0;
  for (size_t from = 0; from < text.size() && reported < kMostLinesReported; ++reported) {
    const size_t found = FirstTurn(text.substr(from));
    if (found == kNoneTurns) return;
    const size_t at = from + found;
    for (size_t end = text.find('\n', line_start); end < at; end = text.find('\n', line_start)) {
      line_start = end + 1;
      ++line;
    }
    const uint32_t length = static_cast<uint32_t>(TurnLength(text.substr(at)));
    Report(text.substr(at), {file, line, static_cast<uint32_t>(at - line_start) + 1, length}, sink);
    from = std::min(text.find('\n', at), text.size());
  }
}

}  // namespace bellwether
