// The door to the JSON library that explains mistakes: its events build the tree, its sentences are
// cut down to what a person needs, and the few things that it lets pass are looked for before.
// Tested by tests/engine/accounts/json_test.cc.
#include "engine/accounts/json_tree.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/accounts/good_json.h"
#include "engine/accounts/seen_keys.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/source/utf8.h"
#include "nlohmann/json.hpp"

namespace bellwether {
namespace {

// "line 3, column 17", for the byte `offset` of a text that begins at `place`.
std::string Describe(std::string_view text, size_t offset, TextPlace place) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const size_t newline = before.rfind('\n');
  const size_t column =
      newline == std::string_view::npos ? place.column + before.size() : before.size() - newline;
  return absl::StrCat("line ", place.line + lines, ", column ", column);
}

// The library writes "[json.exception...] parse error at line 1, column 9: syntax error while
// parsing object key - invalid literal; last read: '...'; expected string literal". Kept is what
// lies behind the dash, without the input, which is shown by its place.
std::string Gist(std::string_view what) {
  if (const size_t dash = what.find(" - "); dash != std::string_view::npos) {
    what.remove_prefix(dash + 3);
  }
  constexpr std::string_view kEcho = "; last read: '";
  const size_t echo = what.find(kEcho);
  if (echo == std::string_view::npos) return std::string(what);
  const size_t expected = what.rfind("'; expected ");
  std::string gist(what.substr(0, echo));
  if (expected != std::string_view::npos) gist += what.substr(expected + 1);
  return gist;
}

bool IsNotANumber(std::string_view rest) {
  return rest.starts_with("NaN") || rest.starts_with("Inf");
}

using Json = nlohmann::json;

constexpr size_t kUsualEntries = 16;  // of an object: room that need not grow

// Events of the parser -> nodes. While a container is open its parent's list does not grow, so the
// pointers on the stack stay good.
class TreeBuilder : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(std::string_view text, TextPlace place, const Limits& limits, Violations& violations)
      : text_(text), place_(place), limits_(limits), violations_(violations) {}

  Node TakeRoot() { return std::move(root_); }

  bool null() override { return Slot() != nullptr; }
  bool boolean(bool value) override { return PutScalar(value ? "true" : "false", false); }
  bool number_integer(int64_t value) override { return PutScalar(absl::StrCat(value), false); }
  bool number_unsigned(uint64_t value) override { return PutScalar(absl::StrCat(value), false); }
  bool number_float(double, const std::string& written) override {
    return PutScalar(written, false);
  }
  bool string(std::string& value) override { return PutScalar(std::move(value), true); }
  bool binary(Json::binary_t&) override { return false; }  // JSON text has none

  bool start_object(size_t) override { return Open(Node::Kind::kMapping); }
  bool end_object() override { return Close(); }
  bool start_array(size_t) override { return Open(Node::Kind::kSequence); }
  bool end_array() override { return Close(); }

  bool key(std::string& key) override {
    OpenContainer& container = open_.back();
    const bool twice = container.seen.Has(*container.node, key);
    container.node->entries.push_back({std::move(key), {}, {}});
    if (twice) {
      violations_.Add(Here(), reason::kDuplicate,
                      absl::StrCat(Quoted(container.node->entries.back().key),
                                   " is given twice; keep one of them"));
    }
    return true;
  }

  bool parse_error(size_t position, const std::string& last_token,
                   const Json::exception& error) override {
    constexpr int kOutOfRange = 406;
    // The library counts the characters that it has taken, the end of the text among them.
    const size_t offset = std::min(position == 0 ? 0 : position - 1, text_.size());
    const std::string at = Describe(text_, offset, place_);
    if (error.id == kOutOfRange) {
      violations_.Add(Here(), reason::kBadNumber,
                      absl::StrCat(at, ": ", Quoted(last_token), " is too large a number"));
    } else if (IsNotANumber(text_.substr(offset))) {
      violations_.Add(Here(), reason::kBadNumber,
                      absl::StrCat(at,
                                   ": NaN and Infinity are not numbers; leave the value out, "
                                   "or write null, when it is not known"));
    } else {
      violations_.Add("", reason::kSyntax, absl::StrCat(at, ": not JSON: ", Gist(error.what())));
    }
    return false;
  }

 private:
  struct OpenContainer {
    Node* node;
    SeenKeys seen;
  };

  // Where the next value goes.
  Node* Slot() {
    if (open_.empty()) return &root_;
    Node* const parent = open_.back().node;
    if (parent->is_mapping()) return &parent->entries.back().value;
    return &parent->items.emplace_back();
  }

  bool PutScalar(std::string text, bool quoted) {
    Node& node = *Slot();
    node.kind = Node::Kind::kScalar;
    node.text = std::move(text);
    node.quoted = quoted;
    return true;
  }

  bool Open(Node::Kind kind) {
    if (open_.size() >= limits_.max_account_depth) {
      violations_.Add(
          Here(), reason::kTooLarge,
          absl::StrCat("nested deeper than max_account_depth (", limits_.max_account_depth, ")"));
      return false;
    }
    Node* const node = Slot();
    node->kind = kind;
    if (kind == Node::Kind::kMapping) node->entries.reserve(kUsualEntries);
    open_.push_back({node, {}});
    return true;
  }

  bool Close() {
    open_.pop_back();
    return true;
  }

  // The path of the value that is being read.
  std::string Here() const {
    std::string path;
    for (const OpenContainer& container : open_) {
      const Node& node = *container.node;
      const bool last = &container == &open_.back();
      if (node.is_sequence()) {
        absl::StrAppend(&path, "[", node.items.size() - (last ? 0 : 1), "]");
      } else if (!node.entries.empty()) {
        absl::StrAppend(&path, path.empty() ? "" : ".",
                        FieldPath(FieldPath(), node.entries.back().key).Text());
      }
    }
    return path;
  }

  std::string_view text_;
  TextPlace place_;
  const Limits& limits_;
  Violations& violations_;
  Node root_;
  std::vector<OpenContainer> open_;
};

// Bytes that the library would stop at, or call something else.
bool IsReadable(std::string_view text, TextPlace place, Violations& violations) {
  if (const size_t bad = FirstInvalidUtf8(text); bad != kAllValid) {
    violations.Add("", reason::kInvalidUtf8,
                   absl::StrCat(Describe(text, bad, place),
                                ": not valid UTF-8; save the file with the encoding UTF-8"));
    return false;
  }
  if (const size_t zero = text.find('\0'); zero != std::string_view::npos) {
    violations.Add("", reason::kSyntax,
                   absl::StrCat(Describe(text, zero, place), ": a zero byte is not JSON"));
    return false;
  }
  return true;
}

}  // namespace

JsonTree ParseJson(std::string_view text, TextPlace place, const Limits& limits,
                   Violations& violations) {
  JsonTree tree;
  tree.whole = ReadGoodJson(text, limits, tree.root);
  return tree.whole ? tree : DiagnoseJson(text, place, limits, violations);
}

JsonTree DiagnoseJson(std::string_view text, TextPlace place, const Limits& limits,
                      Violations& violations) {
  if (!IsReadable(text, place, violations)) return {};
  TreeBuilder builder(text, place, limits, violations);
  JsonTree tree;
  tree.whole = Json::sax_parse(text.begin(), text.end(), &builder);
  tree.root = builder.TakeRoot();
  return tree;
}

std::string JsonOfTree(const Node& node) {
  const auto quoted = [](const std::string& text) {
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  switch (node.kind) {
    case Node::Kind::kNull:
      return "null";
    case Node::Kind::kScalar:
      return node.quoted ? quoted(node.text) : node.text;
    case Node::Kind::kSequence:
      return absl::StrCat(
          "[",
          absl::StrJoin(node.items, ",",
                        [](std::string* out, const Node& item) { out->append(JsonOfTree(item)); }),
          "]");
    case Node::Kind::kMapping:
      return absl::StrCat("{",
                          absl::StrJoin(node.entries, ",",
                                        [&](std::string* out, const Entry& entry) {
                                          absl::StrAppend(out, quoted(entry.key), ":",
                                                          JsonOfTree(entry.value));
                                        }),
                          "}");
  }
  return "null";
}

}  // namespace bellwether
