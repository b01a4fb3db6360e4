// Texts of people that a store keeps with what they did, and who they are. Problems are collected.
// Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_ENTRY_TEXTS_H_
#define BELLWETHER_SERVER_RPC_ENTRY_TEXTS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "engine/facts/account.h"
#include "server/access/caller.h"

namespace bellwether {

inline constexpr size_t kMostEntryNameBytes = 128;  // of an author, an escalation, an etag

bool IsBlank(const std::string& text);
// Who did it: the caller, where it has a name, and never another one in its place.
std::string ReadAuthor(const std::string& said, const Caller& caller,
                       std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ENTRY_TEXTS_H_
