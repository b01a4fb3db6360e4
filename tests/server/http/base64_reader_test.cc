#include "server/http/base64_reader.h"

#include <string>

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

TEST(Base64ReaderTest, PiecesOfAnySizeMeanTheSame) {
  // Three pieces, two of which end in padding.
  const std::string text = absl::Base64Escape("a") + absl::Base64Escape("bc") + absl::Base64Escape("def");
  for (size_t piece = 1; piece <= text.size(); ++piece) {
    Base64Reader reader;
    std::string bytes;
    for (size_t at = 0; at < text.size(); at += piece) {
      ASSERT_TRUE(reader.Add(std::string_view(text).substr(at, piece), bytes));
    }
    EXPECT_EQ(bytes, "abcdef") << piece;
    EXPECT_TRUE(reader.is_between());
  }
}

TEST(Base64ReaderTest, SeesWhatIsNone) {
  Base64Reader reader;
  std::string bytes;
  EXPECT_FALSE(reader.Add("????", bytes));
  Base64Reader cut;
  EXPECT_TRUE(cut.Add("YWJ", bytes));
  EXPECT_FALSE(cut.is_between());
}

}  // namespace
}  // namespace bellwether::http
