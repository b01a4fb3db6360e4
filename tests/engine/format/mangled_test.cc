// Real files, with blanks and ends of lines changed in every way that means nothing: whatever was
// done to a formatted file, formatting it gives the file back. And files whose lines were moved as
// chance will have it: each is refused, or keeps what it says.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "engine/format/format.h"
#include "engine/format/scanner.h"
#include "engine/yaml/flow_text.h"
#include "engine/yaml/yaml.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;

using format::Token;
using Kind = Token::Kind;

constexpr int kSeeds = 4;

std::string Read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Sources Of(const std::string& text) { return Sources(std::vector<SourceFile>{{"a.yaml", text}}); }

// Every file of YAML that people wrote for packs, and of the inputs that a fuzzer found for them.
std::vector<fs::path> Files(const std::vector<std::string>& folders, const char* ending) {
  const fs::path source = std::getenv("BELLWETHER_SOURCE_DIR");
  std::vector<fs::path> files;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(source / folder)) {
      if (entry.is_regular_file() && entry.path().extension() == ending) files.push_back(entry);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// As a chain of brackets, without places; what is wrong with it, if anything.
std::string MeaningOf(const std::string& text) {
  DiagnosticSink sink;
  const Sources sources = Of(text);
  const Node tree = ParseYaml(sources, 0, Limits{}, sink);
  return sink.has_errors() ? RenderAll(sink.Take(), sources) : FlowText(tree);
}

std::vector<std::string> CommentsOf(const std::string& text) {
  std::vector<std::string> comments;
  for (const Token& token : format::Scan(text).tokens) {
    if (!token.is(Kind::kComment)) continue;
    const size_t start = token.text.find_first_not_of("# \t");
    comments.emplace_back(start == std::string_view::npos ? "" : token.text.substr(start));
  }
  return comments;
}

// Blanks before a comment that stands beside something may be any number: they become one.
std::string WithoutAlignment(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '#' && !out.empty() && out.back() == ' ') {
      const size_t end = out.find_last_not_of(' ') + 1;
      if (end > 0 && out[end - 1] != '\n') out.resize(end + 1);
    }
    out += text[i];
  }
  return out;
}

// A formatted text, written by somebody in a hurry.
class Mangler {
 public:
  explicit Mangler(unsigned seed) : random_(seed), step_(2 + Below(4)), returns_(Below(2) == 0) {}

  std::string Mangle(const std::vector<Token>& tokens) {
    const std::string newline = returns_ ? "\r\n" : "\n";
    for (size_t i = 0; i < tokens.size(); ++i) {
      const Token& token = tokens[i];
      const bool begins = i == 0 || token.line > tokens[i - 1].end_line;
      if (i > 0 && begins) {
        if (!tokens[i - 1].is(Kind::kBlockContent)) out_ += Blanks(0, 3);
        out_ += newline;
        const bool empty_line = token.line > tokens[i - 1].end_line + 1;
        for (int n = empty_line ? 1 + Below(3) : 0; n > 0; --n) out_ += Blanks(0, 3) + newline;
      }
      if (token.is(Kind::kBlockContent)) {
        AddBlock(token, newline);
        continue;
      }
      if (begins) out_ += Indent(token.column);
      if (!begins) out_ += Gap(tokens[i - 1], token);
      AddLines(token.text, newline);
    }
    const bool block = !tokens.empty() && tokens.back().is(Kind::kBlockContent);
    return out_ + (block || Below(2) == 0 ? newline : "");
  }

 private:
  int Below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  std::string Blanks(int least, int most) {
    return std::string(static_cast<size_t>(least + Below(most - least + 1)), ' ');
  }
  // Levels of two blanks become levels of `step_`.
  std::string Indent(size_t blanks) {
    return std::string(blanks / 2 * static_cast<size_t>(step_) + blanks % 2, ' ');
  }

  std::string Gap(const Token& left, const Token& right) {
    if (right.is(Kind::kComment)) return Blanks(1, 6);
    if (left.is(Kind::kDash)) return std::string(static_cast<size_t>(step_ - 1), ' ');
    if (right.is(Kind::kColon)) return left.is(Kind::kAlias) ? " " : Blanks(0, 1);
    const bool free = left.is(Kind::kOpen) || right.is(Kind::kClose) || right.is(Kind::kComma) ||
                      left.is(Kind::kComma);
    return free ? Blanks(0, 2) : Blanks(1, 3);
  }

  void AddLines(std::string_view text, const std::string& newline) {
    for (size_t start = 0; start <= text.size();) {
      const size_t end = std::min(text.find('\n', start), text.size());
      std::string_view line = text.substr(start, end - start);
      if (start > 0) {
        out_ += newline;
        const size_t content = std::min(line.find_first_not_of(' '), line.size());
        out_ += Indent(content);
        line.remove_prefix(content);
      }
      out_ += line;
      start = end + 1;
    }
  }

  void AddBlock(const Token& block, const std::string& newline) {
    bool first = true;
    for (size_t start = 0; start <= block.text.size();) {
      const size_t end = std::min(block.text.find('\n', start), block.text.size());
      const std::string_view line = block.text.substr(start, end - start);
      if (!first) out_ += newline;
      first = false;
      if (line.size() > block.column) out_ += Indent(block.column);
      if (line.size() > block.column) out_ += line.substr(block.column);
      start = end + 1;
    }
  }

  std::mt19937 random_;
  std::string out_;
  int step_;
  bool returns_;
};

TEST(MangledTest, AFormattedFileComesBack) {
  int tried = 0;
  for (const fs::path& path : Files({"rules", "tests/golden"}, ".yaml")) {
    const Staged<std::string> formatted = Format(Of(Read(path)), 0, Limits{});
    if (!formatted.ok()) continue;  // what is refused is the business of the next test
    const format::Scanned scanned = format::Scan(formatted.value);
    for (unsigned seed = 0; seed < kSeeds; ++seed) {
      const std::string mangled = Mangler(seed).Mangle(scanned.tokens);
      const Sources sources = Of(mangled);
      const Staged<std::string> back = Format(sources, 0, Limits{});
      ASSERT_TRUE(back.ok()) << path << " " << seed << "\n" << RenderAll(back.diagnostics, sources);
      ASSERT_EQ(WithoutAlignment(back.value), WithoutAlignment(formatted.value)) << path << seed;
      ASSERT_EQ(CommentsOf(back.value), CommentsOf(formatted.value));
      ++tried;
    }
  }
  EXPECT_GT(tried, 400);
}

// Formats, or says why not; and what is formatted says what it said, and stays as it is.
bool Holds(const std::string& text) {
  const Sources sources = Of(text);
  const Staged<std::string> formatted = Format(sources, 0, Limits{});
  if (!formatted.ok()) {
    EXPECT_EQ(formatted.value, "");
    EXPECT_GT(formatted.diagnostics[0].span.line, 0u);
    EXPECT_FALSE(formatted.diagnostics[0].message.empty());
    return false;
  }
  EXPECT_EQ(MeaningOf(formatted.value), MeaningOf(text));
  EXPECT_EQ(CommentsOf(formatted.value), CommentsOf(text));
  EXPECT_EQ(Format(Of(formatted.value), 0, Limits{}).value, formatted.value);
  return true;
}

TEST(MangledTest, EveryFileOfTheTreeIsFormattedOrRefused) {
  std::vector<std::string> refused;
  for (const fs::path& path :
       Files({"rules", "tests/golden", "tests/bench", "tests/clients"}, ".yaml")) {
    if (!Holds(Read(path))) refused.push_back(path.filename().string());
  }
  EXPECT_EQ(refused, std::vector<std::string>{"many_mistakes.yaml"});
}

TEST(MangledTest, EveryInputOfAFuzzerIsFormattedOrRefused) {
  int formatted = 0, refused = 0;
  for (const fs::path& path : Files({"tests/fuzz/corpus"}, "")) {
    ++(Holds(Read(path)) ? formatted : refused);
  }
  EXPECT_GT(formatted, 100);
  EXPECT_GT(refused, 100);
}

// Lines that are moved to the left and right, doubled, dropped, joined: much of it is YAML still,
// and says something that nobody had in mind.
std::string Shuffled(const std::string& text, std::mt19937& random) {
  std::string out;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    std::string line = text.substr(start, end - start);
    start = end;
    switch (random() % 64) {
      case 0:
        line.insert(0, " ");
        break;
      case 1:
        if (line[0] == ' ') line.erase(0, 1);
        break;
      case 2:
        line += line;
        break;
      case 3:
        line.clear();
        break;
      case 4:
        line.pop_back();
        break;
      case 5:
        line.insert(random() % line.size(), 1, " #\n,:-|>'\"[]{}&*"[random() % 16]);
        break;
      default:
        break;
    }
    out += line;
  }
  return out;
}

TEST(MangledTest, AShuffledFileIsFormattedOrRefused) {
  std::mt19937 random(7);
  int formatted = 0, refused = 0;
  for (const fs::path& path : Files({"rules", "tests/golden"}, ".yaml")) {
    const std::string text = Read(path);
    // Of its beginning, since one mistake refuses all of a file.
    for (const size_t size : {size_t{300}, size_t{1000}, size_t{3000}}) {
      for (int i = 0; i < kSeeds; ++i) {
        ++(Holds(Shuffled(text.substr(0, size), random)) ? formatted : refused);
      }
    }
  }
  EXPECT_GT(formatted, 100);
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace bellwether
