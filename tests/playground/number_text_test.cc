// Numbers as text in the engine for browsers, held against the standard library: the awkward ones,
// and many of all sizes.
#include "clients/playground/number_text.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace bellwether {
namespace {

using Buffer = std::array<char, 400>;

std::string Text(const Buffer& buffer, const std::to_chars_result& result) {
  if (result.ec != std::errc()) return "does not fit";
  return {buffer.data(), static_cast<size_t>(result.ptr - buffer.data())};
}

void ExpectSame(double value) {
  Buffer ours{}, theirs{};
  char* const our_end = ours.data() + ours.size();
  char* const their_end = theirs.data() + theirs.size();
  const std::string text = Text(theirs, std::to_chars(theirs.data(), their_end, value));
  ASSERT_EQ(Text(ours, number_text::Write(ours.data(), our_end, value)), text);
  double read = 0;
  const auto result = number_text::Read(text.data(), text.data() + text.size(), read);
  ASSERT_EQ(result.ptr, text.data() + text.size()) << text;
  if (!std::isnan(value)) {
    ASSERT_EQ(std::bit_cast<uint64_t>(read), std::bit_cast<uint64_t>(value)) << text;
  }
  for (const int decimals : {0, 2, 9}) {
    ASSERT_EQ(Text(ours, number_text::WriteFixed(ours.data(), our_end, value, decimals)),
              Text(theirs, std::to_chars(theirs.data(), their_end, value, std::chars_format::fixed,
                                         decimals)))
        << text;
  }
}

TEST(NumberText, WritesAndReadsAwkwardNumbers) {
  for (const double value : {0.0,
                             0.1,
                             0.3,
                             1.0 / 3,
                             0.30000000000000004,
                             1e21,
                             1e22,
                             1e23,
                             123456789012345680.0,
                             5e-324,
                             2.2250738585072014e-308,
                             1.7976931348623157e308,
                             9007199254740993.0,
                             0.001,
                             0.0001,
                             0.00001,
                             100000.0,
                             1e5 + 0.5,
                             72.5,
                             79.95}) {
    ExpectSame(value);
    ExpectSame(-value);
  }
  ExpectSame(std::numeric_limits<double>::infinity());
  ExpectSame(-std::numeric_limits<double>::infinity());
  for (int power = -1074; power < 1024; ++power) {
    const double value = std::ldexp(1.0, power);
    ExpectSame(value);
    ExpectSame(std::nextafter(value, 0.0));
    ExpectSame(std::nextafter(value, 2 * value));
  }
}

TEST(NumberText, WritesAndReadsManyNumbers) {
  uint64_t state = 20260301;
  for (int i = 0; i < 100'000; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const auto value = std::bit_cast<double>(state);
    if (std::isfinite(value)) ExpectSame(value);
    ExpectSame(static_cast<double>(state >> 40) / 1000);
  }
}

TEST(NumberText, ReadsWhatTheStandardReads) {
  for (const std::string_view text : {"", "1", "+1", "-", ".5", "5.", "1e", "1e5", "1e400",
                                      "1e-400", "0x10", "-0X1p4", "0x", "12abc", " 1", "1 "}) {
    double ours = 7, theirs = 7;
    const char* const end = text.data() + text.size();
    const auto our = number_text::Read(text.data(), end, ours);
    const auto their = std::from_chars(text.data(), end, theirs);
    EXPECT_EQ(our.ec, their.ec) << text;
    EXPECT_EQ(our.ptr, their.ptr) << text;
    EXPECT_EQ(ours, theirs) << text;
  }
}

TEST(NumberText, SaysWhatDoesNotFit) {
  std::array<char, 3> small{};
  EXPECT_EQ(number_text::Write(small.data(), small.data() + small.size(), 0.125).ec,
            std::errc::value_too_large);
  EXPECT_EQ(number_text::WriteFixed(small.data(), small.data() + small.size(), 1000, 0).ec,
            std::errc::value_too_large);
}

}  // namespace
}  // namespace bellwether
