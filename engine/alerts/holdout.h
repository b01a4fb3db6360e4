// Which accounts a playbook leaves alone, so that its effect can be measured (P30): a function of
// the seed, the playbook's name and the account's id, so that an account stays where it is from
// alert to alert, on every server and after a restart, and two playbooks leave other accounts
// alone.
//
//   if (IsHeldOut(*playbook.holdout, playbook.name, account.id)) ...   // one account of ten
//
// The first 8 bytes of SHA-256("SEED:PLAYBOOK:ID"), as a number with the most significant byte
// first, divided by 2^64, are below the share: any other program can find out the same. With a
// greater share, those that were left alone before still are.
#ifndef BELLWETHER_ENGINE_ALERTS_HOLDOUT_H_
#define BELLWETHER_ENGINE_ALERTS_HOLDOUT_H_

#include <map>
#include <string>
#include <string_view>

#include "engine/alerts/account_alerts.h"
#include "engine/plan/plan.h"
#include "engine/ruleset/outcomes.h"

namespace bellwether::alerts {

// Pure; half a microsecond.
bool IsHeldOut(const ruleset::Holdout& holdout, std::string_view playbook,
               std::string_view account_id);

// Which open alerts of one account are held out, as a server has it: lots are drawn when an alert
// is raised, and count until it is over or a worse rule leads it. One thread; the plan outlives it.
class HeldOutAlerts {
 public:
  explicit HeldOutAlerts(const Plan& plan) : plan_(&plan) {}

  // Takes the next event of the account's AccountAlerts; whether its alert is held out.
  bool Take(const AlertEvent& event, std::string_view account_id);

 private:
  bool IsDrawn(const std::string& rule, std::string_view account_id) const;

  const Plan* plan_;
  std::map<std::string, std::string> leads_;  // of those held out, by key
};

// Nobody is told of it again, so it does not happen to an alert that is held out.
constexpr bool IsToldAgain(AlertEventKind kind) {
  return kind == AlertEventKind::kReminded || kind == AlertEventKind::kEscalated;
}

}  // namespace bellwether::alerts

#endif  // BELLWETHER_ENGINE_ALERTS_HOLDOUT_H_
