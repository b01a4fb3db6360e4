#include "tests/engine/paths/course.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "tests/support/files.h"

namespace bellwether {

std::shared_ptr<const Plan> CoursePlan() {
  static const auto plan = testing_support::PlanOf(testing_support::ReadFileOrFail(
      testing_support::SourcePath("tests/golden/testing/pack.yaml")));
  return plan;
}

Student::Student(const std::string& signals, const std::string& fields, const std::string& stage)
    : account_(testing_support::AccountOf(
          absl::StrCat("id: eva\nsegment: evening\ncadence: weekly\n"
                       "contract_signed_at: 2026-01-05\nkickoff_at: 2026-01-12\n"
                       "target_graduation_at: 2026-03-30\n",
                       fields, "stage: ", stage, "\nsignals: ", signals))),
      scored_(testing_support::Score(CoursePlan(), account_)) {
  EXPECT_TRUE(scored_.status.ok()) << scored_.status;
}

std::string Student::At(const std::string& path) const {
  const ResolvedPath resolved = ResolvePath(*scored_.plan, path);
  if (resolved.path.form == nullptr) return resolved.message;
  return Show(Observe(evaluated(), resolved.path));
}

Student GoodStudent() {
  return Student("{attendance: 1, homework: 0.8, mood: good, tutor: true}",
                 "csm: Ada\nacv: 1200\n");
}

}  // namespace bellwether
