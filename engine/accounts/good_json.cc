// Tested by tests/engine/accounts/good_json_test.cc.
#include "engine/accounts/good_json.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/seen_keys.h"
#include "simdjson.h"

namespace bellwether {
namespace {

namespace ondemand = simdjson::ondemand;

constexpr size_t kUsualEntries = 16;  // of an object: room that need not grow

class TreeReader {
 public:
  explicit TreeReader(const Limits& limits) : limits_(limits) {}

  // Each returns false when there is anything to say about the text.
  bool ReadObject(ondemand::object object, Node& node) {
    const Descent descent(depth_);
    if (depth_ > limits_.max_account_depth) return false;
    node.kind = Node::Kind::kMapping;
    node.entries.reserve(kUsualEntries);
    SeenKeys seen;
    for (auto field : object) {
      std::string_view key;
      ondemand::value value;
      if (field.unescaped_key().get(key) != simdjson::SUCCESS || seen.Has(node, key)) {
        return false;
      }
      Entry& entry = node.entries.emplace_back();
      entry.key = key;
      if (field.value().get(value) != simdjson::SUCCESS || !ReadValue(value, entry.value)) {
        return false;
      }
    }
    return true;
  }

 private:
  class Descent {
   public:
    explicit Descent(uint32_t& depth) : depth_(depth) { ++depth_; }
    ~Descent() { --depth_; }
    Descent(const Descent&) = delete;
    Descent& operator=(const Descent&) = delete;

   private:
    uint32_t& depth_;
  };

  bool ReadValue(ondemand::value value, Node& node) {
    ondemand::json_type type;
    if (value.type().get(type) != simdjson::SUCCESS) return false;
    switch (type) {
      case ondemand::json_type::object: {
        ondemand::object object;
        return value.get_object().get(object) == simdjson::SUCCESS && ReadObject(object, node);
      }
      case ondemand::json_type::array:
        return ReadArray(value, node);
      case ondemand::json_type::string:
        return ReadString(value, node);
      case ondemand::json_type::number:
        return ReadNumber(value, node);
      case ondemand::json_type::boolean:
        return ReadBool(value, node);
      case ondemand::json_type::null:
        break;
    }
    bool null = false;
    return value.is_null().get(null) == simdjson::SUCCESS && null;
  }

  bool ReadArray(ondemand::value value, Node& node) {
    const Descent descent(depth_);
    if (depth_ > limits_.max_account_depth) return false;
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    node.kind = Node::Kind::kSequence;
    for (auto item : array) {
      ondemand::value element;
      if (item.get(element) != simdjson::SUCCESS ||
          !ReadValue(element, node.items.emplace_back())) {
        return false;
      }
    }
    return true;
  }

  static bool ReadString(ondemand::value value, Node& node) {
    std::string_view text;
    if (value.get_string().get(text) != simdjson::SUCCESS) return false;
    node.kind = Node::Kind::kScalar;
    node.text = text;
    node.quoted = true;
    return true;
  }

  static bool ReadBool(ondemand::value value, Node& node) {
    bool truth = false;
    if (value.get_bool().get(truth) != simdjson::SUCCESS) return false;
    node.kind = Node::Kind::kScalar;
    node.text = truth ? "true" : "false";
    return true;
  }

  // A number with a fraction or an exponent keeps the characters that it is written with.
  static bool ReadNumber(ondemand::value value, Node& node) {
    std::string_view token = value.raw_json_token();
    ondemand::number number;
    if (value.get_number().get(number) != simdjson::SUCCESS) return false;
    node.kind = Node::Kind::kScalar;
    if (number.is_int64()) {
      node.text = absl::StrCat(number.get_int64());
    } else if (number.is_uint64()) {
      node.text = absl::StrCat(number.get_uint64());
    } else {
      node.text = token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
    }
    return true;
  }

  const Limits& limits_;
  uint32_t depth_ = 0;
};

}  // namespace

bool ReadGoodJson(std::string_view text, const Limits& limits, Node& root) {
  thread_local ondemand::parser parser;
  thread_local std::string buffer;
  buffer.reserve(text.size() + simdjson::SIMDJSON_PADDING);  // the parser may look behind the text
  buffer.assign(text);
  ondemand::document document;
  const simdjson::padded_string_view padded(buffer.data(), buffer.size(), buffer.capacity());
  if (parser.iterate(padded).get(document) != simdjson::SUCCESS) return false;
  ondemand::object object;
  if (document.get_object().get(object) != simdjson::SUCCESS) return false;
  root.entries.clear();
  if (!TreeReader(limits).ReadObject(object, root)) return false;
  const char* rest = nullptr;
  return document.current_location().get(rest) == simdjson::OUT_OF_BOUNDS;
}

}  // namespace bellwether
