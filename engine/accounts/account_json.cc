// Tested by tests/clients/account_json_test.cc.
#include "engine/accounts/account_json.h"

#include <utility>

#include "engine/accounts/account_node.h"
#include "engine/accounts/json_text.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

void WriteScalar(const Node& node, JsonText& json) {
  if (node.quoted) return json.String(node.text);
  if (const auto number = ParseNumber(node.text)) return json.Number(*number);
  json.Bool(node.text == "true");
}

void Write(const Node& node, JsonText& json) {
  switch (node.kind) {
    case Node::Kind::kNull:
      return json.Null();
    case Node::Kind::kScalar:
      return WriteScalar(node, json);
    case Node::Kind::kSequence:
      json.BeginArray();
      for (const Node& item : node.items) Write(item, json);
      return json.EndArray();
    case Node::Kind::kMapping:
      json.BeginObject();
      for (const Entry& entry : node.entries) {
        json.Key(entry.key);
        Write(entry.value, json);
      }
      return json.EndObject();
  }
}

}  // namespace

std::string AccountJson(const Account& account, int indent) {
  JsonText json(indent);
  Write(AccountNode(account), json);
  return std::move(json).Take();
}

}  // namespace bellwether
