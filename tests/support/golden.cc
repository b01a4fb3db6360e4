// A mismatch shows where the two part, not both files in full: the files may be long.
//
// Tested by tests/engine/document/golden_test.cc.
#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "tests/support/files.h"

namespace bellwether::testing_support {
namespace {

constexpr size_t kLinesBefore = 2;
constexpr size_t kLinesShown = 6;

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void AppendLines(const std::vector<std::string_view>& lines, size_t from, size_t count,
                 std::string_view mark, std::string& out) {
  for (size_t i = from; i < std::min(lines.size(), from + count); ++i) {
    out += std::to_string(i + 1) + " " + std::string(mark) + " " + std::string(lines[i]) + "\n";
  }
}

bool IsUpdating() {
  const char* const update = std::getenv("BELLWETHER_UPDATE_GOLDEN");
  return update && std::string_view(update) == "1";
}

}  // namespace

std::string DescribeDifference(std::string_view expected, std::string_view actual) {
  if (expected == actual) return "";
  const std::vector<std::string_view> want = Lines(expected);
  const std::vector<std::string_view> got = Lines(actual);
  const size_t first = static_cast<size_t>(
      std::mismatch(want.begin(), want.end(), got.begin(), got.end()).first - want.begin());
  const size_t before = std::min(first, kLinesBefore);
  std::string out;
  AppendLines(want, first - before, before, " ", out);
  AppendLines(want, first, kLinesShown, "-", out);
  AppendLines(got, first, kLinesShown, "+", out);
  return out.empty() ? "only the end of the last line differs\n" : out;
}

void ExpectGolden(const std::string& relative_path, std::string_view actual) {
  const std::string path = SourcePath(relative_path);
  if (IsUpdating()) {
    std::ofstream stream(path, std::ios::binary);
    stream << actual;
    EXPECT_TRUE(stream.good()) << "cannot write " << path;
    return;
  }
  const std::string difference = DescribeDifference(ReadFileOrFail(path), actual);
  if (difference.empty()) return;
  ADD_FAILURE() << relative_path << " expects (-) other lines than it gets (+):\n"
                << difference << "if the new ones are right, update with "
                << "BELLWETHER_UPDATE_GOLDEN=1 and review the difference";
}

}  // namespace bellwether::testing_support
