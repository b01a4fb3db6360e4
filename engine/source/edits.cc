// Tested by tests/engine/source/edits_test.cc.
#include "engine/source/edits.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace bellwether {
namespace {

constexpr uint32_t kAround = 3;

// Lines that change, by number from 1, as they will be.
using Changed = std::map<uint32_t, std::string>;

class FileDiff {
 public:
  FileDiff(const SourceFile& file, const Changed& changed)
      : changed_(changed), lines_(absl::StrSplit(file.text, '\n')) {
    ends_with_newline_ = lines_.back().empty();
    if (ends_with_newline_) lines_.pop_back();
    text_ = absl::StrCat("--- a/", file.name, "\n+++ b/", file.name, "\n");
  }

  std::string Run() {
    for (auto first = changed_.begin(); first != changed_.end();) {
      auto last = first, next = std::next(first);
      while (next != changed_.end() && next->first - last->first <= 2 * kAround) last = next++;
      AddHunk(first->first, last->first);
      first = next;
    }
    return std::move(text_);
  }

 private:
  uint32_t count() const { return static_cast<uint32_t>(lines_.size()); }

  void AddHunk(uint32_t first, uint32_t last) {
    const uint32_t from = first > kAround ? first - kAround : 1;
    const uint32_t to = std::min(count(), last + kAround);
    const std::string range = absl::StrCat(from, ",", to - from + 1);
    absl::StrAppend(&text_, "@@ -", range, " +", range, " @@\n");
    for (uint32_t line = from; line <= to; ++line) {
      const auto change = changed_.find(line);
      if (change == changed_.end()) {
        AddLine(' ', lines_[line - 1], line);
        continue;
      }
      AddLine('-', lines_[line - 1], line);
      AddLine('+', change->second, line);
    }
  }

  void AddLine(char sign, absl::string_view text, uint32_t line) {
    absl::StrAppend(&text_, std::string(1, sign), text, "\n");
    if (line == count() && !ends_with_newline_) {
      absl::StrAppend(&text_, "\\ No newline at end of file\n");
    }
  }

  const Changed& changed_;
  std::vector<absl::string_view> lines_;
  bool ends_with_newline_ = false;
  std::string text_;
};

// With the carriage return of files that have them, so that nothing but the edit changes.
std::string WholeLine(const Sources& sources, const Span& at) {
  const std::string_view line = sources.line(at.file, at.line);
  const std::string& text = sources.files()[at.file].text;
  const size_t start = static_cast<size_t>(line.data() - text.data());
  const bool returns = text.compare(start + line.size(), 1, "\r") == 0;
  return text.substr(start, line.size() + (returns ? 1 : 0));
}

std::map<uint32_t, Changed> ChangedLines(const Sources& sources, std::vector<Edit> edits) {
  // From the end of each line, so that places before it stay where they are.
  std::sort(edits.begin(), edits.end(),
            [](const Edit& a, const Edit& b) { return a.at.column > b.at.column; });
  std::map<uint32_t, Changed> by_file;
  for (const Edit& edit : edits) {
    const auto [line, added] = by_file[edit.at.file].try_emplace(edit.at.line);
    if (added) line->second = WholeLine(sources, edit.at);
    line->second.replace(edit.at.column - 1, edit.at.length, edit.text);
  }
  return by_file;
}

}  // namespace

std::string UnifiedDiff(const Sources& sources, std::vector<Edit> edits) {
  std::string text;
  for (const auto& [file, changed] : ChangedLines(sources, std::move(edits))) {
    absl::StrAppend(&text, FileDiff(sources.files()[file], changed).Run());
  }
  return text;
}

std::vector<SourceFile> Edited(const Sources& sources, std::vector<Edit> edits) {
  std::vector<SourceFile> files;
  for (const auto& [file, changed] : ChangedLines(sources, std::move(edits))) {
    const SourceFile& before = sources.files()[file];
    std::vector<std::string> lines = absl::StrSplit(before.text, '\n');
    for (const auto& [number, line] : changed) lines[number - 1] = line;
    files.push_back({before.name, absl::StrJoin(lines, "\n")});
  }
  return files;
}

}  // namespace bellwether
