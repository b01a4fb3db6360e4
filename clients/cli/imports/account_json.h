// An account as account files have it, in JSON: what reads back as the same account.
#ifndef BELLWETHER_CLIENTS_CLI_IMPORTS_ACCOUNT_JSON_H_
#define BELLWETHER_CLIENTS_CLI_IMPORTS_ACCOUNT_JSON_H_

#include <string>

#include "engine/facts/account.h"

namespace bellwether::cli {

// On one line; what AccountNode gives.
std::string AccountJson(const Account& account);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_ACCOUNT_JSON_H_
