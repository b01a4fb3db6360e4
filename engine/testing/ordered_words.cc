// Tested by tests/engine/testing/properties_test.cc.
#include "engine/testing/ordered_words.h"

#include <algorithm>

#include "engine/paths/names.h"

namespace bellwether {
namespace {

// Forms whose words the pack, or the engine, lists from the best to the worst.
constexpr std::string_view kBand = "health.<model>.band";
constexpr std::string_view kTier = "benchmark.<benchmark>.tier";
constexpr std::string_view kReadiness = "graduation.readiness";

// Sets that have tiers of their own cannot be held against each other.
bool HasOneListOfTiers(const Plan& plan, const PlanBenchmark& benchmark, size_t tiers) {
  for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) {
    if (plan.sets[s].tiers.end() - plan.sets[s].tiers.first != tiers) return false;
  }
  return true;
}

}  // namespace

std::vector<std::string> OrderedWords(const Plan& plan, const Path& path) {
  const std::string_view form = path.form->pattern;
  // The primary model is another one for each account.
  const bool named = path.index != kNoIndex;
  if (form != kReadiness && !((form == kBand || form == kTier) && named)) return {};
  std::vector<std::string> words = WordsOf(plan, path);
  if (form == kTier && !HasOneListOfTiers(plan, plan.benchmarks[path.index], words.size())) {
    return {};
  }
  std::reverse(words.begin(), words.end());
  return words;
}

}  // namespace bellwether
