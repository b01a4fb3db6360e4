// Tested by tests/engine/portfolio/health_test.cc.
#include "engine/portfolio/bands.h"

#include "engine/portfolio/health_at.h"
#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

std::vector<std::string> BandsOf(const View& view, const Moment& moment) {
  const Plan& plan = view.plan();
  const Wanted wanted{Arithmetic::kOutcomes, plan.stage_needs.Close({Stage::kHealth})};
  HealthReplay replay(view.book(), plan, wanted);
  std::vector<std::string> bands(view.book().account_count());
  for (uint32_t account = 0; account < bands.size(); ++account) {
    if (!view.IsCustomer(account)) continue;
    const auto health = replay.At(account, moment);
    if (health) bands[account] = health->band;
  }
  return bands;
}

}  // namespace bellwether::portfolio
