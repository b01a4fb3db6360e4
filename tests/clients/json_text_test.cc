// JSON that is written value by value is JSON, in the library's own layout.
#include "engine/accounts/json_text.h"

#include <limits>
#include <string>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

constexpr char kDocument[] =
    R"({"a":1,"b":[],"c":{},"d":[true,null,-0.5,{"e":"f"},[1,2]],"g":{"h":[{}]}})";

void Write(const nlohmann::ordered_json& value, JsonText& json) {
  if (value.is_object()) {
    json.BeginObject();
    for (const auto& [key, below] : value.items()) {
      json.Key(key);
      Write(below, json);
    }
    return json.EndObject();
  }
  if (value.is_array()) {
    json.BeginArray();
    for (const auto& below : value) Write(below, json);
    return json.EndArray();
  }
  if (value.is_null()) return json.Null();
  if (value.is_boolean()) return json.Bool(value.get<bool>());
  if (value.is_number()) return json.Number(value.get<double>());
  json.String(value.get<std::string>());
}

TEST(JsonTextTest, IsLaidOutAsTheLibraryDoes) {
  const auto document = nlohmann::ordered_json::parse(kDocument);
  for (const int indent : {kOneLine, 0, 2, 4}) {
    JsonText json(indent);
    Write(document, json);
    EXPECT_EQ(std::move(json).Take(), document.dump(indent));
  }
}

std::string Text(std::string_view value) {
  std::string text;
  AppendJsonString(value, text);
  return text;
}

TEST(JsonTextTest, StringsReadBack) {
  for (const std::string value :
       {"", "plain", "a \"quoted\" \\ one", "tab\t line\n", "株式会社 Søn", "\x1b[31m", "\x7f"}) {
    EXPECT_EQ(nlohmann::json::parse(Text(value)), value);
  }
  EXPECT_EQ(Text(std::string_view("a\0b", 3)), "\"a\\u0000b\"");
}

TEST(JsonTextTest, BrokenUtf8IsReplacedNotThrown) { EXPECT_EQ(Text("a\xff"), "\"a\uFFFD\""); }

std::string Number(double value) {
  JsonText json(kOneLine);
  json.Number(value);
  return std::move(json).Take();
}

TEST(JsonTextTest, NumbersAreShortestAndReadBack) {
  EXPECT_EQ(Number(76), "76");
  EXPECT_EQ(Number(-0.0), "0");
  EXPECT_EQ(Number(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(Number(1e300), "1e+300");
  EXPECT_EQ(Number(std::numeric_limits<double>::infinity()), "null");
}

}  // namespace
}  // namespace bellwether::cli
