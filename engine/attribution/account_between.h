// Accounts that lie between two tellings of one account: part of what changed is new already, and
// the rest is as it was (S26).
//
//   AccountBetween(old, fresh, {.values = true, .presence = false})
//
// What both give is as `values` says, and what only one of them gives as `presence` says. Given is
// a value, and that an event has not happened; not applicable is no value, as not given is none. So
// {false, false} is the old account, and {true, true} the new one: with their lists in an order of
// their own, which means nothing. Previous bands and overrides are left out: they act behind the
// raw score.
//
// Pure.
#ifndef BELLWETHER_ENGINE_ATTRIBUTION_ACCOUNT_BETWEEN_H_
#define BELLWETHER_ENGINE_ATTRIBUTION_ACCOUNT_BETWEEN_H_

#include "engine/facts/account.h"

namespace bellwether {

struct IsNew {
  bool values = false;
  bool presence = false;
};

Account AccountBetween(const Account& old, const Account& fresh, IsNew is_new);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ATTRIBUTION_ACCOUNT_BETWEEN_H_
