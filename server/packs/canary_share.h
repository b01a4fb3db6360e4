// Which accounts a canary answers for: a function of their ids and the canary's digest, so that an
// account stays where it is from call to call, on every replica and after a restart, and another
// canary takes other accounts.
//
//   IsInShare(plan.digest, account.id(), 0.05)   // one of twenty accounts
//
// The first 8 bytes of SHA-256("DIGEST:ID"), as a number with the most significant byte first,
// divided by 2^64, are below the share: any other program can find out the same.
#ifndef BELLWETHER_SERVER_PACKS_CANARY_SHARE_H_
#define BELLWETHER_SERVER_PACKS_CANARY_SHARE_H_

#include <string_view>

namespace bellwether {

// `share`: 0 to 1. Any thread; half a microsecond.
bool IsInShare(std::string_view digest, std::string_view account_id, double share);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_CANARY_SHARE_H_
