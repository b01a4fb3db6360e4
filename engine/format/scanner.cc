// One pass. What a piece is follows from its first characters, from the brackets around it and,
// for texts of several lines, from the level of the block that it stands in.
//
// Tested by tests/engine/format/format_test.cc.
#include "engine/format/scanner.h"

#include <algorithm>
#include <utility>

#include "engine/format/levels.h"
#include "engine/format/scalar_end.h"

namespace bellwether::format {
namespace {

using Kind = Token::Kind;

constexpr std::string_view kBlanks = " \t";

bool AwaitsValue(const Token& token) {
  return token.is(Kind::kColon) || token.is(Kind::kDash) || token.is(Kind::kAnchor);
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  Scanned Run();

 private:
  char At(size_t offset) const { return CharacterAt(text_, offset); }
  size_t EndOfLine(size_t offset) const { return std::min(text_.find('\n', offset), text_.size()); }
  bool flow() const { return brackets_ > 0; }

  bool SkipBlanks();
  uint32_t Column();
  void ScanToken();
  void BeginEntry(bool dash);
  void PlaceComments(std::optional<Levels::Place> next);
  Token& Add(Kind kind, size_t end);
  void AddComment();
  bool GoesOn(const Token& comment) const;
  void AddMarker();
  void AddDash();
  void AddColon();
  void AddBracket(char c);
  void AddBlock();
  void AddBlockContent(uint32_t indent, bool keep);
  uint32_t BlockIndent(std::string_view head) const;
  bool Refuse(std::string message, std::string hint);

  std::string_view text_;
  Scanned scanned_;
  Levels levels_;
  size_t at_ = 0;
  size_t line_start_ = 0;
  uint32_t line_ = 1;
  size_t measured_ = 0;  // how far `column_` counts
  uint32_t column_ = 0;
  uint32_t brackets_ = 0;
  bool line_begins_ = true;   // nothing has been read in this line so far
  bool entry_begins_ = true;  // likewise since the last dash
  uint32_t entry_column_ = 0;
  std::vector<size_t> comments_;  // tokens that wait for what comes next
};

Scanned Scanner::Run() {
  while (!scanned_.refusal && SkipBlanks()) ScanToken();
  PlaceComments(std::nullopt);
  return std::move(scanned_);
}

bool Scanner::Refuse(std::string message, std::string hint) {
  const auto column = static_cast<uint32_t>(at_ - line_start_ + 1);
  scanned_.refusal = {line_, column, std::move(message), std::move(hint)};
  return false;
}

// To the next piece; false at the end.
bool Scanner::SkipBlanks() {
  for (; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\n') {
      ++line_;
      line_start_ = at_ + 1;
      line_begins_ = true;
    } else if (!IsBlank(text_[at_])) {
      return true;
    }
  }
  return false;
}

// Of at_. Counted on from where it was counted last, since a line may be as long as the file.
uint32_t Scanner::Column() {
  if (measured_ < line_start_) {
    measured_ = line_start_;
    column_ = 0;
  }
  column_ += WidthOf(text_.substr(measured_, at_ - measured_));
  measured_ = at_;
  return column_;
}

void Scanner::ScanToken() {
  const char c = text_[at_];
  const bool margin = line_begins_ && at_ == line_start_ && !flow();
  if (c == '#') return AddComment();
  if (margin && IsMarker(text_, at_)) return AddMarker();
  if (margin && c == '%') {
    Refuse("a directive of YAML has no style", "delete it: packs need none");
    return;
  }
  if (c == '?' && EndsWord(At(at_ + 1))) {
    Refuse("a key that begins with `? ` has no style", "write it as `key: value`");
    return;
  }
  const bool dash = c == '-' && EndsWord(At(at_ + 1)) && !flow();
  if (!flow() && (line_begins_ || entry_begins_)) BeginEntry(dash);
  if (dash) return AddDash();
  const bool adjacent =
      flow() && c == ':' && !scanned_.tokens.empty() && IsOneOf(At(at_ - 1), "\"']}");
  if (IsColon(text_, at_, flow()) || adjacent) return AddColon();
  if (c == '[' || c == '{' || (flow() && IsOneOf(c, kFlowIndicators))) return AddBracket(c);
  if (c == '&' || c == '*' || c == '!') {
    size_t end = at_;
    while (!EndsWord(At(end)) && !(flow() && IsOneOf(At(end), kFlowIndicators))) ++end;
    Add(c == '*' ? Kind::kAlias : Kind::kAnchor, end);
    return;
  }
  if (!flow() && (c == '|' || c == '>')) return AddBlock();
  const bool quoted = c == '"' || c == '\'';
  Add(Kind::kScalar, quoted ? EndOfQuoted(text_, at_) : EndOfPlain(text_, at_, flow(), levels_));
}

// Content of a block begins: the first of its line, or after a dash.
void Scanner::BeginEntry(bool dash) {
  entry_column_ = Column();
  entry_begins_ = false;
  Levels entered = levels_;
  const uint32_t depth = entered.Enter(entry_column_, dash);
  PlaceComments(Levels::Place{entry_column_, depth});
  levels_ = std::move(entered);
}

void Scanner::PlaceComments(std::optional<Levels::Place> next) {
  if (comments_.empty()) return;
  const size_t first = comments_.front();
  const bool waiting = first > 0 && AwaitsValue(scanned_.tokens[first - 1]);
  for (const size_t index : comments_) {
    Token& comment = scanned_.tokens[index];
    comment.depth = levels_.DepthOfComment(comment.column, next, waiting);
  }
  comments_.clear();
}

Token& Scanner::Add(Kind kind, size_t end) {
  Token token;
  token.kind = kind;
  token.text = text_.substr(at_, end - at_);
  token.line = line_;
  token.column = Column();
  token.flow = flow();
  const bool entry = line_begins_ && !flow() && !levels_.IsInside(entry_column_);
  token.depth = entry ? levels_.depth() - 1 : levels_.depth();
  for (size_t i = at_; i < end; ++i) {
    if (text_[i] != '\n') continue;
    ++line_;
    line_start_ = i + 1;
  }
  token.end_line = line_;
  at_ = end;
  line_begins_ = false;
  scanned_.tokens.push_back(token);
  return scanned_.tokens.back();
}

void Scanner::AddComment() {
  const bool alone = line_begins_;
  size_t end = EndOfLine(at_);
  while (IsBlank(At(end - 1))) --end;
  Token& comment = Add(Kind::kComment, end);
  comment.continues = alone && GoesOn(comment);
  if (alone && !flow() && !comment.continues) comments_.push_back(scanned_.tokens.size() - 1);
}

// Whether the last piece, a comment alone in its line, goes on with the comment above it.
bool Scanner::GoesOn(const Token& comment) const {
  const std::vector<Token>& tokens = scanned_.tokens;
  if (tokens.size() < 3) return false;
  const Token& above = tokens[tokens.size() - 2];
  const bool beside = tokens[tokens.size() - 3].end_line == above.line;
  return above.is(Kind::kComment) && (beside || above.continues) &&
         above.line + 1 == comment.line && above.column == comment.column;
}

void Scanner::AddMarker() {
  PlaceComments(Levels::Place{});
  levels_.Clear();
  entry_column_ = 0;
  Add(Kind::kDocument, at_ + 3).depth = 0;
  const size_t next = text_.find_first_not_of(kBlanks, at_);
  if (next < text_.size() && text_[next] != '\n' && text_[next] != '#') {
    Refuse("content beside `---` has no style", "write it in the next line");
  }
}

void Scanner::AddDash() {
  Add(Kind::kDash, at_ + 1).depth = levels_.depth() - 1;
  entry_begins_ = true;
}

void Scanner::AddColon() {
  if (!flow()) levels_.OpenMapping(entry_column_);
  Add(Kind::kColon, at_ + 1);
}

void Scanner::AddBracket(char c) {
  const bool opens = c == '[' || c == '{';
  const bool closes = c == ']' || c == '}';
  if (opens) ++brackets_;
  Add(opens ? Kind::kOpen : closes ? Kind::kClose : Kind::kComma, at_ + 1);
  if (closes) --brackets_;
}

// The head of a text in lines of its own, what stands beside it, and its lines.
void Scanner::AddBlock() {
  size_t end = at_ + 1;
  while (IsOneOf(At(end), "+-123456789")) ++end;
  const std::string_view head = Add(Kind::kScalar, end).text;
  const size_t comment = text_.find_first_not_of(kBlanks, at_);
  if (At(comment) == '#') {
    at_ = comment;
    AddComment();
  }
  const bool keep = head.find('+') != std::string_view::npos;
  const size_t line_end = EndOfLine(at_);
  if (line_end == text_.size()) return;
  at_ = line_start_ = line_end + 1;
  ++line_;
  line_begins_ = true;
  AddBlockContent(BlockIndent(head), keep);
}

// By how much the lines from at_ on are indented; more than any line is where there are none.
uint32_t Scanner::BlockIndent(std::string_view head) const {
  const size_t digit = head.find_first_of("123456789");
  if (digit != std::string_view::npos) {
    return levels_.column() + static_cast<uint32_t>(head[digit] - '0');
  }
  size_t start = at_;
  while (start < text_.size()) {
    const size_t content = std::min(text_.find_first_not_of(' ', start), text_.size());
    if (At(content) != '\n') {
      const auto indent = static_cast<uint32_t>(content - start);
      return content < text_.size() && levels_.IsInside(indent) ? indent : UINT32_MAX;
    }
    start = content + 1;
  }
  return UINT32_MAX;
}

void Scanner::AddBlockContent(uint32_t indent, bool keep) {
  std::optional<size_t> end;
  for (size_t start = at_; start < text_.size();) {
    const size_t content = std::min(text_.find_first_not_of(' ', start), text_.size());
    const size_t line_end = EndOfLine(start);
    const bool blank = content >= line_end;
    if (!blank && (content - start < indent || (indent == 0 && IsMarker(text_, start)))) break;
    if (!blank || keep) end = line_end;
    start = line_end + 1;
  }
  if (!end) return;
  Token& token = Add(Kind::kBlockContent, *end);
  token.depth = levels_.depth();
  token.column = indent;
}

}  // namespace

Scanned Scan(std::string_view text) { return Scanner(text).Run(); }

}  // namespace bellwether::format
