// A pack whose tests have run, with what they came to.
#ifndef BELLWETHER_TESTS_ENGINE_COVERAGE_MEASURED_H_
#define BELLWETHER_TESTS_ENGINE_COVERAGE_MEASURED_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/coverage/collector.h"
#include "engine/coverage/points.h"
#include "engine/testing/testing.h"

namespace bellwether::coverage {

class Measured {
 public:
  // The text of a pack, and of a file of its tests; mistakes fail the test.
  Measured(const std::string& pack, const std::string& tests);

  const Plan& plan() const { return *plan_; }
  const Sources& sources() const { return sources_; }
  const Points& points() const { return points_; }
  const Hits& hits() const { return hits_; }
  // Of "flags.late: raised"; -1: there is no such point.
  int HitsOf(const std::string& point) const;
  // Points of a fork, "raised 1, clear 0"; "" when there is none. Forks that share a key are apart
  // by " | ".
  std::string Ways(const std::string& key) const;

 private:
  const Sources sources_;
  std::shared_ptr<const Plan> plan_;
  Points points_;
  Hits hits_;
};

// An account without tests of its own around it: "{stage: enrolled}" -> a file of tests.
std::string TestsOf(const std::vector<std::string>& accounts);

}  // namespace bellwether::coverage

#endif  // BELLWETHER_TESTS_ENGINE_COVERAGE_MEASURED_H_
