// One pass, longest match first. Words that people bring from other languages (`=`, `&`, `<>`, 1u,
// b"...") are recognised here only to say what to write instead.
// Tested by tests/engine/expression/parse_test.cc.
#include "engine/expression/lexer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/expression/string_literal.h"

namespace bellwether::expression {
namespace {

struct Symbol {
  std::string_view text;
  TokenKind kind;
  const char* instead = nullptr;  // not of the language: what it stands for
};

// Longer symbols before their prefixes.
constexpr std::array<Symbol, 32> kSymbols = {{
    {"===", TokenKind::kEqual, "=="},
    {"!==", TokenKind::kNotEqual, "!="},
    {"||", TokenKind::kOrOr},
    {"&&", TokenKind::kAndAnd},
    {"<=", TokenKind::kLessOrEqual},
    {">=", TokenKind::kGreaterOrEqual},
    {"=>", TokenKind::kGreaterOrEqual, ">="},
    {"=<", TokenKind::kLessOrEqual, "<="},
    {"<>", TokenKind::kNotEqual, "!="},
    {"==", TokenKind::kEqual},
    {"!=", TokenKind::kNotEqual},
    {"=", TokenKind::kEqual, "=="},
    {"|", TokenKind::kOrOr, "||"},
    {"&", TokenKind::kAndAnd, "&&"},
    {"<", TokenKind::kLess},
    {">", TokenKind::kGreater},
    {"!", TokenKind::kNot},
    {"+", TokenKind::kPlus},
    {"-", TokenKind::kMinus},
    {"*", TokenKind::kTimes},
    {"/", TokenKind::kDivide},
    {"%", TokenKind::kPercent},
    {".", TokenKind::kDot},
    {",", TokenKind::kComma},
    {":", TokenKind::kColon},
    {"?", TokenKind::kQuestion},
    {"(", TokenKind::kOpenParenthesis},
    {")", TokenKind::kCloseParenthesis},
    {"[", TokenKind::kOpenBracket},
    {"]", TokenKind::kCloseBracket},
    {"{", TokenKind::kOpenBrace},
    {"}", TokenKind::kCloseBrace},
}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsNamePart(char c) { return IsNameStart(c) || IsDigit(c); }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsQuote(char c) { return c == '"' || c == '\''; }

class Lexer {
 public:
  Lexer(std::string_view text, Mistakes& mistakes) : text_(text), mistakes_(mistakes) {}

  std::vector<Token> Run() {
    for (SkipBlanks(); at_ < text_.size(); SkipBlanks()) ReadToken();
    Add(TokenKind::kEnd, at_);
    return std::move(tokens_);
  }

 private:
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string_view Rest() const { return text_.substr(at_); }
  Range From(size_t start) const {
    return {static_cast<uint32_t>(start), static_cast<uint32_t>(at_ - start)};
  }
  Token& Add(TokenKind kind, size_t start) {
    Token token;
    token.kind = kind;
    token.range = From(start);
    tokens_.push_back(std::move(token));
    return tokens_.back();
  }

  void SkipBlanks();
  void ReadToken();
  void ReadName();
  void ReadNumber();
  void ReadHexadecimal();
  void ReadDecimal();
  void RefuseSuffix(size_t start);
  void AddInt(size_t start, std::string_view digits, int base);
  bool AtString() const;
  void ReadString();
  void FinishString(size_t start, size_t body, size_t quotes, bool raw, bool bytes);
  void ReadSymbol();
  void RefuseCharacter();

  std::string_view text_;
  Mistakes& mistakes_;
  size_t at_ = 0;
  std::vector<Token> tokens_;
};

void Lexer::SkipBlanks() {
  while (at_ < text_.size()) {
    if (IsBlank(text_[at_])) {
      ++at_;
    } else if (Peek() == '/' && Peek(1) == '/') {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
    } else {
      return;
    }
  }
}

void Lexer::ReadToken() {
  if (AtString()) return ReadString();
  if (IsNameStart(Peek())) return ReadName();
  if (IsDigit(Peek()) || (Peek() == '.' && IsDigit(Peek(1)))) return ReadNumber();
  ReadSymbol();
}

void Lexer::ReadName() {
  const size_t start = at_;
  while (IsNamePart(Peek())) ++at_;
  const std::string_view word = text_.substr(start, at_ - start);
  if (word == "true") {
    Add(TokenKind::kTrue, start);
  } else if (word == "false") {
    Add(TokenKind::kFalse, start);
  } else if (word == "in") {
    Add(TokenKind::kIn, start);
  } else {
    Add(TokenKind::kName, start).text = word;
  }
}

void Lexer::ReadNumber() {
  const bool hexadecimal = Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'X');
  hexadecimal ? ReadHexadecimal() : ReadDecimal();
}

void Lexer::ReadHexadecimal() {
  const size_t start = at_;
  at_ += 2;
  while (IsHexDigit(Peek())) ++at_;
  AddInt(start, text_.substr(start + 2, at_ - start - 2), 16);
  RefuseSuffix(start);
}

void Lexer::ReadDecimal() {
  const size_t start = at_;
  while (IsDigit(Peek())) ++at_;
  bool is_double = false;
  if (Peek() == '.' && IsDigit(Peek(1))) {
    is_double = true;
    ++at_;
    while (IsDigit(Peek())) ++at_;
  }
  const size_t sign = Peek(1) == '+' || Peek(1) == '-' ? 1 : 0;
  if ((Peek() == 'e' || Peek() == 'E') && IsDigit(Peek(1 + sign))) {
    is_double = true;
    at_ += 1 + sign;
    while (IsDigit(Peek())) ++at_;
  }
  const std::string_view digits = text_.substr(start, at_ - start);
  if (!is_double) {
    AddInt(start, digits, 10);
  } else {
    double value = 0;
    // Gives 0 for what is too small, as CEL wants it, and infinity for what is too large.
    if (!absl::SimpleAtod(ToAbsl(digits), &value) || std::isinf(value)) {
      mistakes_.Error(
          "bad-literal", From(start),
          absl::StrCat("number ", ToAbsl(Quoted(digits)), " is too large for a double"));
    }
    Add(TokenKind::kDouble, start).number = std::isinf(value) ? 0 : value;
  }
  RefuseSuffix(start);
}

void Lexer::AddInt(size_t start, std::string_view digits, int base) {
  uint64_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  const uint64_t largest = uint64_t{1} << 63;  // its negative is an int
  if (error != std::errc() || value > largest) {
    mistakes_.Error("bad-literal", From(start),
                    digits.empty() ? "hexadecimal digits are missing after 0x"
                                   : "the number is too large for an int of 64 bits",
                    digits.empty() ? "" : "write it as a double: with .0 or an exponent");
    value = 0;
  }
  Add(TokenKind::kInt, start).magnitude = value;
}

// 1u, 7d, 5kg: a number that runs into a word.
void Lexer::RefuseSuffix(size_t start) {
  if (!IsNamePart(Peek())) return;
  const std::string_view number = text_.substr(start, at_ - start);
  const char first = Peek();
  const size_t suffix = at_;
  while (IsNamePart(Peek())) ++at_;
  std::string hint = "put a blank or an operator between the number and the word";
  const bool single = at_ - suffix == 1;
  if (single && (first == 'u' || first == 'U')) {
    hint = absl::StrCat("unsigned integers are not supported: write ", ToAbsl(number));
  } else if (single && first == 'd') {
    hint = absl::StrCat("write days(", ToAbsl(number), ")");
  }
  mistakes_.Error(
      "bad-literal", From(start),
      absl::StrCat(ToAbsl(Quoted(text_.substr(start, at_ - start))), " is not a number"), hint);
}

// A quote, or one of the prefixes r, b, rb, br before one.
bool Lexer::AtString() const {
  size_t prefix = 0;
  while (prefix < 2 && std::string_view("rRbB").find(Peek(prefix)) != std::string_view::npos &&
         Peek(prefix) != '\0') {
    ++prefix;
  }
  return IsQuote(Peek(prefix));
}

void Lexer::ReadString() {
  const size_t start = at_;
  bool raw = false;
  bool bytes = false;
  for (; !IsQuote(Peek()); ++at_) {
    (Peek() == 'r' || Peek() == 'R' ? raw : bytes) = true;
  }
  const char quote = Peek();
  const bool triple = Peek(1) == quote && Peek(2) == quote;
  const size_t quotes = triple ? 3 : 1;
  const std::string end(quotes, quote);
  at_ += quotes;
  const size_t body = at_;
  while (at_ < text_.size() && Rest().substr(0, quotes) != end) {
    const bool line_ends = Peek() == '\n' || Peek() == '\r';
    if (line_ends && !triple) break;
    at_ += !raw && Peek() == '\\' && at_ + 1 < text_.size() ? 2 : 1;
  }
  FinishString(start, body, quotes, raw, bytes);
}

void Lexer::FinishString(size_t start, size_t body, size_t quotes, bool raw, bool bytes) {
  const std::string_view content = text_.substr(body, at_ - body);
  const bool closed = Rest().size() >= quotes && IsQuote(Peek());
  if (closed) at_ += quotes;
  Token& token = Add(TokenKind::kString, start);
  if (!closed) {
    at_ = text_.size();  // where it was meant to end is anybody's guess
    mistakes_.Error("expression-syntax", {token.range.offset, 1}, "the string has no closing quote",
                    absl::StrCat("end it with ", ToAbsl(text_.substr(body - quotes, quotes))));
    return;
  }
  if (bytes) {
    mistakes_.Error("not-in-language", token.range, "bytes literals are not part of the language",
                    "write a string, without the prefix b");
  }
  if (raw) {
    token.text = content;
    return;
  }
  const BadEscape bad = Unescape(content, token.text);
  if (bad.length == 0) return;
  mistakes_.Error("bad-literal",
                  {static_cast<uint32_t>(body + bad.offset), static_cast<uint32_t>(bad.length)},
                  absl::StrCat("unknown escape ", Quoted(content.substr(bad.offset, bad.length))),
                  "write \\\\ for a backslash, or put r before the opening quote");
}

void Lexer::ReadSymbol() {
  for (const Symbol& symbol : kSymbols) {
    if (Rest().substr(0, symbol.text.size()) != symbol.text) continue;
    const size_t start = at_;
    at_ += symbol.text.size();
    if (symbol.instead != nullptr) {
      mistakes_.Error("expression-syntax", From(start),
                      absl::StrCat("`", ToAbsl(symbol.text), "` is not an operator"),
                      absl::StrCat("did you mean `", symbol.instead, "`?"));
    }
    Add(symbol.kind, start);
    return;
  }
  RefuseCharacter();
}

void Lexer::RefuseCharacter() {
  const size_t start = at_++;
  // The whole of a UTF-8 character, not its first byte.
  while ((static_cast<unsigned char>(Peek()) & 0xC0) == 0x80) ++at_;
  mistakes_.Error("expression-syntax", From(start),
                  absl::StrCat("unexpected character ", Quoted(text_.substr(start, at_ - start))),
                  text_[start] == '`' ? "names need no quotes; text needs \" or '" : "");
  Add(TokenKind::kBad, start);
}

}  // namespace

std::vector<Token> Tokenize(std::string_view text, Mistakes& mistakes) {
  return Lexer(text, mistakes).Run();
}

}  // namespace bellwether::expression
