// Envelopes of streams, however the bytes come.
#include "server/http/envelope.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

TEST(EnvelopeTest, HasFlagsLengthAndMessage) {
  EXPECT_EQ(Enveloped(2, "{}"), std::string("\x02\0\0\0\x02{}", 7));
  const std::string large = Enveloped(0, std::string(0x010203, 'x'));
  EXPECT_EQ(large.substr(0, 5), std::string("\0\0\x01\x02\x03", 5));
}

TEST(EnvelopeTest, PiecesOfAnySizeMakeTheSameMessages) {
  const std::string stream =
      Enveloped(0, "one") + Enveloped(1, "") + Enveloped(0x80, std::string(3000, 'z'));
  for (const size_t piece : {size_t{1}, size_t{2}, size_t{5}, size_t{7}, size_t{1000}, stream.size()}) {
    SCOPED_TRACE(piece);
    EnvelopeReader reader(3000);
    std::vector<Envelope> found;
    for (size_t at = 0; at < stream.size(); at += piece) {
      reader.Add(std::string_view(stream).substr(at, piece));
      while (auto envelope = reader.Next()) found.push_back(*std::move(envelope));
    }
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].message, "one");
    EXPECT_EQ(found[1].flags, 1);
    EXPECT_EQ(found[1].message, "");
    EXPECT_EQ(found[2].flags, 0x80);
    EXPECT_EQ(found[2].message.size(), 3000u);
    EXPECT_TRUE(reader.is_between());
  }
}

TEST(EnvelopeTest, ALengthIsJudgedBeforeTheMessageComes) {
  EnvelopeReader reader(10);
  reader.Add(std::string_view("\0\0\0\0\x0b", 5));
  EXPECT_FALSE(reader.Next().has_value());
  EXPECT_TRUE(reader.is_too_large());
}

TEST(EnvelopeTest, AMessageThatIsNotWholeIsSeen) {
  EnvelopeReader reader(10);
  reader.Add(std::string_view("\0\0\0\0\x02{", 6));
  EXPECT_FALSE(reader.Next().has_value());
  EXPECT_FALSE(reader.is_too_large());
  EXPECT_FALSE(reader.is_between());
  EXPECT_EQ(reader.held(), 6u);
}

}  // namespace
}  // namespace bellwether::http
