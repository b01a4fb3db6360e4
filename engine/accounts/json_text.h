// JSON that is written value by value, on one line or indented.
//
//   JsonText json(kOneLine);
//   json.BeginObject();
//   json.Key("band");
//   json.String("green");
//   json.EndObject();
//   std::string line = std::move(json).Take();   // {"band":"green"}
//
// What is written between Begin and End must fit: a key before each value of an object. One thread.
// Never throws: broken UTF-8 becomes U+FFFD, and a number that JSON has not is null.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_JSON_TEXT_H_
#define BELLWETHER_ENGINE_ACCOUNTS_JSON_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace bellwether {

inline constexpr int kOneLine = -1;

// With its quotes.
void AppendJsonString(std::string_view value, std::string& text);

class JsonText {
 public:
  // `indent` blanks a level, or all on one line.
  explicit JsonText(int indent) : indent_(indent) {}

  void BeginObject() { Begin('{'); }
  void EndObject() { End('}'); }
  void BeginArray() { Begin('['); }
  void EndArray() { End(']'); }
  void Key(std::string_view name);

  void String(std::string_view value);
  void Bool(bool value) { Bare(value ? "true" : "false"); }
  void Null() { Bare("null"); }
  // 76 rather than 76.0; the shortest text that reads back as the same double.
  void Number(double value);
  // Digit for digit.
  void Whole(int64_t value) { Bare(std::to_string(value)); }

  std::string Take() && { return std::move(text_); }

 private:
  void Begin(char bracket);
  void End(char bracket);
  void BeginValue();
  void NewLine();
  void Bare(std::string_view value);

  const int indent_;
  std::string text_;
  int depth_ = 0;
  bool empty_ = true;  // the innermost object or array, so far
  bool after_key_ = false;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_JSON_TEXT_H_
