// Every character is looked at a bounded number of times: whether a bracket opens a section is
// decided by one look ahead to its end, and brackets that open none are skipped as a whole.
//
// Tested by tests/engine/ruleset/text_template_test.cc.
#include "engine/ruleset/text_template.h"

#include <algorithm>

namespace bellwether::ruleset {
namespace {

using Kind = TextPiece::Kind;

class TextParser {
 public:
  explicit TextParser(std::string_view text) : text_(text) {}

  TextTemplate Run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '{') {
        Placeholder();
      } else if (c == '[') {
        OpenBracket();
      } else if (c == ']' && depth_ > 0) {
        CloseBracket();
      } else if (c == '|' && depth_ == 1) {
        NextVariant();
      } else {
        Literal(std::min(text_.find_first_of("{[]|", at_ + 1), text_.size()) - at_);
      }
    }
    return std::move(result_);
  }

 private:
  void Placeholder() {
    const size_t close = text_.find('}', at_);
    if (close == std::string_view::npos) {
      Mistake(TextMistake::Kind::kUnclosedBrace);
      return Literal(text_.size() - at_);
    }
    TextPiece& piece = Add(Kind::kPlaceholder, close + 1 - at_);
    const std::string_view inner = piece.text.substr(1, piece.text.size() - 2);
    const size_t colon = std::min(inner.find(':'), inner.size());
    piece.name = inner.substr(0, colon);
    if (colon < inner.size()) piece.format = inner.substr(colon + 1);
    variant_is_named_ = true;
  }

  // Where the bracket at at_ ends, and whether a placeholder stands before that; npos when nothing
  // closes it.
  struct Bracket {
    size_t end = std::string_view::npos;
    bool named = false;
    bool broken = false;  // a brace inside is not closed
  };
  Bracket LookAhead() const {
    Bracket bracket;
    size_t depth = 0;
    for (size_t i = at_; i < text_.size(); ++i) {
      if (text_[i] == '{') {
        bracket.named = true;
        i = text_.find('}', i);
        bracket.broken = i == std::string_view::npos;
        if (bracket.broken) return bracket;
      }
      if (text_[i] == '[') ++depth;
      if (text_[i] != ']' || --depth > 0) continue;
      bracket.end = i + 1;
      break;
    }
    return bracket;
  }

  void OpenBracket() {
    if (depth_ > 0) {
      Mistake(TextMistake::Kind::kNestedSection);
      ++depth_;
      return Literal(1);
    }
    if (!sections_) return Literal(1);
    const Bracket bracket = LookAhead();
    if (bracket.end == std::string_view::npos) {
      if (bracket.named && !bracket.broken) Mistake(TextMistake::Kind::kUnclosedSection);
      sections_ = false;  // nothing that follows can be told apart
      return Literal(1);
    }
    if (!bracket.named) return Literal(bracket.end - at_);
    Add(Kind::kSection, 1);
    depth_ = 1;
    variant_is_named_ = false;
  }

  void CloseBracket() {
    if (--depth_ > 0) return Literal(1);
    Add(Kind::kEnd, 1);
  }

  void NextVariant() {
    if (!variant_is_named_) Mistake(TextMistake::Kind::kNeverShown);
    Add(Kind::kVariant, 1);
    variant_is_named_ = false;
  }

  void Literal(size_t size) { Add(Kind::kLiteral, size); }

  TextPiece& Add(Kind kind, size_t size) {
    TextPiece& piece = result_.pieces.emplace_back();
    piece.kind = kind;
    piece.text = text_.substr(at_, size);
    piece.offset = static_cast<uint32_t>(at_);
    at_ += size;
    return piece;
  }

  void Mistake(TextMistake::Kind kind) {
    result_.mistakes.push_back({kind, static_cast<uint32_t>(at_)});
  }

  const std::string_view text_;
  size_t at_ = 0;
  size_t depth_ = 0;      // of brackets, from that of the section on
  bool sections_ = true;  // false from a bracket on that nothing closes
  bool variant_is_named_ = false;
  TextTemplate result_;
};

using Value = absl::FunctionRef<Filling(const TextPiece&)>;

// Appends the variant that is shown. Returns the position behind the section that begins at `at`.
size_t FillSection(const std::vector<TextPiece>& pieces, size_t at, Value value,
                   std::string& text) {
  std::string variant;
  bool shown = false;
  bool whole = true;  // every placeholder of this variant so far has a value
  for (++at;; ++at) {
    const TextPiece& piece = pieces[at];
    if (piece.kind == Kind::kVariant || piece.kind == Kind::kEnd) {
      if (!shown && whole) text += variant;
      shown = shown || whole;
      if (piece.kind == Kind::kEnd) return at + 1;
      variant.clear();
      whole = true;
    } else if (shown || !whole) {
      continue;
    } else if (piece.kind == Kind::kLiteral) {
      variant += piece.text;
    } else {
      const Filling filling = value(piece);
      whole = filling.has_value;
      variant += filling.text;
    }
  }
}

}  // namespace

TextTemplate ParseText(std::string_view text) { return TextParser(text).Run(); }

std::string_view WithoutValue(DecisionName name) {
  switch (name) {
    case DecisionName::kReason:
    case DecisionName::kConditions:
      return "";
    case DecisionName::kRootCause:
      return "not established";
    case DecisionName::kUnanswered:
    case DecisionName::kDays:
      return "0";
    default:
      return kUnknownWord;
  }
}

FilledText FillText(const TextTemplate& parsed, Value value) {
  FilledText filled;
  for (size_t at = 0; at < parsed.pieces.size();) {
    const TextPiece& piece = parsed.pieces[at];
    if (piece.kind == Kind::kSection) {
      at = FillSection(parsed.pieces, at, value, filled.text);
      continue;
    }
    ++at;
    if (piece.kind == Kind::kLiteral) {
      filled.text += piece.text;
    } else {
      const Filling filling = value(piece);
      filled.complete = filled.complete && filling.has_value;
      filled.text += filling.text;
    }
  }
  return filled;
}

}  // namespace bellwether::ruleset
