// Accounts and records as text, so that tests can compare and show them.
#ifndef BELLWETHER_TESTS_ENGINE_ACCOUNTS_ACCOUNT_TEXT_H_
#define BELLWETHER_TESTS_ENGINE_ACCOUNTS_ACCOUNT_TEXT_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/accounts/accounts.h"

namespace bellwether {

// Every field that is given, one in a line, "signals.nps: 41 @ 2026-02-20". An untyped value shows
// as the value that it spells.
std::string AccountText(const Account& account);

// "path REASON message" for each.
std::vector<std::string> ViolationTexts(const AccountRecord& record);

// "line 3: acme", then " | path REASON message" for each violation.
std::string RecordText(const AccountRecord& record);
std::vector<std::string> RecordTexts(const std::vector<AccountRecord>& records);
std::vector<std::string> ReadTexts(std::string_view text, AccountFormat format,
                                   const Limits& limits = {});

// The same text in pieces of `size` bytes.
std::vector<AccountRecord> ReadInPieces(std::string_view text, AccountFormat format, size_t size,
                                        const Limits& limits = {});

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_ENGINE_ACCOUNTS_ACCOUNT_TEXT_H_
