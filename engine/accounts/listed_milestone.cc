// Tested by tests/engine/accounts/csv_test.cc.
#include "engine/accounts/listed_milestone.h"

namespace bellwether {

MilestoneInput& MilestoneOf(Account& account, const std::string& key) {
  for (MilestoneInput& milestone : account.milestones) {
    if (milestone.key == key) return milestone;
  }
  account.milestones.push_back({key, {}, {}, {}});
  return account.milestones.back();
}

}  // namespace bellwether
