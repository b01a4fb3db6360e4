// Mutations that keep YAML mostly YAML: whole lines and blocks move, words change places, numbers
// change a little. Half of the time libFuzzer's own mutations are left to work.
//
// Linked by targets of line-wise text; libFuzzer finds the functions by name.
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view kWordBytes =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";

Lines Split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string Join(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

size_t Indent(const std::string& line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  size_t Below(size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  void Mutate(Lines& lines) {
    if (lines.empty()) lines.emplace_back("pack: p\n");
    switch (Below(6)) {
      case 0:
        return RemoveBlock(lines);
      case 1:
        return CopyBlock(lines, lines);
      case 2:
        return ChangeIndent(lines);
      case 3:
        return ChangeNumber(lines);
      default:
        return SwapWords(lines);
    }
  }

  // A block of `from` becomes part of `lines`.
  void CopyBlock(Lines& lines, const Lines& from) {
    const auto [first, last] = Block(from);
    const Lines block(from.begin() + static_cast<std::ptrdiff_t>(first),
                      from.begin() + static_cast<std::ptrdiff_t>(last));
    const size_t at = Below(lines.size() + 1);
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), block.begin(), block.end());
  }

 private:
  // A line and the lines below it that stand deeper.
  std::pair<size_t, size_t> Block(const Lines& lines) {
    const size_t first = Below(lines.size());
    size_t last = first + 1;
    while (last < lines.size() && Indent(lines[last]) > Indent(lines[first])) ++last;
    return {first, std::min(last, lines.size())};
  }

  void RemoveBlock(Lines& lines) {
    const auto [first, last] = Block(lines);
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(first),
                lines.begin() + static_cast<std::ptrdiff_t>(last));
  }

  void ChangeIndent(Lines& lines) {
    const auto [first, last] = Block(lines);
    const bool deeper = Below(2) == 0;
    for (size_t i = first; i < last; ++i) {
      if (deeper) {
        lines[i].insert(0, "  ");
      } else {
        lines[i].erase(0, std::min<size_t>(2, Indent(lines[i])));
      }
    }
  }

  // Where a word of the line begins, and its length; 0 when there is none.
  std::pair<size_t, size_t> Word(const std::string& line) {
    const size_t first = line.find_first_of(kWordBytes, Below(line.size()));
    if (first == std::string::npos) return {0, 0};
    const size_t end = std::min(line.find_first_not_of(kWordBytes, first), line.size());
    return {first, end - first};
  }

  void SwapWords(Lines& lines) {
    std::string& line = lines[Below(lines.size())];
    const std::string other = lines[Below(lines.size())];
    const auto [at, length] = Word(line);
    const auto [from, count] = Word(other);
    if (length > 0 && count > 0) line.replace(at, length, other.substr(from, count));
  }

  void ChangeNumber(Lines& lines) {
    static constexpr const char* kNumbers[] = {"0",    "1",   "-1",   "0.5", "100",   "101",
                                               "1e-9", "50",  "0.1",  "7",   "1e300", "10",
                                               "2.5",  "365", "1e18", "30d", "true",  "~"};
    std::string& line = lines[Below(lines.size())];
    const size_t at = line.find_first_of("0123456789", Below(line.size()));
    if (at == std::string::npos) return;
    const size_t end = std::min(line.find_first_not_of("0123456789.eE", at), line.size());
    line.replace(at, end - at, kNumbers[Below(std::size(kNumbers))]);
  }

  std::minstd_rand random_;
};

size_t Put(const std::string& text, uint8_t* data, size_t max_size) {
  const size_t size = std::min(text.size(), max_size);
  std::copy_n(text.data(), size, data);
  return size;
}

}  // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned seed) {
  Mutator mutator(seed);
  if (mutator.Below(2) == 0) return LLVMFuzzerMutate(data, size, max_size);
  Lines lines = Split({reinterpret_cast<const char*>(data), size});
  for (size_t i = 0; i <= mutator.Below(3); ++i) mutator.Mutate(lines);
  return Put(Join(lines), data, max_size);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* first, size_t first_size,
                                            const uint8_t* second, size_t second_size, uint8_t* out,
                                            size_t max_size, unsigned seed) {
  Lines lines = Split({reinterpret_cast<const char*>(first), first_size});
  const Lines from = Split({reinterpret_cast<const char*>(second), second_size});
  if (!from.empty()) Mutator(seed).CopyBlock(lines, from);
  return Put(Join(lines), out, max_size);
}
