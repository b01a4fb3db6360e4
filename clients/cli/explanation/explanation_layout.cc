// Every line is measured as plain text first and painted last, since colours take no columns.
//
// Tested by tests/clients/explanation_text_test.cc.
#include "clients/cli/explanation/explanation_layout.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMargin = 2;
constexpr size_t kGap = 2;
constexpr size_t kWidestName = 32;

std::string Blanks(size_t count) { return std::string(count, ' '); }

// Lines of `words`, the location at the right end of the last or on a line of its own.
std::vector<std::string> WithLocation(const std::string& words, const std::string& location,
                                      size_t room) {
  std::vector<std::string> lines = Wrap(Printable(words), room);
  if (lines.empty()) lines.emplace_back();
  if (location.empty()) return lines;
  if (DisplayWidth(lines.back()) + kGap + DisplayWidth(location) > room) lines.emplace_back();
  return lines;
}

}  // namespace

void SectionText::Title(const SectionTitle& title) {
  const std::string name = Printable(title.name);
  const std::string location = Printable(title.location);
  const size_t before = DisplayWidth(name) + kGap;
  auto lines = WithLocation(title.summary, location, options_.width - before);
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    std::string line = i == 0 ? options_.style.Paint(Tone::kStrong, name) : Blanks(before - kGap);
    if (!lines[i].empty() || (last && !location.empty())) line += Blanks(kGap);
    line += options_.style.Paint(title.tone, lines[i]);
    if (last && !location.empty()) {
      const size_t taken = before + DisplayWidth(lines[i]) + DisplayWidth(location);
      line += Blanks(taken < options_.width ? options_.width - taken : kGap);
      line += options_.style.Paint(Tone::kQuiet, location);
    }
    Raw(line);
  }
}

void SectionText::Line(const std::string& words, Tone tone) {
  for (const std::string& line : Wrap(Printable(words), options_.width)) {
    Raw(options_.style.Paint(tone, line));
  }
}

void SectionText::Subtitle(const std::string& words) {
  Raw("");
  for (const std::string& line : Wrap(Printable(words), options_.width - kMargin)) {
    Raw(Blanks(kMargin) + line);
  }
}

void SectionText::Labelled(const std::string& label, const std::string& words, Tone tone) {
  if (words.empty()) return;
  const std::string before = absl::StrCat(Blanks(kMargin), Printable(label), ": ");
  const size_t indent = DisplayWidth(before);
  const auto lines = Wrap(Printable(words), options_.width - indent);
  for (size_t i = 0; i < lines.size(); ++i) {
    Raw(options_.style.Paint(tone, (i == 0 ? before : Blanks(indent)) + lines[i]));
  }
}

void SectionText::Block(const std::vector<std::string>& lines, const std::string& first,
                        size_t indent, const std::string& location, Tone tone) {
  const size_t room = options_.width - indent;
  for (size_t i = 0; i < lines.size(); ++i) {
    std::string line = (i == 0 ? first : Blanks(indent)) + options_.style.Paint(tone, lines[i]);
    if (i + 1 == lines.size() && !location.empty()) {
      const size_t taken = DisplayWidth(lines[i]) + DisplayWidth(location);
      line += Blanks(taken < room ? room - taken : kGap);
      line += options_.style.Paint(Tone::kQuiet, location);
    }
    Raw(line);
  }
}

void SectionText::Entries(const std::vector<Entry>& entries) {
  size_t mark_width = 0, name_width = 0;
  for (const Entry& entry : entries) {
    mark_width = std::max(mark_width, DisplayWidth(entry.mark));
    name_width = std::max(name_width, std::min(DisplayWidth(entry.name), kWidestName));
  }
  const size_t name_column = kMargin + (mark_width > 0 ? mark_width + kGap : 0);
  const size_t words_column = name_column + (name_width > 0 ? name_width + kGap : 0);
  const size_t detail_column = name_column + kGap;
  for (const Entry& entry : entries) {
    const std::string mark = PadRight(Printable(entry.mark), name_column - kMargin);
    const std::string name = Clip(Printable(entry.name), kWidestName);
    const std::string first = Blanks(kMargin) + options_.style.Paint(entry.tone, mark) +
                              PadRight(name, words_column - name_column);
    const std::string location = Printable(entry.location);
    const size_t room = options_.width - words_column;
    const auto lines = WithLocation(entry.words, location, room);
    if (entry.details.empty() || !lines.back().empty()) {
      Block(lines, first, words_column, location, Tone::kPlain);
      Block(Wrap(Printable(entry.details), options_.width - detail_column), Blanks(detail_column),
            detail_column, "", Tone::kQuiet);
      continue;
    }
    // No room beside the words: beside the details there may be.
    Block({lines.begin(), lines.end() - 1}, first, words_column, "", Tone::kPlain);
    Block(WithLocation(entry.details, location, options_.width - detail_column),
          Blanks(detail_column), detail_column, location, Tone::kQuiet);
  }
}

void SectionText::Raw(const std::string& line) {
  const size_t end = line.find_last_not_of(' ');
  absl::StrAppend(&text_, line.substr(0, end == std::string::npos ? 0 : end + 1), "\n");
}

}  // namespace bellwether::cli
