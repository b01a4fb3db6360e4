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

#include <string_view>

#include "engine/ruleset/outcomes.h"

namespace bellwether::alerts {

// Pure; half a microsecond.
bool IsHeldOut(const ruleset::Holdout& holdout, std::string_view playbook,
               std::string_view account_id);

}  // namespace bellwether::alerts

#endif  // BELLWETHER_ENGINE_ALERTS_HOLDOUT_H_
