// Line by line, as the text was written. Within a line the blanks between two pieces follow from
// what the two are; where it begins, from the level of its block or from the brackets around it.
//
// Tested by tests/engine/format/format_test.cc.
#include "engine/format/layout.h"

#include <algorithm>
#include <cctype>

#include "engine/format/line_break.h"

namespace bellwether::format {
namespace {

using Kind = Token::Kind;

// Blanks before a comment that stands beside something, at least.
constexpr uint32_t kCommentGap = 2;

// Calls `each` with every line of `text`.
template <typename Each>
void ForEachLine(std::string_view text, Each each) {
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    each(text.substr(start, end - start));
    start = end + 1;
  }
}

// Blanks in front fold away, and so do those behind, unless an escape holds the first of them.
std::string_view WithoutBlanks(std::string_view line) {
  const size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  size_t end = line.find_last_not_of(" \t") + 1;
  if (line[end - 1] == '\\' && end < line.size()) ++end;
  return line.substr(first, end - first);
}

class Layout {
 public:
  explicit Layout(const std::vector<Token>& tokens) : tokens_(tokens) {}
  std::string Run();

 private:
  // A bracket that is open: where lines inside it begin, and the one that closes it.
  struct Bracket {
    uint32_t inside = 0;
    uint32_t close = 0;
  };

  size_t EndOfWrittenLine(size_t first) const;
  uint32_t IndentOf(const Token& token) const;
  uint32_t IndentOfBlock(size_t content) const;
  void WriteLine(size_t first, size_t last, bool as_written);
  void WritePiece(size_t index, bool last_of_line);
  void WriteLinesOf(const Token& scalar);
  void WriteComment(const Token& comment);
  void WriteBlock(size_t content);
  void PadTo(uint32_t column);

  const std::vector<Token>& tokens_;
  std::string out_;
  std::vector<Bracket> brackets_;
  uint32_t indent_ = 0;          // of the line that is written
  uint32_t column_ = 0;          // how far it has come
  uint32_t comment_column_ = 0;  // of the last comment
};

std::string Layout::Run() {
  for (size_t first = 0; first < tokens_.size();) {
    const size_t last = EndOfWrittenLine(first);
    if (first > 0 && tokens_[first].line > tokens_[first - 1].end_line + 1) out_ += '\n';
    if (tokens_[first].is(Kind::kBlockContent)) {
      WriteBlock(first);
      first = last;
      continue;
    }
    for (bool as_written = true; first < last; as_written = false) {
      const size_t end = EndOfLine(tokens_, first, last, IndentOf(tokens_[first]));
      WriteLine(first, end, as_written);
      first = end;
    }
  }
  return std::move(out_);
}

size_t Layout::EndOfWrittenLine(size_t first) const {
  size_t last = first + 1;
  while (last < tokens_.size() && tokens_[last].line == tokens_[last - 1].end_line) ++last;
  return last;
}

uint32_t Layout::IndentOf(const Token& token) const {
  if (token.continues) return comment_column_;
  if (!token.flow || brackets_.empty()) return kIndent * token.depth;
  return token.is(Kind::kClose) ? brackets_.back().close : brackets_.back().inside;
}

void Layout::PadTo(uint32_t column) {
  out_.append(column - column_, ' ');
  column_ = column;
}

// `as_written`: it begins where a line of the text began, so a comment at its end moves with it,
// and those of several lines stay below each other.
void Layout::WriteLine(size_t first, size_t last, bool as_written) {
  indent_ = IndentOf(tokens_[first]);
  column_ = 0;
  PadTo(indent_);
  for (size_t i = first; i < last; ++i) {
    const Token& token = tokens_[i];
    if (!token.is(Kind::kComment)) {
      if (i > first) PadTo(column_ + Gap(tokens_[i - 1], token));
      WritePiece(i, i + 1 == last || tokens_[i + 1].is(Kind::kComment));
      continue;
    }
    const uint32_t aligned = token.column + indent_ - std::min(tokens_[first].column, token.column);
    const uint32_t least = column_ + kCommentGap;
    if (i > first) PadTo(as_written ? std::max(least, aligned) : least);
    WriteComment(token);
  }
  out_ += '\n';
}

void Layout::WritePiece(size_t index, bool last_of_line) {
  const Token& token = tokens_[index];
  if (token.is(Kind::kClose) && !brackets_.empty()) brackets_.pop_back();
  if (token.one_line()) {
    out_ += token.text;
    column_ += WidthOf(token.text);
  } else {
    WriteLinesOf(token);
  }
  if (!token.is(Kind::kOpen)) return;
  // What follows a bracket is aligned with its first piece, or indented if there is none.
  const uint32_t least = std::max(indent_, kIndent * token.depth);
  brackets_.push_back(last_of_line ? Bracket{least + kIndent, least}
                                   : Bracket{column_, column_ - 1});
}

void Layout::WriteLinesOf(const Token& scalar) {
  const uint32_t indent = IndentOf(scalar);
  bool first = true;
  ForEachLine(scalar.text, [&](std::string_view line) {
    const std::string_view text = WithoutBlanks(line);
    if (!first) {
      out_ += '\n';
      column_ = 0;
      if (!text.empty()) PadTo(indent);
    }
    first = false;
    out_ += text;
    column_ += WidthOf(text);
  });
}

// `#so` gets a blank; whatever else follows the `#` has its reason.
void Layout::WriteComment(const Token& comment) {
  comment_column_ = column_;
  const std::string_view text = comment.text.substr(1);
  const bool word = !text.empty() && std::isalnum(static_cast<unsigned char>(text.front())) != 0;
  out_ += word ? "# " : "#";
  out_ += text;
}

// A number in the head of a block says how much deeper than its key the lines are.
uint32_t Layout::IndentOfBlock(size_t content) const {
  size_t head = content - 1;
  while (head > 0 && tokens_[head].is(Kind::kComment)) --head;
  const std::string_view text = tokens_[head].text;
  const size_t digit = text.find_first_of("123456789");
  const uint32_t depth = tokens_[content].depth;
  if (digit == std::string_view::npos || depth == 0) return kIndent * depth;
  return kIndent * (depth - 1) + static_cast<uint32_t>(text[digit] - '0');
}

void Layout::WriteBlock(size_t content) {
  const Token& token = tokens_[content];
  const std::string indent(IndentOfBlock(content), ' ');
  ForEachLine(token.text, [&](std::string_view line) {
    if (line.size() > token.column) out_ += indent + std::string(line.substr(token.column));
    out_ += '\n';
  });
}

}  // namespace

std::string LayOut(const std::vector<Token>& tokens, bool last_line_ends) {
  std::string text = Layout(tokens).Run();
  const bool block = !tokens.empty() && tokens.back().is(Kind::kBlockContent);
  if (block && !last_line_ends) text.pop_back();
  return text;
}

}  // namespace bellwether::format
