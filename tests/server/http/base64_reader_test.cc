#include "server/http/base64_reader.h"

#include <string>

#include "absl/strings/escaping.h"
#include "gtest/gtest.h"

namespace bellwether::http {
namespace {

TEST(Base64ReaderTest, PiecesOfAnySizeMeanTheSame) {
  // Three pieces, two of which end in padding.
  const std::string text =
      absl::Base64Escape("a") + absl::Base64Escape("bc") + absl::Base64Escape("def");
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

// However it is cut.
TEST(Base64ReaderTest, BlanksAndOtherPaddingAreNone) {
  for (const std::string text : {"ab cdefg", "YQ..YmM=", "YW\nJj", "YWJj    ", "YQ-_"}) {
    for (const size_t piece : {size_t{1}, size_t{4}, text.size()}) {
      Base64Reader reader;
      std::string bytes;
      bool is_good = true;
      for (size_t at = 0; at < text.size() && is_good; at += piece) {
        is_good = reader.Add(std::string_view(text).substr(at, piece), bytes);
      }
      EXPECT_FALSE(is_good) << text << " in pieces of " << piece;
    }
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
