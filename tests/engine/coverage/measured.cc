#include "tests/engine/coverage/measured.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace bellwether::coverage {

Measured::Measured(const std::string& pack, const std::string& tests)
    : sources_(std::vector<SourceFile>{{"pack.yaml", pack}}) {
  auto loaded = Load(sources_);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources_);
  plan_ = loaded.value;
  points_ = PointsOf(*plan_, sources_);
  const Sources files(std::vector<SourceFile>{{"tests/only_test.yaml", tests}});
  const auto suite = LoadTests(*plan_, files);
  EXPECT_TRUE(suite.ok()) << RenderAll(suite.diagnostics, files);
  CoverageCollector collector(*plan_, points_);
  TestOptions options;
  options.observer = &collector;
  const TestReport report = RunTests(*plan_, suite.value, Limits(), options);
  for (const CaseResult& result : report.cases) {
    EXPECT_TRUE(result.passed()) << result.name << ": " << result.failures.front().path << " is "
                                 << result.failures.front().got;
  }
  hits_ = collector.hits();
}

int Measured::HitsOf(const std::string& point) const {
  for (size_t f = 0; f < points_.forks.size(); ++f) {
    const Fork& fork = points_.forks[f];
    for (size_t w = 0; w < fork.ways.size(); ++w) {
      if (absl::StrCat(fork.key, ": ", fork.ways[w].words) == point) {
        return static_cast<int>(hits_[f].ways[w]);
      }
    }
  }
  return -1;
}

std::string Measured::Ways(const std::string& key) const {
  std::vector<std::string> forks;
  for (size_t f = 0; f < points_.forks.size(); ++f) {
    const Fork& fork = points_.forks[f];
    if (fork.key != key) continue;
    std::vector<std::string> ways;
    for (size_t w = 0; w < fork.ways.size(); ++w) {
      ways.push_back(absl::StrCat(fork.ways[w].words, " ", hits_[f].ways[w]));
    }
    forks.push_back(absl::StrJoin(ways, ", "));
  }
  return absl::StrJoin(forks, " | ");
}

std::string TestsOf(const std::vector<std::string>& accounts) {
  std::string tests = "as_of: 2026-03-01\ncases:\n";
  for (size_t i = 0; i < accounts.size(); ++i) {
    absl::StrAppend(&tests, "  - {name: case ", i, ", account: ", accounts[i],
                    ", expect: {fact.seats: ~}}\n");
  }
  return tests;
}

}  // namespace bellwether::coverage
