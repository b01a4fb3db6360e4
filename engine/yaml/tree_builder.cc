// The library tells what it read and where it began; the text itself tells how it was written.
// Comparing the two shows whether a scalar was quoted, whether its characters stand in the file as
// they are, and whether YAML read something else than a person would (S29).
//
// Tested by tests/engine/yaml/yaml_test.cc.
#include "engine/yaml/tree_builder.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "engine/yaml/surprise.h"

namespace bellwether::yaml {
namespace {

// Past an anchor (`&name`) and what may stand between it and its node.
size_t SkipAnchor(const TextPlaces& places, size_t offset) {
  if (places.At(offset) != '&') return offset;
  const std::string_view text = places.text();
  offset = std::min(text.find_first_of(" \t\r\n,[]{}", offset), text.size());
  while (true) {
    offset = std::min(text.find_first_not_of(" \t\r\n", offset), text.size());
    if (places.At(offset) != '#') return offset;
    offset = std::min(text.find('\n', offset), text.size());
  }
}

// Offset of the quote that closes a quoted scalar, or of the end of its first line.
size_t ClosingQuote(const TextPlaces& places, size_t open) {
  const char quote = places.At(open);
  const size_t end = places.LineEnd(open);
  for (size_t i = open + 1; i < end; ++i) {
    if (quote == '"' && places.At(i) == '\\') {
      ++i;
    } else if (places.At(i) == quote) {
      if (quote == '"' || places.At(i + 1) != quote) return i;
      ++i;
    }
  }
  return end;
}

Node ScalarNode(std::string_view text) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = std::string(text);
  return node;
}

}  // namespace

Node TreeBuilder::TakeRoot() {
  if (complete_) return std::move(root_);
  if (open_.empty()) return {};
  return std::move(open_.front().made.node);
}

Span TreeBuilder::OpenPlace() const { return open_.empty() ? Span{} : open_.back().made.node.span; }

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (!complete_) return;
  sink_.Error("several-documents", places_.SpanAt(places_.Offset(mark.line, mark.column)),
              "a second YAML document begins here",
              "write one document in a file, either a mapping or a list");
  throw LimitReached{};
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  Finished finished;
  const size_t offset = SkipAnchor(places_, places_.Offset(mark.line, mark.column));
  const std::string_view word = places_.text().substr(offset, 4);
  const bool tilde = word.starts_with('~');
  const bool written = tilde || word == "null" || word == "Null" || word == "NULL";
  if (written) {
    finished.node.span = places_.SpanAt(offset, tilde ? 1 : 4);
  } else if (!open_.empty()) {
    const Frame& frame = open_.back();
    finished.node.span = frame.has_key ? frame.key_span : frame.made.node.span;
  }
  CheckCount(1, finished.node.span);
  Add(std::move(finished), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const Span at = places_.SpanAt(places_.Offset(mark.line, mark.column));
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    sink_.Error("cyclic-alias", at, "this alias stands inside what it refers to",
                "write the value out");
    Finished nothing;
    nothing.node.span = at;
    nothing.dropped = true;
    return Add(std::move(nothing), 0);
  }
  alias_visits_ += found->second.nodes;
  if (alias_visits_ > limits_.max_alias_visits) {
    sink_.Error("alias-limit", at,
                absl::StrCat("aliases repeat more than ", limits_.max_alias_visits, " values"),
                "write fewer aliases, or aliases of smaller parts");
    throw LimitReached{};
  }
  CheckCount(found->second.nodes, at);
  CheckDepth(open_.size() + found->second.height - 1, at);
  Add(found->second, 0);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& /*tag*/,
                           YAML::anchor_t anchor, const std::string& value) {
  const size_t offset = SkipAnchor(places_, places_.Offset(mark.line, mark.column));
  Finished finished;
  finished.node = places_.At(offset) == '!' ? MakeTagged(offset) : MakeScalar(offset, value);
  CheckCount(1, finished.node.span);
  Add(std::move(finished), anchor);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& /*tag*/,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  Open(Node::Kind::kSequence, mark, anchor, style);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& /*tag*/,
                             YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
  Open(Node::Kind::kMapping, mark, anchor, style);
}

void TreeBuilder::Open(Node::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) {
  const size_t offset = SkipAnchor(places_, places_.Offset(mark.line, mark.column));
  Frame frame;
  frame.made.node.kind = kind;
  frame.made.node.span = places_.SpanAt(offset);
  frame.anchor = anchor;
  frame.flow = style == YAML::EmitterStyle::Flow || (!open_.empty() && open_.back().flow);
  if (places_.At(offset) == '!') MakeTagged(offset);
  CheckCount(1, frame.made.node.span);
  CheckDepth(open_.size() + 1, frame.made.node.span);
  open_.push_back(std::move(frame));
}

void TreeBuilder::Close() {
  Frame frame = std::move(open_.back());
  open_.pop_back();
  if (frame.merge) LayIn(*std::move(frame.merge), frame.made.node, sink_);
  Add(std::move(frame.made), frame.anchor);
}

void TreeBuilder::Add(Finished finished, YAML::anchor_t anchor) {
  if (anchor != 0) {
    CheckCount(finished.nodes, finished.node.span);  // the copy that aliases will be made from
    anchors_[anchor] = finished;
  }
  if (open_.empty()) {
    root_ = std::move(finished.node);
    complete_ = true;
    return;
  }
  Frame& frame = open_.back();
  frame.made.nodes += finished.nodes;
  // What is merged ends beside the keys of the mapping, not below them.
  const uint32_t below = frame.merges ? 0 : 1;
  frame.made.height = std::max(frame.made.height, finished.height + below);
  if (frame.made.node.is_mapping()) {
    AddToMapping(frame, std::move(finished));
  } else if (!finished.dropped) {
    frame.made.node.items.push_back(std::move(finished.node));
  }
}

void TreeBuilder::AddToMapping(Frame& frame, Finished finished) {
  if (!frame.has_key) return TakeKey(frame, finished);
  frame.has_key = false;
  const bool merges = std::exchange(frame.merges, false);
  if (frame.drop_value || finished.dropped) return;
  if (merges) {
    frame.merge =
        MergeKey{frame.key_span, frame.made.node.entries.size(), std::move(finished.node)};
    return;
  }
  frame.made.node.entries.push_back(
      {std::move(frame.key), frame.key_span, std::move(finished.node)});
}

void TreeBuilder::TakeKey(Frame& frame, const Finished& finished) {
  frame.has_key = true;
  frame.key = finished.node.text;
  frame.key_span = finished.node.span;
  if (IsMergeKey(finished.node)) return TakeMergeKey(frame, finished.node);
  frame.drop_value = finished.dropped || !IsGoodKey(frame, finished.node);
  if (frame.drop_value) return;
  const auto [earlier, is_new] = frame.keys.emplace(frame.key, frame.key_span);
  if (is_new) return;
  frame.drop_value = true;
  sink_.Error("duplicate-key", frame.key_span,
              absl::StrCat("key ", Quoted(frame.key), " is already set at ", earlier->second.line,
                           ":", earlier->second.column),
              "delete one of the two");
}

void TreeBuilder::TakeMergeKey(Frame& frame, const Node& key) {
  frame.merges = true;
  frame.drop_value = frame.merge.has_value();
  if (!frame.drop_value) return;
  sink_.Error("duplicate-key", key.span,
              absl::StrCat("key `<<` is already set at ", frame.merge->at.line, ":",
                           frame.merge->at.column),
              "merge several mappings with a list: `<<: [*a, *b]`");
}

bool TreeBuilder::IsGoodKey(const Frame& frame, const Node& key) {
  if (key.is_null()) {
    sink_.Error("bad-key", key.span, "a key is empty", "write a name before the `:`");
    return false;
  }
  if (!key.is_scalar()) {
    sink_.Error("bad-key", key.span, "a key must be a name, not a list or a mapping",
                "quote the text if it holds brackets");
    return false;
  }
  if (key.quoted) return true;
  return !frame.flow || CheckFlowKey(key, sink_);
}

void TreeBuilder::CheckCount(uint32_t nodes, const Span& at) {
  nodes_ += nodes;
  if (nodes_ <= limits_.max_yaml_nodes) return;
  sink_.Error("too-many-nodes", at,
              absl::StrCat("the file holds more than ", limits_.max_yaml_nodes, " values"),
              "split it into several files");
  throw LimitReached{};
}

void TreeBuilder::CheckDepth(size_t depth, const Span& at) {
  if (depth <= limits_.max_yaml_depth) return;
  sink_.Error("too-deep", at,
              absl::StrCat("values are nested more than ", limits_.max_yaml_depth, " deep"),
              "flatten the structure");
  throw LimitReached{};
}

Node TreeBuilder::MakeScalar(size_t offset, const std::string& value) {
  Node node = ScalarNode(value);
  const char first = places_.At(offset);
  if (first == '|' || first == '>') {
    node.quoted = true;
    node.span = places_.SpanAt(offset);
    return node;
  }
  node.quoted = first == '"' || first == '\'';
  const size_t start = node.quoted ? offset + 1 : offset;
  const bool same = places_.text().substr(start, value.size()) == value;
  node.verbatim = same && (!node.quoted || places_.At(start + value.size()) == first);
  const size_t end = node.verbatim ? start + value.size()
                     : node.quoted ? ClosingQuote(places_, offset)
                                   : places_.LineEnd(offset);
  node.span = places_.SpanAt(start, end - start);
  if (node.verbatim && !node.quoted) CheckNotCutByComment(node, places_, end, sink_);
  return node;
}

// `!has(x)`: reported, and read as the text that was meant.
Node TreeBuilder::MakeTagged(size_t offset) {
  const std::string_view text = places_.text();
  const bool flow = !open_.empty() && open_.back().flow;
  const char* const ends = flow ? " \t\r\n,]}" : " \t\r\n";
  const size_t end = std::min(text.find_first_of(ends, offset), text.size());
  Node node = ScalarNode(text.substr(offset, end - offset));
  node.verbatim = true;
  node.span = places_.SpanAt(offset, end - offset);
  ReportTag(node.text, node.span, sink_);
  return node;
}

}  // namespace bellwether::yaml
