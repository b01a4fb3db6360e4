// The text of an account file in one format, held against every property. The targets of the
// formats differ in nothing else.
#ifndef BELLWETHER_TESTS_FUZZ_ACCOUNT_TEXT_H_
#define BELLWETHER_TESTS_FUZZ_ACCOUNT_TEXT_H_

#include <string_view>

#include "engine/accounts/accounts.h"

namespace bellwether::fuzz {

// Records come out the same however the bytes are cut; a bad one says why and where; a good one is
// answered by every known pack, and answered alike when it travels as a message.
void RunAccountText(std::string_view text, AccountFormat format,
                    const AccountReadOptions& options = {});

}  // namespace bellwether::fuzz

#endif  // BELLWETHER_TESTS_FUZZ_ACCOUNT_TEXT_H_
