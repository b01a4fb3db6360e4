// JSON: one account, or an array of accounts that is read as a stream. A scanner that knows only
// strings and brackets finds where each element ends; the element is then parsed by itself, so the
// largest account bounds the memory and a broken one does not reach the next.
// Tested by tests/engine/accounts/json_test.cc.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/accounts/decoder.h"
#include "engine/accounts/json_record.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

// A byte on its own is not always a character.
std::string Named(char c) {
  if (c > ' ' && c < 0x7F) return Quoted({&c, 1});
  return absl::StrFormat("the byte 0x%02X", static_cast<unsigned char>(c));
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Follows one JSON value to its end, without looking at whether it is well-formed.
class ValueScanner {
 public:
  explicit ValueScanner(char first) {
    if (first == '{' || first == '[') depth_ = 1;
    bare_ = depth_ == 0 && first != '"';
    in_string_ = first == '"';
  }

  // A number, a word or garbage has no closing character of its own.
  bool EndsBefore(char c) const { return bare_ && (c == ',' || c == ']' || c == '\n'); }

  // True when `c` is the last character of the value.
  bool EndsWith(char c) {
    if (in_string_) return EndsInString(c);
    if (c == '"' && !bare_) in_string_ = true;
    if (c == '{' || c == '[') ++depth_;
    if (c == '}' || c == ']') --depth_;
    return !bare_ && !in_string_ && depth_ <= 0;
  }

 private:
  bool EndsInString(char c) {
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"' || c == '\n') {
      in_string_ = false;  // JSON has no line break in a string: a forgotten quote ends there
    }
    return !in_string_ && depth_ == 0;
  }

  int64_t depth_ = 0;
  bool bare_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
};

class JsonDecoder : public AccountReader::Decoder {
 public:
  using Decoder::Decoder;

  void Feed(std::string_view bytes) override {
    for (const char c : bytes) {
      if (state_ == State::kRefused) return;
      Step(c);
      Advance(c);
    }
  }

  void Finish() override {
    switch (state_) {
      case State::kStart:
        return Refuse("the text is empty: expected an account or an array of accounts");
      case State::kValue:
        return EndValue();
      case State::kBeforeValue:
      case State::kAfterValue:
        return Refuse("the array of accounts is not closed by `]`: was the text cut off?");
      case State::kEnd:
      case State::kRefused:
        return;
    }
  }

 private:
  enum class State {
    kStart,        // nothing but blanks so far
    kBeforeValue,  // in the array, after `[` or `,`
    kValue,        // inside an account
    kAfterValue,   // in the array, before `,` or `]`
    kEnd,          // everything was read
    kRefused,      // this is not JSON: the rest is not looked at
  };

  void Step(char c) {
    if (state_ == State::kValue) return StepInValue(c);
    if (IsBlank(c)) return;
    switch (state_) {
      case State::kStart:
        return StepAtStart(c);
      case State::kBeforeValue:
        return StepBeforeValue(c);
      case State::kAfterValue:
        return StepAfterValue(c);
      default:
        Refuse(
            "text after the end of the accounts: put several accounts in one array, or one on "
            "each line of a file that ends in .jsonl");
        state_ = State::kRefused;
    }
  }

  void StepAtStart(char c) {
    if (c == '{') return BeginValue(c);
    if (c == '[') {
      in_array_ = true;
      state_ = State::kBeforeValue;
      return;
    }
    Refuse(absl::StrCat("an account in JSON begins with `{`, an array of accounts with `[`, not ",
                        Named(c)));
    state_ = State::kRefused;
  }

  void StepBeforeValue(char c) {
    if (c == ']' && !after_comma_) {
      state_ = State::kEnd;
    } else if (c == ']' || c == ',') {
      Refuse(absl::StrCat("an account is missing before `", std::string(1, c), "`"));
      state_ = c == ']' ? State::kEnd : State::kBeforeValue;
      after_comma_ = c == ',';
    } else {
      BeginValue(c);
    }
  }

  void StepAfterValue(char c) {
    if (c == ',') {
      after_comma_ = true;
      state_ = State::kBeforeValue;
    } else if (c == ']') {
      state_ = State::kEnd;
    } else {
      Refuse("a comma is missing between two accounts");
      BeginValue(c);
    }
  }

  void BeginValue(char c) {
    state_ = State::kValue;
    scanner_ = ValueScanner(c);
    place_ = {line_, column_};
    text_.assign(1, c);
    too_large_ = false;
  }

  void StepInValue(char c) {
    if (scanner_.EndsBefore(c)) {
      EndValue();
      if (!IsBlank(c)) StepAfterValue(c);
      return;
    }
    if (text_.size() < limits().max_account_bytes) {
      text_.push_back(c);
    } else {
      too_large_ = true;
    }
    if (scanner_.EndsWith(c)) EndValue();
  }

  void EndValue() {
    state_ = in_array_ ? State::kAfterValue : State::kEnd;
    if (too_large_) {
      output().Refuse(
          place_.line, "", reason::kTooLarge,
          absl::StrCat("the account is larger than max_account_bytes (", limits().max_account_bytes,
                       "); it was passed over. Is a quote or a bracket missing?"));
    } else {
      output().Put(ReadJsonRecord(text_, place_, limits()));
    }
    text_.clear();
  }

  void Refuse(const std::string& message) {
    output().Refuse(line_, "", reason::kSyntax,
                    absl::StrCat("line ", line_, ", column ", column_, ": ", message));
  }

  void Advance(char c) {
    ++column_;
    if (c != '\n') return;
    ++line_;
    column_ = 1;
  }

  State state_ = State::kStart;
  bool in_array_ = false;
  bool after_comma_ = false;
  ValueScanner scanner_{' '};
  std::string text_;
  bool too_large_ = false;
  TextPlace place_;
  uint32_t line_ = 1;
  uint32_t column_ = 1;
};

}  // namespace

std::unique_ptr<AccountReader::Decoder> MakeJsonDecoder(const Limits& limits,
                                                        AccountReader::Sink sink) {
  return std::make_unique<JsonDecoder>(limits, std::move(sink));
}

}  // namespace bellwether
