// An account as account files have it, in JSON: what reads back as the same account.
#ifndef BELLWETHER_CLIENTS_CLI_IMPORTS_ACCOUNT_JSON_H_
#define BELLWETHER_CLIENTS_CLI_IMPORTS_ACCOUNT_JSON_H_

#include <string>

#include "engine/facts/account.h"

namespace bellwether::cli {

// What AccountNode gives, with so many blanks a level (json_text.h).
std::string AccountJson(const Account& account, int indent);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_IMPORTS_ACCOUNT_JSON_H_
