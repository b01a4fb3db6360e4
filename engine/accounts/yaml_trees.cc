// The text is cut where a line begins with `---`, which YAML allows for nothing else, and each
// document is read by itself.
//
// A mistake spoils a YAML document from there on. So that it does not spoil the other elements of a
// list, such a document is cut once more, where entries begin, and each entry is read alone.
// Tested by tests/engine/accounts/yaml_test.cc.
#include "engine/accounts/yaml_trees.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/accounts/violations.h"
#include "engine/base/string_bridge.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/yaml/yaml.h"

namespace bellwether {
namespace {

// A line that begins with `mark` and then has nothing or a blank.
bool BeginsWith(std::string_view line, std::string_view mark) {
  if (!line.starts_with(mark)) return false;
  return line.size() == mark.size() ||
         std::string_view(" \t\r\n").find(line[mark.size()]) != std::string_view::npos;
}

bool IsDocumentStart(std::string_view line) { return BeginsWith(line, "---"); }
constexpr size_t kDocumentStartBytes = 4;  // enough of a line to know it

// Takes the next line off `text`, with its end.
std::string_view TakeLine(std::string_view& text) {
  const size_t newline = text.find('\n');
  const size_t size = newline == std::string_view::npos ? text.size() : newline + 1;
  const std::string_view line = text.substr(0, size);
  text.remove_prefix(size);
  return line;
}

// Blank lines, comments and `%` directives belong to the document that follows.
bool IsPreamble(std::string_view line) {
  const size_t first = line.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || line[first] == '#' || line[0] == '%';
}

bool HasContent(std::string_view text) {
  while (!text.empty()) {
    if (!IsPreamble(TakeLine(text))) return true;
  }
  return false;
}

// The entries of a list whose dashes stand at the left edge; empty when this is no such list.
std::vector<YamlPart> Entries(const YamlPart& document) {
  std::vector<YamlPart> entries;
  std::string_view rest = document.text;
  for (uint32_t number = document.line; !rest.empty(); ++number) {
    const std::string_view line = TakeLine(rest);
    if (BeginsWith(line, "-")) {
      entries.push_back({line, number});
    } else if (!entries.empty()) {
      std::string_view& entry = entries.back().text;
      entry = {entry.data(), entry.size() + line.size()};
    } else if (!IsPreamble(line) && !IsDocumentStart(line)) {
      return {};
    }
  }
  return entries;
}

std::string_view ReasonOf(const Diagnostic& diagnostic) {
  constexpr std::pair<std::string_view, std::string_view> kReasons[] = {
      {"duplicate-key", reason::kDuplicate}, {"invalid-utf8", reason::kInvalidUtf8},
      {"too-deep", reason::kTooLarge},       {"too-many-nodes", reason::kTooLarge},
      {"alias-limit", reason::kTooLarge},
  };
  for (const auto& [code, reason] : kReasons) {
    if (diagnostic.code == code) return reason;
  }
  return reason::kSyntax;
}

// The line of the file at which a node of a part begins.
uint32_t LineOf(const Node& node, const YamlPart& part) {
  return part.line + (node.span.known() ? node.span.line - 1 : 0);
}

}  // namespace

void YamlTrees::Feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view line = TakeLine(bytes);
    Append(line);
    if (line.back() == '\n') EndLine();
  }
}

void YamlTrees::Finish() {
  EndLine();
  if (!skipping_ && HasContent(text_)) ReadDocument({text_, document_line_});
  if (!any_) Refuse(1, reason::kSyntax, absl::StrCat("the text holds no ", ToAbsl(noun_)));
}

// A document that outgrows the limit is refused at once; of its lines only so much is kept as
// tells where the next document begins.
void YamlTrees::Append(std::string_view piece) {
  if (!skipping_ && text_.size() + piece.size() > limits_.max_account_document_bytes) {
    Refuse(document_line_, reason::kTooLarge,
           absl::StrCat("the document is larger than max_account_document_bytes (",
                        limits_.max_account_document_bytes,
                        "); split it with `---` lines, or use JSON lines"));
    skipping_ = true;
    text_.erase(0, line_start_);
    line_start_ = 0;
  }
  text_.append(piece);
  if (skipping_ && text_.size() > kDocumentStartBytes) text_.resize(kDocumentStartBytes);
}

void YamlTrees::EndLine() {
  if (IsDocumentStart(std::string_view(text_).substr(line_start_))) StartDocument();
  ++line_;
  if (skipping_) text_.clear();
  line_start_ = text_.size();
}

void YamlTrees::StartDocument() {
  const std::string_view before = std::string_view(text_).substr(0, line_start_);
  if (!skipping_ && !HasContent(before)) return;
  if (!skipping_) ReadDocument({before, document_line_});
  skipping_ = false;
  text_.erase(0, line_start_);
  document_line_ = line_;
}

void YamlTrees::ReadDocument(const YamlPart& document) {
  std::vector<Diagnostic> diagnostics;
  const Node root = Parse(document, diagnostics);
  if (!HasErrors(diagnostics)) return PutAll(root, document);
  const std::vector<YamlPart> entries = Entries(document);
  if (entries.empty()) return PutBroken(root, diagnostics, document);
  for (const YamlPart& entry : entries) ReadEntry(entry);
}

// With a blank for its dash an entry is a mapping, of which the parser keeps what came before a
// mistake: its id above all.
void YamlTrees::ReadEntry(const YamlPart& entry) {
  std::string text(entry.text);
  text[0] = ' ';
  std::vector<Diagnostic> diagnostics;
  const YamlPart part{text, entry.line};
  const Node root = Parse(part, diagnostics);
  HasErrors(diagnostics) ? PutBroken(root, diagnostics, part) : Put(root, LineOf(root, part));
}

Node YamlTrees::Parse(const YamlPart& part, std::vector<Diagnostic>& diagnostics) {
  const Sources sources({{"", std::string(part.text)}});
  DiagnosticSink sink;
  Node root = ParseYaml(sources, 0, limits_, sink);
  diagnostics = sink.Take();
  for (Diagnostic& diagnostic : diagnostics) diagnostic.span.line += part.line - 1;
  return root;
}

// An item that is an alias knows only where its anchor stands, one without text not even that:
// each begins at its dash at the earliest, and after the item before it.
void YamlTrees::PutAll(const Node& root, const YamlPart& part) {
  if (root.is_null()) return;
  if (!root.is_sequence()) return Put(root, LineOf(root, part));
  any_ = true;  // an empty list is an answer, too
  uint32_t line = part.line;
  const std::vector<YamlPart> dashes = Entries(part);
  for (size_t i = 0; i < root.items.size(); ++i) {
    if (i < dashes.size()) line = std::max(line, dashes[i].line);
    line = std::max(line, LineOf(root.items[i], part));
    Put(root.items[i], line);
  }
}

void YamlTrees::Put(const Node& node, uint32_t line) {
  any_ = true;
  sink_.TakeTree(node, line);
}

void YamlTrees::PutBroken(const Node& node, const std::vector<Diagnostic>& diagnostics,
                          const YamlPart& part) {
  any_ = true;
  Violations violations(limits_.max_diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) {
    violations.Add(
        "", ReasonOf(diagnostic),
        absl::StrCat("line ", diagnostic.span.line, ", column ", diagnostic.span.column, ": ",
                     diagnostic.message, diagnostic.hint.empty() ? "" : "; ", diagnostic.hint));
  }
  sink_.TakeBrokenTree(node, LineOf(node, part), violations.Take());
}

void YamlTrees::Refuse(uint32_t line, std::string_view reason, const std::string& message) {
  any_ = true;
  sink_.RefuseText(line, reason, message);
}

}  // namespace bellwether
