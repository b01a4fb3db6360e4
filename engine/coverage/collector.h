// Counts which ways the accounts of tests took.
//
//   const Points points = PointsOf(plan, sources);
//   CoverageCollector collector(plan, points);
//   RunTests(plan, suite, limits, {.observer = &collector});
//   collector.hits()
//
// It looks at each account after its evaluation, and nothing slows evaluation down. An account
// that is refused for want of a fact was asked for that fact alone; one that is refused for any
// other reason was asked nothing. `expect.tier.N` comes to one row (S31). It refers to plan and
// points, which must outlive it. One thread.
#ifndef BELLWETHER_ENGINE_COVERAGE_COLLECTOR_H_
#define BELLWETHER_ENGINE_COVERAGE_COLLECTOR_H_

#include <cstdint>
#include <vector>

#include "engine/coverage/points.h"
#include "engine/testing/testing.h"

namespace bellwether::coverage {

struct ForkHits {
  uint64_t reached = 0;        // accounts that came to it
  std::vector<uint64_t> ways;  // parallel to Fork::ways: those that went there
};

// Parallel to Points::forks.
using Hits = std::vector<ForkHits>;

class CoverageCollector final : public TestObserver {
 public:
  CoverageCollector(const Plan& plan, const Points& points);

  void OnAccount(const Facts& facts, const Evaluation& evaluation) override;
  void OnRefusal(const Facts& facts, const Evaluation& evaluation) override;
  void OnTier(uint32_t row, uint32_t tier) override;

  const Hits& hits() const { return hits_; }

 private:
  void Visit(uint32_t fork, const Seen& seen);
  void Count(uint32_t fork, Turn turn);
  Seen See(const Facts& facts, const Evaluation& evaluation);

  const Plan& plan_;
  const Points& points_;
  const Points* in_force_ = nullptr;  // for the account at hand
  Hits hits_;
  std::vector<bool> asked_;
  std::vector<uint32_t> signal_forks_;  // they come last
  expression::Stack stack_;
};

}  // namespace bellwether::coverage

#endif  // BELLWETHER_ENGINE_COVERAGE_COLLECTOR_H_
