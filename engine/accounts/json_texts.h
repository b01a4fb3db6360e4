// Bytes of a JSON file -> the text of each of its values: the elements of the outermost array, the
// one object that the file is, or each line of JSON lines.
//
// In an array a scanner that knows only strings and brackets finds where each element ends, so the
// largest one bounds the memory, and a broken one does not reach the next. What comes out does not
// depend on how the bytes were cut. Not thread-safe; nothing throws.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_JSON_TEXTS_H_
#define BELLWETHER_ENGINE_ACCOUNTS_JSON_TEXTS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/accounts/json_record.h"
#include "engine/base/limits.h"

namespace bellwether {

// Takes what a file holds, in its order.
class JsonTextSink {
 public:
  virtual ~JsonTextSink() = default;
  virtual void TakeText(std::string_view text, TextPlace place) = 0;
  // Something that is no element, or one that is too large. The message begins with the place.
  virtual void RefuseText(uint32_t line, std::string_view reason, const std::string& message) = 0;
};

// Follows one JSON value to its end, without looking at whether it is well-formed.
class JsonValueScanner {
 public:
  explicit JsonValueScanner(char first);
  // A number, a word or garbage has no closing character of its own.
  bool EndsBefore(char c) const { return bare_ && (c == ',' || c == ']' || c == '\n'); }
  // True when `c` is the last character of the value.
  bool EndsWith(char c);

 private:
  bool EndsInString(char c);

  int64_t depth_ = 0;
  bool bare_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
};

class JsonTextReader {
 public:
  virtual ~JsonTextReader() = default;
  virtual void Feed(std::string_view bytes) = 0;
  // What is cut off is refused. Call it once.
  virtual void Finish() = 0;
};

// A line is an element whatever is wrong in it, so the next one is always found again.
class JsonLineTexts : public JsonTextReader {
 public:
  // `sink` must outlive it.
  JsonLineTexts(const Limits& limits, JsonTextSink& sink) : limits_(limits), sink_(sink) {}

  void Feed(std::string_view bytes) override;
  void Finish() override { EndLine(); }

 private:
  void Append(std::string_view piece);
  void EndLine();

  const Limits limits_;
  JsonTextSink& sink_;
  std::string text_;
  bool skipping_ = false;
  uint32_t line_ = 1;
};

class JsonTexts : public JsonTextReader {
 public:
  // `noun`: what an element is called in messages, with its article: "an account". Both it and
  // `sink` must outlive this.
  JsonTexts(std::string_view noun, const Limits& limits, JsonTextSink& sink)
      : noun_(noun), limits_(limits), sink_(sink) {}

  void Feed(std::string_view bytes) override;
  void Finish() override;

 private:
  enum class State {
    kStart,        // nothing but blanks so far
    kBeforeValue,  // in the array, after `[` or `,`
    kValue,        // inside an element
    kAfterValue,   // in the array, before `,` or `]`
    kEnd,          // everything was read
    kRefused,      // this is not JSON: the rest is not looked at
  };

  void Step(char c);
  void StepAtStart(char c);
  void StepBeforeValue(char c);
  void StepAfterValue(char c);
  void StepInValue(char c);
  void BeginValue(char c);
  void EndValue();
  void Refuse(const std::string& message);
  void Advance(char c);
  // "account", "accounts"
  std::string_view one() const;
  std::string many() const;

  const std::string_view noun_;
  const Limits limits_;
  JsonTextSink& sink_;
  State state_ = State::kStart;
  bool in_array_ = false;
  bool after_comma_ = false;
  JsonValueScanner scanner_{' '};
  std::string text_;
  bool too_large_ = false;
  TextPlace place_;
  uint32_t line_ = 1;
  uint32_t column_ = 1;
};

// One for JSON lines, or for JSON.
std::unique_ptr<JsonTextReader> MakeJsonTextReader(bool lines, std::string_view noun,
                                                   const Limits& limits, JsonTextSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_JSON_TEXTS_H_
