// Tested by tests/engine/portfolio/compute_test.cc.
#include "engine/portfolio/measurement.h"

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/statistics/proportion.h"

namespace bellwether::portfolio {

void Measurement::Missing(uint64_t count, std::string_view one, std::string_view many) {
  if (count == 0) return;
  missing_.push_back(absl::StrCat(count, " ", ToAbsl(count == 1 ? one : many)));
}

Quantity ShareOf(uint64_t events, uint64_t n, uint64_t min_count) {
  Quantity share;
  share.n = n;
  share.events = events;
  const auto proportion = statistics::ProportionOf(events, n);
  if (!proportion.has_value()) return share;
  share.value = proportion->value;
  share.interval = proportion->interval;
  share.standing = n < min_count ? Standing::kFew : Standing::kKnown;
  return share;
}

Quantity Refused(MeasureUnit unit, std::string why) {
  Quantity refused;
  refused.unit = unit;
  refused.standing = Standing::kRefused;
  refused.why = std::move(why);
  return refused;
}

}  // namespace bellwether::portfolio
