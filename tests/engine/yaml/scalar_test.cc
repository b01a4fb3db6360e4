#include "engine/yaml/scalar.h"

#include <gtest/gtest.h>

#include <string>

namespace bellwether {
namespace {

enum class Wanted { kNumber, kInteger, kBool, kText };

Node Scalar(const std::string& text, bool quoted = false) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = text;
  node.quoted = quoted;
  return node;
}

// "" when it can be read; else the message and, behind a bar, the hint.
std::string Problem(const Node& node, Wanted wanted) {
  DiagnosticSink sink;
  bool given = false;
  switch (wanted) {
    case Wanted::kNumber:
      given = ReadNumber(node, "`x`", sink).has_value();
      break;
    case Wanted::kInteger:
      given = ReadInteger(node, "`x`", sink).has_value();
      break;
    case Wanted::kBool:
      given = ReadBool(node, "`x`", sink).has_value();
      break;
    case Wanted::kText:
      given = ReadText(node, "`x`", sink).has_value();
      break;
  }
  const auto diagnostics = sink.Take();
  EXPECT_EQ(given, diagnostics.empty());
  if (diagnostics.empty()) return "";
  return diagnostics[0].message + (diagnostics[0].hint.empty() ? "" : " | " + diagnostics[0].hint);
}

TEST(ScalarTest, SaysWhatToWriteInstead) {
  const struct {
    const char* text;
    Wanted wanted;
    const char* want;
  } cases[] = {
      {"12.5", Wanted::kNumber, ""},
      {"-1e3", Wanted::kNumber, ""},
      {"0123", Wanted::kNumber,
       "`x` must be a number, not `0123` | write it without leading zeros: 123"},
      {"-00", Wanted::kNumber,
       "`x` must be a number, not `-00` | write it without leading zeros: 0"},
      {"0x1F", Wanted::kNumber,
       "`x` must be a number, not `0x1F` | write the number in decimal digits"},
      {"0o17", Wanted::kNumber,
       "`x` must be a number, not `0o17` | write the number in decimal digits"},
      {".inf", Wanted::kNumber,
       "`x` must be a number, not `.inf` | infinity and NaN are no values; leave the key out where "
       "there is no limit"},
      {"-.Inf", Wanted::kNumber,
       "`x` must be a number, not `-.Inf` | infinity and NaN are no values; leave the key out "
       "where "
       "there is no limit"},
      {".NaN", Wanted::kNumber,
       "`x` must be a number, not `.NaN` | infinity and NaN are no values; leave the key out where "
       "there is no limit"},
      {"1_000", Wanted::kNumber,
       "`x` must be a number, not `1_000` | write the digits without grouping"},
      {"1,5", Wanted::kNumber,
       "`x` must be a number, not `1,5` | write a decimal point as `.`, and digits without "
       "grouping"},
      {"70%", Wanted::kNumber,
       "`x` must be a number, not `70%` | write a share as a fraction: 0.7"},
      {"12.5 %", Wanted::kNumber,
       "`x` must be a number, not `12.5 %` | write a share as a fraction: 0.125"},
      {"many", Wanted::kNumber, "`x` must be a number, not `many`"},
      {"true", Wanted::kNumber, "`x` must be a number, not `true`"},
      {"5", Wanted::kInteger, ""},
      {"5.0", Wanted::kInteger, ""},
      {"5.5", Wanted::kInteger, "`x` must be a whole number, not the number `5.5`"},
      {"1e300", Wanted::kInteger, "`x` must be a whole number, not the number `1e300`"},
      {"true", Wanted::kBool, ""},
      {"false", Wanted::kBool, ""},
      {"yes", Wanted::kBool, "`x` must be true or false, not `yes` | write true"},
      {"No", Wanted::kBool, "`x` must be true or false, not `No` | write false"},
      {"on", Wanted::kBool, "`x` must be true or false, not `on` | write true"},
      {"OFF", Wanted::kBool, "`x` must be true or false, not `OFF` | write false"},
      {"True", Wanted::kBool, "`x` must be true or false, not `True` | write true"},
      {"1", Wanted::kBool, "`x` must be true or false, not the number `1` | write true or false"},
      {"any text", Wanted::kText, ""},
      {"1.0", Wanted::kText, ""},
      {"yes", Wanted::kText, ""},
      {"two\nlines\tand a tab", Wanted::kText, ""},
      {"bell\a", Wanted::kText, "`x` holds a control character | delete it"},
  };
  for (const auto& one : cases) EXPECT_EQ(Problem(Scalar(one.text), one.wanted), one.want);
}

TEST(ScalarTest, QuotesMakeText) {
  EXPECT_EQ(Problem(Scalar("5", true), Wanted::kNumber),
            "`x` must be a number, not the text `5` | remove the quotes");
  EXPECT_EQ(Problem(Scalar("true", true), Wanted::kBool),
            "`x` must be true or false, not the text `true` | remove the quotes");
  EXPECT_EQ(Problem(Scalar("5", true), Wanted::kText), "");
}

TEST(ScalarTest, OtherKindsAreNoScalars) {
  Node list;
  list.kind = Node::Kind::kSequence;
  Node mapping;
  mapping.kind = Node::Kind::kMapping;
  EXPECT_EQ(Problem(list, Wanted::kNumber), "`x` must be a number, not a list");
  EXPECT_EQ(Problem(mapping, Wanted::kBool), "`x` must be true or false, not a mapping");
  EXPECT_EQ(Problem(Node(), Wanted::kText), "`x` must be a text, not nothing");
}

}  // namespace
}  // namespace bellwether
