// Blocks keep their range of lines, so that new texts can be put in from the end to the beginning.
#include "tests/docs/page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <utility>

#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace bellwether::docs {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kTable = "<!-- table: ";
constexpr std::string_view kTableEnd = "<!-- end -->";

// The line that ends what `line` begins; "" when it begins nothing.
std::string_view EndOf(std::string_view line) {
  if (line.starts_with(kFence)) return kFence;
  return line.starts_with(kTable) ? kTableEnd : std::string_view();
}

std::string KindOf(std::string_view line) {
  if (line.starts_with(kFence)) return std::string(line.substr(kFence.size()));
  const std::string_view from_name = line.substr(std::string_view("<!-- ").size());
  return std::string(from_name.substr(0, from_name.find(" -->")));
}

}  // namespace

std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Page::Page(std::string relative_path)
    : path_(std::move(relative_path)),
      lines_(SplitLines(testing_support::ReadFileOrFail(testing_support::SourcePath(path_)))) {
  ReadBlocks();
}

void Page::ReadBlocks() {
  for (size_t i = 0; i < lines_.size(); ++i) {
    const std::string_view end = EndOf(lines_[i]);
    if (end.empty()) continue;
    Block block{KindOf(lines_[i]), "", i + 1};
    const size_t first = i + 1;
    for (++i; i < lines_.size() && lines_[i] != end; ++i) block.text += lines_[i] + "\n";
    if (i == lines_.size()) ADD_FAILURE() << Place(block) << " is never closed";
    new_texts_.push_back(block.text);
    ranges_.push_back({first, i});
    blocks_.push_back(std::move(block));
  }
}

std::string Page::Place(const Block& block) const {
  return path_ + ":" + std::to_string(block.line);
}

bool Page::Updating() {
  const char* const update = std::getenv("BELLWETHER_UPDATE_GOLDEN");
  return update != nullptr && std::string_view(update) == "1";
}

void Page::Expect(size_t block, const std::string& actual) {
  if (Updating()) {
    new_texts_[block] = actual;
    return;
  }
  const std::string difference = testing_support::DescribeDifference(blocks_[block].text, actual);
  if (difference.empty()) return;
  ADD_FAILURE() << Place(blocks_[block]) << " says (-) other lines than the engine (+):\n"
                << difference << "if the new ones are right, update with "
                << "BELLWETHER_UPDATE_GOLDEN=1 and review the difference";
}

void Page::Save() const {
  if (!Updating()) return;
  std::vector<std::string> lines = lines_;
  for (size_t i = blocks_.size(); i-- > 0;) {
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(ranges_[i].first);
    const auto last = lines.begin() + static_cast<std::ptrdiff_t>(ranges_[i].last);
    const std::vector<std::string> content = SplitLines(new_texts_[i]);
    const auto at = lines.erase(first, last);
    lines.insert(at, content.begin(), content.end());
  }
  std::ofstream stream(testing_support::SourcePath(path_), std::ios::binary);
  for (const std::string& line : lines) stream << line << "\n";
  EXPECT_TRUE(stream.good()) << "cannot write " << path_;
}

}  // namespace bellwether::docs
