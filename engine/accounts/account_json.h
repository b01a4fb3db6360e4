// An account as account files have it, in JSON: what reads back as the same account.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_JSON_H_
#define BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_JSON_H_

#include <string>

#include "engine/facts/account.h"

namespace bellwether {

// What AccountNode gives, with so many blanks a level (json_text.h).
std::string AccountJson(const Account& account, int indent);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_JSON_H_
