#include "tests/server/test_packs.h"

#include "gtest/gtest.h"

namespace bellwether {

std::string SmallPack() {
  return R"(pack: small
version: 1.2.3
segments: [enterprise, smb]
stages: [onboarding, customer]
signals:
  usage: {type: ratio}
  nps: {type: number, min: -100, max: 100}
health:
  onboarding:
    applies_when: 'stage == "onboarding"'
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      nps: {weight: 1, of: nps, linear: {from: 0, to: 50}}
)";
}

std::string DemandingPack() {
  return R"(pack: demanding
version: 1.0.0
signals:
  contract: {type: number, missing: error}
health:
  account:
    bands: [{green: 50}, {red: 0}]
    components:
      contract: {weight: 1, of: contract, linear: {from: 0, to: 10}}
)";
}

std::string PackWithoutHealth() {
  return R"(pack: facts
version: 1.0.0
signals:
  usage: {type: ratio}
)";
}

std::shared_ptr<const Plan> PlanOf(const std::string& yaml) {
  const Sources sources({SourceFile{"pack.yaml", yaml}});
  Staged<std::shared_ptr<const Plan>> plan = Load(sources);
  EXPECT_NE(plan.value, nullptr) << RenderAll(plan.diagnostics, sources);
  return plan.value;
}

std::shared_ptr<const Snapshot> SnapshotOf(const std::string& yaml) {
  return std::make_shared<const Snapshot>(Snapshot{PlanOf(yaml), absl::UnixEpoch(), "memory"});
}

}  // namespace bellwether
