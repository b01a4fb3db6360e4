#include "engine/source/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace bellwether {
namespace {

TEST(Utf8Test, AcceptsEveryLength) {
  EXPECT_EQ(FirstInvalidUtf8(""), kAllValid);
  EXPECT_EQ(FirstInvalidUtf8("plain"), kAllValid);
  EXPECT_EQ(FirstInvalidUtf8("ö € 𝄞"), kAllValid);
  EXPECT_EQ(FirstInvalidUtf8("\xF4\x8F\xBF\xBF"), kAllValid);  // U+10FFFF
  EXPECT_EQ(FirstInvalidUtf8(std::string("a\0b", 3)), kAllValid);
}

TEST(Utf8Test, FindsTheFirstBadByte) {
  const struct {
    const char* name;
    const char* text;
    size_t want;
  } cases[] = {
      {"a byte of another encoding",
       "gr\xF6\xDF"
       "er",
       2},
      {"a continuation alone", "ab\x80", 2},
      {"cut at the end", "a\xE2\x82", 1},
      {"two bytes for an ASCII character", "\xC0\xAF", 0},
      {"three bytes for two", "\xE0\x80\xAF", 0},
      {"four bytes for three", "\xF0\x80\x80\xAF", 0},
      {"a surrogate", "x\xED\xA0\x80", 1},
      {"above U+10FFFF", "\xF4\x90\x80\x80", 0},
      {"a byte that never occurs", "\xFF", 0},
      {"the second of two characters", "\xC3\xB6\xC3", 2},
  };
  for (const auto& one : cases) EXPECT_EQ(FirstInvalidUtf8(one.text), one.want) << one.name;
}

TEST(Utf8Test, FindsWhatTurnsTheTextAroundIt) {
  for (const char* turn : {"\u061C", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069"}) {
    const std::string text = std::string("é≤") + turn + "x";
    ASSERT_EQ(FirstTurn(text), 5u) << turn;
    EXPECT_EQ(TurnLength(std::string_view(text).substr(5)), std::string_view(turn).size());
  }
  EXPECT_EQ(NameOfTurn("\u202E"), "U+202E");
  EXPECT_EQ(NameOfTurn("\u061C"), "U+061C");
}

TEST(Utf8Test, TextThatRunsFromRightToLeftTurnsNothingItself) {
  EXPECT_EQ(FirstTurn("שלום، مرحبا"), kNoneTurns);
  // Next to those of the property on either side, and a character cut at the end.
  for (const char* text :
       {"", "plain", "\u061B\u061D", "\u200D\u2010", "\u2029\u202F", "\u2065\u206A", "a\xE2\x80"}) {
    EXPECT_EQ(FirstTurn(text), kNoneTurns) << text;
    EXPECT_EQ(TurnLength(text), 0u) << text;
  }
}

TEST(Utf8Test, PrintableTextHasAsManyBytes) {
  EXPECT_EQ(Printable("ö € 𝄞\tend"), "ö € 𝄞\tend");
  EXPECT_EQ(Printable("\x1B[2J\r\n\x7F"), "?[2J???");
  EXPECT_EQ(Printable("a\xC2\x9B"
                      "b\xC2\xA0"),
            "a??b\xC2\xA0");  // U+009B begins a command, U+00A0 not
  EXPECT_EQ(Printable("gr\xF6\xDF"
                      "er \xE2\x82"),
            "gr??er ??");
  EXPECT_EQ(Printable(std::string("a\0b", 3)), "a?b");
}

}  // namespace
}  // namespace bellwether
