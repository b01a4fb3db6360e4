// What is counted of generated packs and accounts: every way has a place, every account takes at
// most one way of a fork, and a condition that was answered was asked.
#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <set>

#include "absl/strings/str_cat.h"
#include "engine/coverage/collector.h"
#include "engine/coverage/tally.h"
#include "tests/property/checked_pack.h"
#include "tests/property/property_run.h"
#include "tests/property/random_account.h"
#include "tests/property/random_pack.h"

namespace bellwether::coverage {
namespace {

constexpr uint64_t kPacks = 60;
constexpr uint64_t kSeconds = 1;
constexpr uint64_t kAccounts = 12;

// A fork whose ways are those of one question of a condition.
bool IsClause(const Fork& fork) { return fork.ways[0].words.ends_with(" is true"); }

class CoverageProperty {
 public:
  explicit CoverageProperty(uint64_t seed)
      : yaml_(RandomPack(seed).Yaml()), sources_(std::vector<SourceFile>{{"pack.yaml", yaml_}}) {
    std::string problems;
    pack_ = CheckPack(yaml_, problems);
    EXPECT_NE(pack_, nullptr) << problems;
    points_ = PointsOf(pack_->plan, sources_);
    const RandomAccounts accounts(pack_->rules);
    for (uint64_t i = 0; i < kAccounts; ++i) {
      const auto asked = accounts.Make(seed * kAccounts + i);
      const Evaluated evaluated = EvaluateAccount(pack_->plan, asked.account, asked.options);
      if (evaluated.accepted) Look(evaluated);
    }
  }

  size_t accepted() const { return accepted_; }
  const std::set<std::string>& taken() const { return taken_; }

  void CheckPlaces() const {
    for (const Fork& fork : points_.forks) {
      ASSERT_FALSE(fork.ways.empty()) << fork.key;
      for (const Way& way : fork.ways) {
        EXPECT_TRUE(way.span.known()) << fork.key << ": " << way.words;
        EXPECT_FALSE(sources_.line(0, way.span.line).empty()) << fork.key;
      }
    }
  }

 private:
  void Look(const Evaluated& evaluated) {
    ++accepted_;
    CoverageCollector collector(pack_->plan, points_);
    collector.OnAccount(evaluated.facts, evaluated.evaluation);
    std::map<std::string, uint64_t> asked;  // by path of a condition: clauses that were reached
    std::map<std::string, const Fork*> answered;
    for (size_t f = 0; f < points_.forks.size(); ++f) {
      const Fork& fork = points_.forks[f];
      const ForkHits& hits = collector.hits()[f];
      const uint64_t ways = std::accumulate(hits.ways.begin(), hits.ways.end(), uint64_t{0});
      EXPECT_LE(hits.reached, 1U) << fork.key;
      EXPECT_LE(ways, hits.reached) << fork.key;
      if (ways > 0) taken_.insert(std::string(fork.section()));
      if (IsClause(fork)) asked[fork.key] += hits.reached;
      if (IsClause(fork)) continue;
      if (ways > 0) answered[fork.paths.back()] = &fork;
    }
    for (const auto& [path, fork] : answered) {
      const auto clauses = asked.find(path);
      if (clauses == asked.end() || fork->section() == "derived") continue;
      EXPECT_GT(clauses->second, 0U) << fork->key << " was answered, and nothing asked";
    }
  }

  const std::string yaml_;
  const Sources sources_;
  std::unique_ptr<CheckedPack> pack_;
  Points points_;
  size_t accepted_ = 0;
  std::set<std::string> taken_;
};

TEST(CoveragePropertyTest, EveryAccountTakesAtMostOneWayOfAFork) {
  PropertyRun run(kPacks, kSeconds);
  size_t accepted = 0;
  std::set<std::string> taken;
  while (const auto seed = run.Next()) {
    SCOPED_TRACE(absl::StrCat("seed ", *seed));
    const CoverageProperty property(*seed);
    property.CheckPlaces();
    accepted += property.accepted();
    taken.insert(property.taken().begin(), property.taken().end());
    if (::testing::Test::HasFailure()) return;
  }
  if (!run.whole()) return;
  EXPECT_GT(accepted, kPacks);
  for (const char* section : {"signals", "derived", "benchmarks", "health", "flags", "graduation",
                              "extension", "programme"}) {
    EXPECT_TRUE(taken.contains(section)) << section;
  }
}

}  // namespace
}  // namespace bellwether::coverage
