// Read, scan, lay out, prove.
//
// Tested by tests/engine/format/format_test.cc and tests/engine/format/mangled_test.cc.
#include "engine/format/format.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/format/layout.h"
#include "engine/format/proof.h"
#include "engine/format/scanner.h"
#include "engine/yaml/yaml.h"

namespace bellwether {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr char kLeft[] = "the file stays as it is; write this place another way";

// Without byte order marks, and with \n at the end of lines.
std::string PlainLines(std::string_view text) {
  while (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    text.remove_prefix(kByteOrderMark.size());
  }
  std::string plain;
  plain.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || text.substr(i + 1, 1) != "\n") plain += text[i];
  }
  return plain;
}

std::string LaidOut(const std::vector<format::Token>& tokens, std::string_view text) {
  return format::LayOut(tokens, !text.empty() && text.back() == '\n');
}

class Formatting {
 public:
  Formatting(const Sources& sources, uint32_t file, const Limits& limits)
      : sources_(sources), file_(file), limits_(limits) {}

  Staged<std::string> Run() {
    std::string formatted = Make();
    if (sink_.has_errors()) formatted.clear();
    return {std::move(formatted), sink_.Take()};
  }

 private:
  std::string Make() {
    const Node tree = ParseYaml(sources_, file_, limits_, sink_);
    if (sink_.has_errors()) return {};
    const std::string text = PlainLines(sources_.files()[file_].text);
    const format::Scanned scanned = format::Scan(text);
    if (scanned.refusal) {
      const Span at{file_, scanned.refusal->line, scanned.refusal->column, 1};
      sink_.Error("no-style", at, scanned.refusal->message, scanned.refusal->hint);
      return {};
    }
    std::string formatted = LaidOut(scanned.tokens, text);
    if (const auto loss = FindLoss(text, scanned.tokens, tree, formatted, limits_)) {
      Span at = loss->at;
      at.file = file_;
      sink_.Error("unsafe-format", at, absl::StrCat("formatting would change ", loss->what), kLeft);
    } else if (LaidOut(format::Scan(formatted).tokens, formatted) != formatted) {
      sink_.Error("unstable-format", {file_, 1, 1, 1},
                  "formatting this file twice gives another text than formatting it once", kLeft);
    }
    return formatted;
  }

  const Sources& sources_;
  const uint32_t file_;
  const Limits& limits_;
  DiagnosticSink sink_;
};

}  // namespace

Staged<std::string> Format(const Sources& sources, uint32_t file, const Limits& limits) {
  return Formatting(sources, file, limits).Run();
}

}  // namespace bellwether
