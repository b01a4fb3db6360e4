// Whatever the bytes are, the stage answers: a document, or diagnostics that can be shown. The
// mutations are random but the same in every run.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "engine/document/document.h"
#include "engine/source/utf8.h"
#include "tests/support/files.h"

namespace bellwether::document {
namespace {

std::string SamplePack() {
  return testing_support::ReadFileOrFail(
      testing_support::SourcePath("tests/golden/document/every_key.yaml"));
}

void ExpectAnswer(const std::string& yaml) {
  const Sources sources({SourceFile{"f", yaml}});
  const Staged<Document> parsed = ParseDocument(sources, Limits{});
  const std::string rendered = RenderAll(parsed.diagnostics, sources);
  EXPECT_EQ(FirstInvalidUtf8(rendered), kAllValid);
  EXPECT_EQ(parsed.ok(), !HasErrors(parsed.diagnostics));
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    EXPECT_FALSE(diagnostic.message.empty());
    EXPECT_FALSE(diagnostic.code.empty());
  }
  DumpDocument(parsed.value);
  CanonicalForm(parsed.value, {});
}

TEST(DocumentMutationTest, EveryTruncationIsAnswered) {
  const std::string pack = SamplePack();
  for (size_t size = 0; size <= pack.size(); size += 5) ExpectAnswer(pack.substr(0, size));
}

class Mutator {
 public:
  explicit Mutator(uint64_t seed) : random_(seed) {}

  void Mutate(std::string& text) {
    static constexpr std::string_view kSigns = ":-{}[],&*!|>'\"#?%@`~<=\t\n\r \\.0é";
    const size_t at = Below(text.size() + 1);
    switch (Below(6)) {
      case 0:
        text.insert(at, 1, kSigns[Below(kSigns.size())]);
        break;
      case 1:
        text.insert(at, 1, static_cast<char>(Below(256)));
        break;
      case 2:
        text.erase(at, 1 + Below(8));
        break;
      case 3:
        text.insert(at, text.substr(Below(text.size() + 1), Below(60)));
        break;
      case 4:
        SwapLines(text);
        break;
      default:
        if (at < text.size()) text[at] = kSigns[Below(kSigns.size())];
    }
  }

  size_t Below(size_t limit) { return limit == 0 ? 0 : random_() % limit; }

 private:
  // Moves a line to another place: structure breaks, words stay.
  void SwapLines(std::string& text) {
    const size_t start = text.find('\n', Below(text.size()));
    if (start == std::string::npos) return;
    const size_t end = std::min(text.find('\n', start + 1), text.size());
    const std::string line = text.substr(start, end - start);
    text.erase(start, end - start);
    text.insert(std::min(text.find('\n', Below(text.size() + 1)), text.size()), line);
  }

  std::mt19937_64 random_;
};

TEST(DocumentMutationTest, EveryMutationIsAnswered) {
  const std::string pack = SamplePack();
  Mutator mutator(20'261'123);
  for (int round = 0; round < 2'500; ++round) {
    std::string text = pack;
    for (size_t i = 0; i <= mutator.Below(4); ++i) mutator.Mutate(text);
    SCOPED_TRACE(round);
    ExpectAnswer(text);
    if (HasFailure()) break;
  }
}

TEST(DocumentMutationTest, EveryLineOfNoiseIsAnswered) {
  Mutator mutator(7);
  for (int round = 0; round < 2'000; ++round) {
    std::string text = "pack: p\nversion: 1\n";
    for (size_t i = 0; i < 20; ++i) mutator.Mutate(text);
    ExpectAnswer(text);
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace bellwether::document
