// Tested by tests/engine/accounts/json_test.cc and json_lines_test.cc.
#include "engine/accounts/json_texts.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/accounts/violations.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

// A byte on its own is not always a character.
std::string Named(char c) {
  if (c > ' ' && c < 0x7F) return Quoted({&c, 1});
  return absl::StrFormat("the byte 0x%02X", static_cast<unsigned char>(c));
}

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

void JsonLineTexts::Feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    Append(bytes.substr(0, end));
    if (end == std::string_view::npos) return;
    EndLine();
    bytes.remove_prefix(end + 1);
  }
}

// A line that outgrows the limit is refused at once; the rest of it is passed over.
void JsonLineTexts::Append(std::string_view piece) {
  if (skipping_) return;
  if (text_.size() + piece.size() <= limits_.max_account_bytes) {
    text_.append(piece);
    return;
  }
  skipping_ = true;
  text_.clear();
  sink_.RefuseText(line_, reason::kTooLarge,
                   absl::StrCat("the line is longer than max_account_bytes (",
                                limits_.max_account_bytes, "); it was passed over"));
}

void JsonLineTexts::EndLine() {
  const bool blank = text_.find_first_not_of(" \t\r") == std::string::npos;
  if (!blank) sink_.TakeText(text_, {line_, 1});
  text_.clear();
  skipping_ = false;
  ++line_;
}

JsonValueScanner::JsonValueScanner(char first) {
  if (first == '{' || first == '[') depth_ = 1;
  bare_ = depth_ == 0 && first != '"';
  in_string_ = first == '"';
}

bool JsonValueScanner::EndsWith(char c) {
  if (in_string_) return EndsInString(c);
  if (c == '"' && !bare_) in_string_ = true;
  if (c == '{' || c == '[') ++depth_;
  if (c == '}' || c == ']') --depth_;
  return !bare_ && !in_string_ && depth_ <= 0;
}

bool JsonValueScanner::EndsInString(char c) {
  if (escaped_) {
    escaped_ = false;
  } else if (c == '\\') {
    escaped_ = true;
  } else if (c == '"' || c == '\n') {
    in_string_ = false;  // JSON has no line break in a string: a forgotten quote ends there
  }
  return !in_string_ && depth_ == 0;
}

std::string_view JsonTexts::one() const { return noun_.substr(noun_.find(' ') + 1); }
std::string JsonTexts::many() const { return absl::StrCat(ToAbsl(one()), "s"); }

void JsonTexts::Feed(std::string_view bytes) {
  for (const char c : bytes) {
    if (state_ == State::kRefused) return;
    Step(c);
    Advance(c);
  }
}

void JsonTexts::Finish() {
  switch (state_) {
    case State::kStart:
      return Refuse(
          absl::StrCat("the text is empty: expected ", ToAbsl(noun_), " or an array of ", many()));
    case State::kValue:
      return EndValue();
    case State::kBeforeValue:
    case State::kAfterValue:
      return Refuse(
          absl::StrCat("the array of ", many(), " is not closed by `]`: was the text cut off?"));
    case State::kEnd:
    case State::kRefused:
      return;
  }
}

void JsonTexts::Step(char c) {
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
      Refuse(absl::StrCat("text after the end of the ", many(), ": put several ", many(),
                          " in one array, or one on each line of a file that ends in .jsonl"));
      state_ = State::kRefused;
  }
}

void JsonTexts::StepAtStart(char c) {
  if (c == '{') return BeginValue(c);
  if (c == '[') {
    in_array_ = true;
    state_ = State::kBeforeValue;
    return;
  }
  Refuse(absl::StrCat(ToAbsl(noun_), " in JSON begins with `{`, an array of ", many(),
                      " with `[`, not ", Named(c)));
  state_ = State::kRefused;
}

void JsonTexts::StepBeforeValue(char c) {
  if (c == ']' && !after_comma_) {
    state_ = State::kEnd;
  } else if (c == ']' || c == ',') {
    Refuse(absl::StrCat(ToAbsl(noun_), " is missing before `", std::string(1, c), "`"));
    state_ = c == ']' ? State::kEnd : State::kBeforeValue;
    after_comma_ = c == ',';
  } else {
    BeginValue(c);
  }
}

void JsonTexts::StepAfterValue(char c) {
  if (c == ',') {
    after_comma_ = true;
    state_ = State::kBeforeValue;
  } else if (c == ']') {
    state_ = State::kEnd;
  } else {
    Refuse(absl::StrCat("a comma is missing between two ", many()));
    BeginValue(c);
  }
}

void JsonTexts::BeginValue(char c) {
  state_ = State::kValue;
  scanner_ = JsonValueScanner(c);
  place_ = {line_, column_};
  text_.assign(1, c);
  too_large_ = false;
}

void JsonTexts::StepInValue(char c) {
  if (scanner_.EndsBefore(c)) {
    EndValue();
    if (!IsBlank(c)) StepAfterValue(c);
    return;
  }
  if (text_.size() < limits_.max_account_bytes) {
    text_.push_back(c);
  } else {
    too_large_ = true;
  }
  if (scanner_.EndsWith(c)) EndValue();
}

void JsonTexts::EndValue() {
  state_ = in_array_ ? State::kAfterValue : State::kEnd;
  if (too_large_) {
    sink_.RefuseText(place_.line, reason::kTooLarge,
                     absl::StrCat("the ", ToAbsl(one()), " is larger than max_account_bytes (",
                                  limits_.max_account_bytes,
                                  "); it was passed over. Is a quote or a bracket missing?"));
  } else {
    sink_.TakeText(text_, place_);
  }
  text_.clear();
}

void JsonTexts::Refuse(const std::string& message) {
  sink_.RefuseText(line_, reason::kSyntax,
                   absl::StrCat("line ", line_, ", column ", column_, ": ", message));
}

void JsonTexts::Advance(char c) {
  ++column_;
  if (c != '\n') return;
  ++line_;
  column_ = 1;
}

std::unique_ptr<JsonTextReader> MakeJsonTextReader(bool lines, std::string_view noun,
                                                   const Limits& limits, JsonTextSink& sink) {
  if (lines) return std::make_unique<JsonLineTexts>(limits, sink);
  return std::make_unique<JsonTexts>(noun, limits, sink);
}

}  // namespace bellwether
