// Lines are found through a table of their first bytes, made once: a diagnostic needs its line
// only when it is printed.
//
// Tested by tests/engine/source/source_test.cc.
#include "engine/source/source.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/source/utf8.h"

namespace bellwether {
namespace {

std::vector<uint32_t> LineStarts(std::string_view text) {
  std::vector<uint32_t> starts = {0};
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(static_cast<uint32_t>(i + 1));
  }
  return starts;
}

}  // namespace

Sources::Sources(std::vector<SourceFile> files) : files_(std::move(files)) {
  for (SourceFile& file : files_) file.name = Printable(file.name);
  std::stable_sort(files_.begin(), files_.end(),
                   [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  line_starts_.reserve(files_.size());
  for (const SourceFile& file : files_) line_starts_.push_back(LineStarts(file.text));
}

std::string_view Sources::name(uint32_t file) const {
  return file < files_.size() ? std::string_view(files_[file].name) : std::string_view();
}

std::string_view Sources::line(uint32_t file, uint32_t line) const {
  if (file >= files_.size() || line == 0 || line > line_starts_[file].size()) return {};
  const std::string_view text = files_[file].text;
  const size_t start = line_starts_[file][line - 1];
  size_t end = line < line_starts_[file].size() ? line_starts_[file][line] - 1 : text.size();
  if (end > start && text[end - 1] == '\r') --end;
  return text.substr(start, end - start);
}

std::string Sources::Describe(const Span& span) const {
  if (!span.known()) return std::string(name(span.file));
  return absl::StrCat(files_.empty() ? "" : std::string(name(span.file)), ":", span.line, ":",
                      span.column);
}

}  // namespace bellwether
