// An account as the JSON that `bellwether evaluate --account` reads: so that a failing one can be
// asked about again.
#ifndef BELLWETHER_TESTS_PROPERTY_ACCOUNT_JSON_H_
#define BELLWETHER_TESTS_PROPERTY_ACCOUNT_JSON_H_

#include <string>

#include "engine/facts/account.h"

namespace bellwether {

// Texts must hold no quotes, backslashes or control characters.
std::string AccountJson(const Account& account);

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_ACCOUNT_JSON_H_
