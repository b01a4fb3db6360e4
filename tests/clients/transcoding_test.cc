// Encodings to UTF-8, in pieces of any size, and what is no character of them.
#include "clients/cli/input/transcoding.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/byte_stages.h"

namespace bellwether::cli {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Converted {
  std::string text;
  absl::Status status;
};
Converted Convert(const std::string& encoding, const std::string& bytes, size_t piece = 1) {
  EXPECT_EQ(EncodingProblem(encoding), "");
  KeptBytes kept;
  Transcoding stage(encoding, kept);
  absl::Status status = Push(bytes, piece, stage);
  EXPECT_EQ(kept.finished, status.ok());
  return {kept.text, status};
}

// Each character as two bytes.
std::string Utf16(const std::u16string& text, bool little) {
  std::string bytes;
  for (const char16_t c : text) {
    const char low = static_cast<char>(c & 0xFF), high = static_cast<char>(c >> 8);
    bytes += little ? std::string{low, high} : std::string{high, low};
  }
  return bytes;
}

TEST(TranscodingTest, SingleByteEncodingsAreConverted) {
  EXPECT_EQ(Convert("windows-1252", "M\xFCller \x80\n").text, "Müller €\n");
  EXPECT_EQ(Convert("iso-8859-1", "M\xFCller\n").text, "Müller\n");
}

TEST(TranscodingTest, Utf16IsRecognisedByItsMarkOrDeclared) {
  const std::u16string text = u"\xFEFFid\nM\u00FCller \U0001F600\n";
  for (const bool little : {true, false}) {
    for (const size_t piece : {1, 3, 100}) {
      EXPECT_EQ(Convert("", Utf16(text, little), piece).text, "id\nMüller 😀\n");
      EXPECT_EQ(Convert("utf-16", Utf16(text, little), piece).text, "id\nMüller 😀\n");
    }
  }
  EXPECT_EQ(Convert("UTF-16BE", Utf16(u"id\n", false)).text, "id\n");
}

TEST(TranscodingTest, WhatOughtToBeUtf8GoesOnAsItIs) {
  for (const char* text : {"", "\xFE", "\xEF\xBB\xBFid\n", "M\xFCller"}) {
    EXPECT_EQ(Convert("", text).text, text);
    EXPECT_EQ(Convert("UTF-8", text).text, text);
  }
}

TEST(TranscodingTest, NoCharacterIsNamedWithItsLine) {
  const Converted converted = Convert("windows-1252", "id\na\n\x81\n");
  EXPECT_EQ(converted.text, "id\na\n");
  EXPECT_THAT(std::string(converted.status.message()),
              StartsWith("line 3: the byte 0x81 begins no character of windows-1252"));
  EXPECT_THAT(std::string(Convert("", Utf16(u"\xFEFFid\n", true) + "x").status.message()),
              HasSubstr("line 2: the byte 0x78 begins no character of utf-16"));
}

TEST(TranscodingTest, AnUnknownEncodingNamesKnownOnes) {
  EXPECT_THAT(EncodingProblem("klingon"), StartsWith("unknown encoding `klingon`; give utf-8, "));
  EXPECT_EQ(EncodingProblem(""), "");
}

}  // namespace
}  // namespace bellwether::cli
