// Check answers for whatever the document stage could read, mistakes and all: the façade runs it
// on documents with errors, so that all mistakes of a pack are shown at once.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>

#include "engine/source/utf8.h"
#include "tests/engine/ruleset/packs.h"

namespace bellwether::ruleset {
namespace {

void ExpectAnswer(const std::string& yaml) {
  const Sources sources({SourceFile{"p.yaml", yaml}});
  const Staged<RuleSet> checked = CheckPack(sources);
  EXPECT_EQ(FirstInvalidUtf8(RenderAll(checked.diagnostics, sources)), kAllValid);
  EXPECT_EQ(checked.value.digest.size(), 64u);
  for (const Diagnostic& diagnostic : checked.diagnostics) {
    EXPECT_FALSE(diagnostic.message.empty());
    EXPECT_TRUE(diagnostic.span.known()) << diagnostic.message << " has no place in\n" << yaml;
  }
}

TEST(RulesetRobustnessTest, EveryTruncationIsAnswered) {
  const std::string pack = SamplePack();
  for (size_t size = 0; size <= pack.size() && !testing::Test::HasFailure(); size += 7) {
    ExpectAnswer(pack.substr(0, size));
  }
}

// Replaces one word of the pack by another: names, types and numbers end up in wrong places.
void SwapWords(std::string& text, std::mt19937_64& random) {
  static constexpr std::string_view kWordBytes =
      "abcdefghijklmnopqrstuvwxyz_0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const auto word_at = [&](size_t at) {
    const size_t start = text.find_first_of(kWordBytes, at % text.size());
    if (start == std::string::npos) return std::string_view();
    const size_t end = std::min(text.find_first_not_of(kWordBytes, start), text.size());
    return std::string_view(text).substr(start, end - start);
  };
  const std::string_view target = word_at(random());
  const std::string source(word_at(random()));
  if (target.empty()) return;
  const auto at = static_cast<size_t>(target.data() - text.data());
  text.replace(at, target.size(), source);
}

TEST(RulesetRobustnessTest, EveryMisplacedWordIsAnswered) {
  const std::string pack = SamplePack();
  std::mt19937_64 random(20'261'124);
  for (int round = 0; round < 1'500 && !testing::Test::HasFailure(); ++round) {
    std::string text = pack;
    for (uint64_t i = 0; i <= random() % 3; ++i) SwapWords(text, random);
    ExpectAnswer(text);
  }
}

TEST(RulesetRobustnessTest, EveryMissingLineIsAnswered) {
  const std::string pack = SamplePack();
  for (size_t start = 0; start < pack.size() && !testing::Test::HasFailure();) {
    const size_t end = std::min(pack.find('\n', start), pack.size() - 1) + 1;
    ExpectAnswer(pack.substr(0, start) + pack.substr(end));
    start = end;
  }
}

}  // namespace
}  // namespace bellwether::ruleset
