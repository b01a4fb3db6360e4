// A cursor over JSON that holds nothing unusual: texts without escapes, numbers, true and false.
//
//   PlainJson json(text);
//   std::string_view key;
//   if (json.Take('{') && json.TakeText(&key) && json.Take(':') ...
//
// Each step skips blanks, and returns false where something else stands, or where it would take
// more to say what stands there: a reader that explains mistakes is asked then. It refers to the
// text. One thread; it allocates nothing.
#ifndef BELLWETHER_ENGINE_RECORDS_PLAIN_JSON_H_
#define BELLWETHER_ENGINE_RECORDS_PLAIN_JSON_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/number.h"
#include "engine/source/utf8.h"

namespace bellwether::records {

class PlainJson {
 public:
  explicit PlainJson(std::string_view text)
      : text_(text), next_(text.data()), end_(text.data() + text.size()) {}

  bool Take(char wanted) {
    if (!IsNext(wanted)) return false;
    ++next_;
    return true;
  }

  bool IsNext(char wanted) {
    while (next_ != end_ && IsBlank(*next_)) ++next_;
    return next_ != end_ && *next_ == wanted;
  }

  // This key and its colon; where another one stands, nothing is taken.
  bool TakeKey(std::string_view key) {
    if (!IsNext('"')) return false;
    const std::string_view rest(next_, static_cast<size_t>(end_ - next_));
    const bool here = rest.size() > key.size() + 2 && rest[key.size() + 1] == '"' &&
                      rest[key.size() + 2] == ':' && rest.substr(1, key.size()) == key;
    if (here) next_ += key.size() + 3;
    return here;
  }

  // "text", without its quotes.
  bool TakeText(std::string_view* text) {
    if (!Take('"')) return false;
    const char* const first = next_;
    unsigned char bits = 0;
    for (; next_ != end_ && *next_ != '"'; ++next_) {
      const auto byte = static_cast<unsigned char>(*next_);
      if (byte < ' ' || byte == '\\') return false;
      bits |= byte;
    }
    if (next_ == end_) return false;
    if (bits >= kFirstBeyondAscii) is_ascii_ = false;
    *text = {first, static_cast<size_t>(next_ - first)};
    ++next_;
    return true;
  }

  bool TakeNumber(double* number) {
    IsNext('-');
    const char* const first = next_;
    Skip('-');
    const char* const digits = next_;
    int64_t whole = 0;
    for (; IsDigit(); ++next_) {
      if (next_ - digits == kMostDigits) return false;
      whole = whole * 10 + (*next_ - '0');
    }
    if (next_ == digits || (*digits == '0' && next_ - digits > 1)) return false;
    if (next_ == end_ || (*next_ != '.' && *next_ != 'e' && *next_ != 'E')) {
      *number = static_cast<double>(digits == first ? whole : -whole);
      return true;
    }
    if (Skip('.') && !SkipDigits()) return false;
    if (Skip('e') || Skip('E')) {
      if (!Skip('-')) Skip('+');
      if (!SkipDigits()) return false;
    }
    const auto parsed = ParseNumber({first, static_cast<size_t>(next_ - first)});
    if (parsed) *number = *parsed;
    return parsed.has_value();
  }

  bool TakeTruth(bool* truth) {
    *truth = IsNext('t');
    return TakeWord(*truth ? "true" : "false");
  }

  bool TakeNull() { return IsNext('n') && TakeWord("null"); }

  // Nothing but blanks is left, and the whole is UTF-8.
  bool EndsWell() {
    while (next_ != end_ && IsBlank(*next_)) ++next_;
    return next_ == end_ && (is_ascii_ || FirstInvalidUtf8(text_) == kAllValid);
  }

 private:
  static constexpr unsigned char kFirstBeyondAscii = 0x80;
  static constexpr int kMostDigits = 18;  // that 64 bits hold whatever they are

  static bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  bool IsDigit() const { return next_ != end_ && *next_ >= '0' && *next_ <= '9'; }

  bool Skip(char wanted) {
    if (next_ == end_ || *next_ != wanted) return false;
    ++next_;
    return true;
  }
  bool TakeWord(std::string_view word) {
    if (!std::string_view(next_, static_cast<size_t>(end_ - next_)).starts_with(word)) return false;
    next_ += word.size();
    return true;
  }
  bool SkipDigits() {
    const char* const first = next_;
    while (IsDigit()) ++next_;
    return next_ != first;
  }

  const std::string_view text_;
  const char* next_;
  const char* const end_;
  bool is_ascii_ = true;
};

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_RECORDS_PLAIN_JSON_H_
