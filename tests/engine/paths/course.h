// The pack of tests/golden/testing and a student of it, for tests of engine/paths.
#ifndef BELLWETHER_TESTS_ENGINE_PATHS_COURSE_H_
#define BELLWETHER_TESTS_ENGINE_PATHS_COURSE_H_

#include <memory>
#include <string>

#include "engine/paths/path.h"
#include "tests/support/scored_account.h"

namespace bellwether {

std::shared_ptr<const Plan> CoursePlan();

// An account of the course, evaluated as of 2026-03-01.
class Student {
 public:
  // `signals` as in an account file: "{attendance: 1, mood: good}"; `fields`: further lines.
  explicit Student(const std::string& signals, const std::string& fields = "",
                   const std::string& stage = "enrolled");

  EvaluatedAccount evaluated() const {
    return {*scored_.plan, account_, scored_.facts, scored_.evaluation};
  }
  // Show() of what stands at a path.
  std::string At(const std::string& path) const;

 private:
  Account account_;
  testing_support::ScoredAccount scored_;
};

// Everything is known and good.
Student GoodStudent();

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_ENGINE_PATHS_COURSE_H_
