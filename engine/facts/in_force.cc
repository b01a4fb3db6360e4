// Tested by tests/engine/plan/variants_test.cc.
#include "engine/facts/in_force.h"

#include <algorithm>

#include "engine/base/civil_day.h"
#include "engine/expression/time_text.h"

namespace bellwether {
namespace {

int32_t DayIn(const Plan& plan, const Moment& as_of, const absl::TimeZone& zone_of_account) {
  if (as_of.date_only) return DayNumber(as_of.day);
  return DayNumber(as_of.At(zone_of_account), plan.time_zone);
}

}  // namespace

uint32_t VariantFor(const Plan& plan, const Account& account, const Moment& as_of) {
  if (plan.variants.empty()) return 0;
  const auto segment = std::find(plan.segments.begin(), plan.segments.end(), account.segment);
  const bool known = segment != plan.segments.end();
  const size_t row = known ? static_cast<size_t>(segment - plan.segments.begin()) + 1 : 0;
  const auto zone = expression::FindTimeZone(account.time_zone);
  return plan.VariantFor(row, DayIn(plan, as_of, zone.value_or(plan.time_zone)));
}

const Plan& PlanInForce(const Plan& plan, int32_t segment, const Moment& as_of) {
  if (plan.variants.empty()) return plan;
  const size_t row = segment < 0 ? 0 : static_cast<size_t>(segment) + 1;
  return plan.InForce(plan.VariantFor(row, DayIn(plan, as_of, plan.time_zone)));
}

}  // namespace bellwether
