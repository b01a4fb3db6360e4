// A tree of nodes as text, without places: for tests that compare trees.
#ifndef BELLWETHER_TESTS_SUPPORT_NODE_TEXT_H_
#define BELLWETHER_TESTS_SUPPORT_NODE_TEXT_H_

#include <string>

#include "engine/yaml/node.h"

namespace bellwether::testing_support {

inline std::string NodeText(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::kNull:
      return "null";
    case Node::Kind::kScalar:
      return node.quoted ? "'" + node.text + "'" : node.text;
    case Node::Kind::kSequence:
      for (const Node& item : node.items) text += NodeText(item) + ",";
      return "[" + text + "]";
    case Node::Kind::kMapping:
      for (const Entry& entry : node.entries) text += entry.key + "=" + NodeText(entry.value) + ",";
      return "{" + text + "}";
  }
  return text;
}

}  // namespace bellwether::testing_support

#endif  // BELLWETHER_TESTS_SUPPORT_NODE_TEXT_H_
