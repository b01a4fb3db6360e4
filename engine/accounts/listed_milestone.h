// Milestones of an account by their key, for readers that meet their parts one by one.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_LISTED_MILESTONE_H_
#define BELLWETHER_ENGINE_ACCOUNTS_LISTED_MILESTONE_H_

#include <string>

#include "engine/facts/account.h"

namespace bellwether {

// The milestone of that key, which is listed from now on. Valid until another one is.
MilestoneInput& MilestoneOf(Account& account, const std::string& key);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_LISTED_MILESTONE_H_
