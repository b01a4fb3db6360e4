// Tested by tests/engine/alerts/holdout_test.cc.
#include "engine/alerts/holdout.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"

namespace bellwether::alerts {

bool IsHeldOut(const ruleset::Holdout& holdout, std::string_view playbook,
               std::string_view account_id) {
  constexpr size_t kDigits = 16;
  constexpr int kBits = 64;
  const std::string hash =
      Sha256Hex(absl::StrCat(holdout.seed, ":", ToAbsl(playbook), ":", ToAbsl(account_id)));
  uint64_t number = 0;
  std::from_chars(hash.data(), hash.data() + kDigits, number, 16);
  return std::ldexp(static_cast<double>(number), -kBits) < holdout.share;
}

bool HeldOutAlerts::IsDrawn(const std::string& rule, std::string_view account_id) const {
  const auto& rules = plan_->alerts;
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.name == rule; });
  if (found == rules.end() || !found->playbook) return false;
  const ruleset::Playbook& playbook = plan_->playbooks[*found->playbook];
  return playbook.holdout && IsHeldOut(*playbook.holdout, playbook.name, account_id);
}

bool HeldOutAlerts::Take(const AlertEvent& event, std::string_view account_id) {
  if (event.kind == AlertEventKind::kRaised) {
    leads_.erase(event.key);  // of one that people ended
    if (IsDrawn(event.lead, account_id)) leads_[event.key] = event.lead;
  }
  const auto found = leads_.find(event.key);
  if (found == leads_.end()) return false;
  const bool is_held_out = found->second == event.lead;
  if (!is_held_out || event.kind == AlertEventKind::kResolved) leads_.erase(found);
  return is_held_out;
}

}  // namespace bellwether::alerts
