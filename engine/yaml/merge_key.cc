// Tested by tests/engine/yaml/merge_key_test.cc.
#include "engine/yaml/merge_key.h"

#include <iterator>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/yaml/scalar.h"

namespace bellwether::yaml {
namespace {

void Mark(Span& span, const Span& merge) {
  span.merged_line = merge.line;
  span.merged_column = merge.column;
}

void Mark(Node& node, const Span& merge) {
  Mark(node.span, merge);
  for (Node& item : node.items) Mark(item, merge);
  for (Entry& entry : node.entries) {
    Mark(entry.key_span, merge);
    Mark(entry.value, merge);
  }
}

// Collects the keys that are new, the mappings in their order.
class Merger {
 public:
  Merger(const MergeKey& merge, const Node& mapping, DiagnosticSink& sink)
      : at_(merge.at), sink_(sink) {
    for (const Entry& entry : mapping.entries) keys_.insert(entry.key);
  }

  void Add(Node node) {
    if (!node.is_mapping()) return Report(node);
    for (Entry& entry : node.entries) {
      if (!keys_.insert(entry.key).second) continue;
      Mark(entry.key_span, at_);
      Mark(entry.value, at_);
      merged_.push_back(std::move(entry));
    }
  }

  std::vector<Entry> Take() { return std::move(merged_); }

 private:
  // An alias has the place of its anchor: what is wrong is what `<<` asks for.
  void Report(const Node& node) {
    sink_.Error("merge-key", at_, absl::StrCat("`<<` merges mappings, not ", DescribeNode(node)),
                "write an alias of a mapping, `<<: *name`, or a list of them, `<<: [*a, *b]`");
  }

  const Span at_;
  DiagnosticSink& sink_;
  std::unordered_set<std::string> keys_;  // a lookup, never iterated
  std::vector<Entry> merged_;
};

}  // namespace

bool IsMergeKey(const Node& key) { return key.is_scalar() && !key.quoted && key.text == "<<"; }

void LayIn(MergeKey merge, Node& mapping, DiagnosticSink& sink) {
  Merger merger(merge, mapping, sink);
  if (merge.value.is_sequence()) {
    for (Node& item : merge.value.items) merger.Add(std::move(item));
  } else {
    merger.Add(std::move(merge.value));
  }
  std::vector<Entry> merged = merger.Take();
  mapping.entries.insert(mapping.entries.begin() + static_cast<std::ptrdiff_t>(merge.place),
                         std::make_move_iterator(merged.begin()),
                         std::make_move_iterator(merged.end()));
}

}  // namespace bellwether::yaml
