// An account -> the tree that account files have: what ReadAccount makes the same account of.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_NODE_H_
#define BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_NODE_H_

#include "engine/facts/account.h"
#include "engine/source/span.h"
#include "engine/yaml/node.h"

namespace bellwether {

// Only what is given. Untyped texts stay texts. Every node has the place `span`.
Node AccountNode(const Account& account, const Span& span = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_ACCOUNT_NODE_H_
