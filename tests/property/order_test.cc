// The order in which an account lists things changes nothing, and neither do threads (rules
// language, section 5).
#include <gtest/gtest.h>

#include <thread>

#include "tests/oracle/engine_transcript.h"
#include "tests/property/every_account.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;

// Places in the account's lists ("milestones[2]") follow its order; nothing else does.
std::string WithoutPlaces(const oracle::Transcript& transcript) {
  std::string text;
  for (const auto& [path, line] : transcript.lines()) {
    if (path.find("ignored ") != 0) text += path + " = " + line + "\n";
  }
  return text;
}

std::string DependsOnOrder(const CheckedPack& pack, const Asked& asked) {
  Asked shuffled = asked;
  Random random(asked.account.signals.size());
  random.Shuffle(shuffled.account.signals);
  random.Shuffle(shuffled.account.series);
  random.Shuffle(shuffled.account.milestones);
  random.Shuffle(shuffled.account.dimension_scores);
  random.Shuffle(shuffled.account.previous_bands);
  for (SeriesInput& series : shuffled.account.series) random.Shuffle(series.points);
  const Evaluated one = EvaluateAccount(pack.plan, asked.account, asked.options);
  const Evaluated other = EvaluateAccount(pack.plan, shuffled.account, shuffled.options);
  if (one.accepted != other.accepted) return "accepted in one order only";
  if (!one.accepted) return "";
  const std::string before = WithoutPlaces(one.transcript(pack.plan));
  const std::string after = WithoutPlaces(other.transcript(pack.plan));
  return before == after ? "" : "one order gives\n" + before + "another\n" + after;
}

TEST(OrderTest, NothingDependsOnTheOrderOfAnAccountsFields) { ForEveryAccount(60, DependsOnOrder); }

// Every account by every thread, each with memory of its own that is used again and again.
TEST(OrderTest, ThreadsShareAPlan) {
  constexpr int kThreads = 4;
  std::string problems;
  for (uint64_t seed = 1; seed <= 12; ++seed) {
    const auto pack = CheckPack(RandomPack(seed).Yaml(), problems);
    if (pack == nullptr) continue;
    const RandomAccounts accounts(pack->rules);
    const auto answers = [&](uint64_t turn) {
      std::vector<std::string> texts(16);
      Facts facts;
      Scratch scratch;
      Evaluation evaluation;
      for (uint64_t i = 0; i < texts.size(); ++i) {
        const uint64_t which = (i + turn) % texts.size();
        const Asked asked = accounts.Make(seed * 1'000 + which);
        if (!Bind(pack->plan, asked.account, asked.options, Limits(), facts).empty()) continue;
        if (!Evaluate(pack->plan, facts, scratch, evaluation).ok()) continue;
        texts[which] = oracle::EngineTranscript(pack->plan, facts, evaluation).text();
      }
      return texts;
    };
    std::vector<std::vector<std::string>> found(kThreads);
    std::vector<std::thread> threads;
    for (size_t t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] { found[t] = answers(t * 3); });
    }
    for (std::thread& thread : threads) thread.join();
    const auto expected = answers(0);
    for (const auto& texts : found) EXPECT_EQ(texts, expected) << "seed " << seed;
  }
}

}  // namespace
}  // namespace bellwether
