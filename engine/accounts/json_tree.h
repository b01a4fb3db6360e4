// JSON text -> the same tree of nodes that YAML gives.
//
// Strings are quoted scalars; numbers, true and false are plain ones with their characters as
// written; null is a null. Nodes have no place: a JSON account is told about by field paths.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_JSON_TREE_H_
#define BELLWETHER_ENGINE_ACCOUNTS_JSON_TREE_H_

#include <string>
#include <string_view>

#include "engine/accounts/json_record.h"
#include "engine/accounts/violations.h"
#include "engine/base/limits.h"
#include "engine/yaml/node.h"

namespace bellwether {

struct JsonTree {
  Node root;
  // False: the text stopped making sense, and `root` holds what came before. Repeated keys leave
  // the tree whole; both entries are in it.
  bool whole = false;
};

// One value and nothing after it. All problems go to `violations`, those of syntax with their
// place in the file. Never throws; bounded by max_account_depth, and by the caller in size.
JsonTree ParseJson(std::string_view text, TextPlace place, const Limits& limits,
                   Violations& violations);

// The same by the parser that says where a mistake is, for which ParseJson calls it.
JsonTree DiagnoseJson(std::string_view text, TextPlace place, const Limits& limits,
                      Violations& violations);

// The tree as JSON on one line, which ParseJson reads back: text in quotes, other scalars with
// their characters. Bytes that are no UTF-8 become U+FFFD.
std::string JsonOfTree(const Node& node);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_JSON_TREE_H_
