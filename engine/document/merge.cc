// Merging trees, not structs: one rule then serves every section, present and to come.
//
// Tested by tests/engine/document/document_test.cc.
#include "engine/document/merge.h"

#include <string>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/schema/free_keys.h"
#include "engine/yaml/scalar.h"

namespace bellwether::document {
namespace {

class Merger {
 public:
  Merger(const Sources& sources, DiagnosticSink& sink) : sources_(sources), sink_(sink) {}

  void AddFile(Node root) {
    if (root.is_null()) return;
    if (!root.is_mapping()) {
      return WrongType(root, "a pack file", "a mapping of sections", sink_);
    }
    if (merged_.entries.empty()) merged_.span = root.span;
    for (Entry& section : root.entries) {
      if (!IsFreeKey(section.key)) AddSection(std::move(section));
    }
  }

  Node Take() {
    merged_.kind = Node::Kind::kMapping;
    return std::move(merged_);
  }

 private:
  struct Section {
    size_t index = 0;                            // in merged_.entries
    std::unordered_map<std::string, Span> keys;  // filled when a second file adds to it
  };

  void AddSection(Entry section) {
    const auto [found, is_new] = sections_.try_emplace(section.key);
    if (is_new) {
      found->second.index = merged_.entries.size();
      merged_.entries.push_back(std::move(section));
      return;
    }
    Entry& earlier = merged_.entries[found->second.index];
    if (section.value.is_null()) return;
    if (earlier.value.is_null()) {
      earlier = std::move(section);
    } else if (earlier.value.is_mapping() && section.value.is_mapping()) {
      AddKeys(std::move(section.value), found->second, earlier.value);
    } else {
      ReportTwice(section, earlier.key_span);
    }
  }

  void AddKeys(Node from, Section& section, Node& to) {
    if (section.keys.empty()) {
      for (const Entry& entry : to.entries) section.keys.emplace(entry.key, entry.key_span);
    }
    for (Entry& entry : from.entries) {
      const auto [earlier, is_new] = section.keys.emplace(entry.key, entry.key_span);
      if (is_new) {
        to.entries.push_back(std::move(entry));
      } else {
        ReportTwice(entry, earlier->second);
      }
    }
  }

  void ReportTwice(const Entry& entry, const Span& earlier) {
    sink_.Error(
        "duplicate-key", entry.key_span,
        absl::StrCat("key ", Quoted(entry.key), " is already set at ", sources_.Describe(earlier)),
        "the files of a pack are one: delete one of the two");
  }

  const Sources& sources_;
  DiagnosticSink& sink_;
  Node merged_;
  std::unordered_map<std::string, Section> sections_;
};

}  // namespace

Node MergeFiles(std::vector<Node> roots, const Sources& sources, DiagnosticSink& sink) {
  Merger merger(sources, sink);
  for (Node& root : roots) merger.AddFile(std::move(root));
  return merger.Take();
}

}  // namespace bellwether::document
