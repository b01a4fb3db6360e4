// Tested by tests/engine/document/document_test.cc and constants_test.cc.
#include "engine/document/pack_tree.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/document/dated.h"
#include "engine/document/decode.h"
#include "engine/document/merge.h"
#include "engine/yaml/turned_text.h"
#include "engine/yaml/yaml.h"

namespace bellwether::document {
namespace {

constexpr char kConstants[] = "constants";

// Where a constant is called, and what was perhaps meant.
std::vector<std::string> NamesOf(const NamedList<Constant>& constants) {
  std::vector<std::string> names;
  for (const Named<Constant>& constant : constants) names.push_back(constant.name);
  return names;
}

// Segments that have numbers of their own, in the order in which they are first named.
std::vector<std::string> SegmentsOf(const Node* constants, const Overrides& overrides) {
  std::vector<std::string> segments;
  const auto add = [&segments](const std::string& name) {
    const bool known = std::find(segments.begin(), segments.end(), name) != segments.end();
    if (!known) segments.push_back(name);
  };
  if (constants != nullptr) {
    for (const Entry& constant : constants->entries) {
      const Node* const own = constant.value.Find("segments");
      if (own == nullptr) continue;
      for (const Entry& segment : own->entries) add(segment.key);
    }
  }
  for (const Override& set : overrides) {
    if (!set.segment.empty()) add(set.segment);
  }
  return segments;
}

// Constants are read before the numbers that they stand for, wherever their section stands.
void PutConstantsFirst(Node& root) {
  std::stable_partition(root.entries.begin(), root.entries.end(),
                        [](const Entry& entry) { return entry.key == kConstants; });
}

}  // namespace

PackTree::PackTree(const Sources& sources, const Limits& limits, const Overrides& overrides,
                   DiagnosticSink& sink)
    : sources_(sources), limits_(limits), overrides_(overrides) {
  std::vector<Node> roots;
  const size_t errors = sink.error_count();
  for (uint32_t i = 0; i < sources.files().size(); ++i) {
    roots.push_back(ParseYaml(sources, i, limits, sink));
  }
  whole_ = sink.error_count() == errors;
  for (uint32_t i = 0; i < sources.files().size(); ++i) CheckTurnedText(sources, i, sink);
  root_ = MergeFiles(std::move(roots), sources, sink);
  PutConstantsFirst(root_);
  FindSettings(sink);
}

void PackTree::FindSettings(DiagnosticSink& sink) {
  const Node* const constants = root_.Find(kConstants);
  std::vector<std::string> segments = SegmentsOf(constants, overrides_);
  segments.insert(segments.begin(), "");
  const std::vector<int32_t> dates = DatesOf(root_);
  const size_t count = segments.size() * (dates.size() + 1);
  if (count > limits_.max_variants) {
    sink.Error("too-many", constants != nullptr ? constants->span : Span{},
               absl::StrCat("the numbers differ in ", count, " ways, by ", segments.size() - 1,
                            " segments and ", dates.size(), " dates; at most ",
                            limits_.max_variants, " are allowed (max_variants)"),
               "take out dates that have passed, or segments that need no number of their own");
    settings_.emplace_back();
    return;
  }
  std::optional<int32_t> from;
  for (size_t i = 0; i <= dates.size(); ++i) {
    const auto until = i < dates.size() ? std::optional(dates[i]) : std::nullopt;
    for (const std::string& segment : segments) settings_.push_back({segment, from, until});
    from = until;
  }
}

Document PackTree::Decode(const Setting& setting, DiagnosticSink& sink) const {
  Document document;
  document.setting = setting;
  DiagnosticSink found;
  Reading reading{limits_, found, &setting, &overrides_};
  const FieldInfo info;
  document::Decode(Given{root_, Span{0, 1, 1, 1}, "", info, whole_}, document, reading);
  document.constant_uses = std::move(reading.uses);
  document.filled_constants = std::move(reading.filled);
  CheckOverrides(document, found);
  for (Diagnostic& diagnostic : found.Take()) {
    NameConstant(document, sources_, diagnostic);
    sink.Add(std::move(diagnostic));
  }
  return document;
}

void PackTree::CheckOverrides(const Document& document, DiagnosticSink& sink) const {
  for (const Override& set : overrides_) {
    if (Find(document.constants, set.name) != nullptr) continue;
    const Span at = document.constants.empty() ? Span{} : document.constants.front().span;
    sink.Error(
        "unknown-constant", at,
        absl::StrCat("a value is set for ", Quoted(set.name), ", which is no constant of the pack"),
        DidYouMean(set.name, NamesOf(document.constants)));
  }
}

void NameConstant(const Document& document, const Sources& sources, Diagnostic& diagnostic) {
  const auto use =
      std::find_if(document.constant_uses.begin(), document.constant_uses.end(),
                   [&diagnostic](const ConstantUse& one) { return one.at == diagnostic.span; });
  if (use == document.constant_uses.end()) return;
  const Named<Constant>& constant = document.constants[use->constant];
  absl::StrAppend(&diagnostic.hint, diagnostic.hint.empty() ? "" : "; ", "the number is that of ",
                  Quoted(constant.name), ", set at ", sources.Describe(constant.value.value.span));
}

}  // namespace bellwether::document
