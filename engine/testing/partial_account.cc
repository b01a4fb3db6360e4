// Tested by tests/engine/testing/partial_account_test.cc.
#include "engine/testing/partial_account.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/plan/plan.h"
#include "engine/testing/keys.h"
#include "engine/yaml/scalar.h"

namespace bellwether {
namespace {

constexpr std::string_view kMilestones = "milestones";
constexpr std::array<std::string_view, 4> kByName = {"signals", "dimension_scores", "extension",
                                                     "previous_bands"};

bool IsByName(std::string_view field) {
  return std::find(kByName.begin(), kByName.end(), field) != kByName.end();
}

Entry* FindEntry(Node& mapping, std::string_view key) {
  for (Entry& entry : mapping.entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

void Erase(Node& mapping, std::string_view key) {
  auto& entries = mapping.entries;
  entries.erase(std::remove_if(entries.begin(), entries.end(),
                               [key](const Entry& entry) { return entry.key == key; }),
                entries.end());
}

void Put(const Entry& entry, Node& mapping) {
  if (entry.value.is_null()) return Erase(mapping, entry.key);
  if (Entry* there = FindEntry(mapping, entry.key)) {
    *there = entry;
  } else {
    mapping.entries.push_back(entry);
  }
}

void PutAll(const Node& part, Node& mapping) {
  for (const Entry& entry : part.entries) Put(entry, mapping);
}

std::string KeyOf(const Node& milestone) {
  const Node* key = milestone.Find("key");
  return key == nullptr ? "" : key->text;
}

void PutMilestones(const Node& part, Node& list) {
  for (const Node& milestone : part.items) {
    const std::string key = KeyOf(milestone);
    const auto there =
        std::find_if(list.items.begin(), list.items.end(),
                     [&key](const Node& other) { return !key.empty() && KeyOf(other) == key; });
    if (there == list.items.end()) {
      list.items.push_back(milestone);
    } else {
      PutAll(milestone, *there);
    }
  }
}

void CheckKeys(const Node* mapping, const std::vector<std::string>& known, const char* what,
               DiagnosticSink& sink) {
  if (mapping == nullptr) return;
  for (const Entry& entry : mapping->entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    sink.Error("unknown-name", entry.key_span,
               absl::StrCat("the pack has no ", what, " ", Quoted(entry.key)),
               DidYouMean(entry.key, known));
  }
}

// "milestones[2]" -> "milestones", 2.
std::string_view TakeStep(std::string_view& path) {
  const size_t end = std::min(path.find_first_of(".[", 1), path.size());
  const std::string_view step = path.substr(0, end);
  path.remove_prefix(end);
  if (path.starts_with('.')) path.remove_prefix(1);
  return step;
}

const Node* StepInto(const Node& node, std::string_view step, Span& span) {
  if (step.starts_with('[')) {
    uint32_t index = 0;
    const std::string_view digits = step.substr(1, step.size() - 2);
    if (!absl::SimpleAtoi(ToAbsl(digits), &index) || index >= node.items.size()) return nullptr;
    span = node.items[index].span;
    return &node.items[index];
  }
  for (const Entry& entry : node.entries) {
    if (entry.key != step) continue;
    span = entry.value.is_scalar() ? entry.value.span : entry.key_span;
    return &entry.value;
  }
  return nullptr;
}

}  // namespace

void LayOver(const Node& part, Node& account) {
  for (const Entry& entry : part.entries) {
    Entry* there = FindEntry(account, entry.key);
    const bool alike = there != nullptr && entry.value.kind == there->value.kind;
    if (alike && IsByName(entry.key) && entry.value.is_mapping()) {
      PutAll(entry.value, there->value);
    } else if (alike && entry.key == kMilestones && entry.value.is_sequence()) {
      PutMilestones(entry.value, there->value);
    } else {
      Put(entry, account);
    }
  }
}

void CheckNames(const Plan& plan, const Node& part, DiagnosticSink& sink) {
  std::vector<std::string> signals, dimensions;
  for (const auto& signal : plan.signals) signals.push_back(plan.slots[signal.slot].name);
  for (const PlanNote& note : plan.outcome_notes.dimensions) dimensions.push_back(note.name);
  CheckKeys(part.Find("signals"), signals, "signal", sink);
  CheckKeys(part.Find("dimension_scores"), dimensions, "dimension", sink);
}

Span PlaceOf(const Node& account, std::string_view path) {
  Span span = account.span;
  const Node* node = &account;
  while (!path.empty() && node != nullptr) node = StepInto(*node, TakeStep(path), span);
  return span;
}

void Fixtures::Add(const Node& section, DiagnosticSink& sink) {
  if (!section.is_mapping())
    return WrongType(section, "`fixtures`", "{name: {field: value}}", sink);
  for (const Entry& entry : section.entries) {
    if (!entry.value.is_mapping()) {
      WrongType(entry.value, absl::StrCat("fixture ", Quoted(entry.key)), "a mapping", sink);
      continue;
    }
    Written written;
    written.part = entry.value;
    written.span = entry.key_span;
    if (!written_.emplace(entry.key, std::move(written)).second) {
      sink.Error("duplicate-name", entry.key_span,
                 absl::StrCat("there are two fixtures ", Quoted(entry.key)), "rename one of them");
    }
  }
}

void Fixtures::Resolve(const Plan& plan, DiagnosticSink& sink) {
  for (auto& [name, written] : written_) {
    CheckNames(plan, written.part, sink);
    ResolveOne(written, sink);
  }
}

void Fixtures::ResolveOne(Written& written, DiagnosticSink& sink) {
  if (written.progress == Progress::kDone) return;
  Node& account = written.resolved.account;
  account.kind = Node::Kind::kMapping;
  account.span = written.part.span;
  written.progress = Progress::kOpen;
  if (const Node* base = written.part.Find("extends")) {
    const auto found = base->is_scalar() ? written_.find(base->text) : written_.end();
    if (found == written_.end()) {
      Find(*base, sink);  // says what is wrong
    } else if (found->second.progress == Progress::kOpen) {
      sink.Error("cycle", base->span,
                 absl::StrCat("fixture ", Quoted(base->text), " extends itself in a circle"));
    } else {
      ResolveOne(found->second, sink);
      written.resolved = found->second.resolved;
    }
  }
  LayOver(written.part, account);
  for (const TestKey& key : kFixtureKeys) Erase(account, key.name);
  const auto take = [&](std::string_view key, const Node*& into) {
    if (const Node* own = written.part.Find(key)) into = own;
  };
  take("as_of", written.resolved.as_of);
  take("import", written.resolved.import);
  take("rows", written.resolved.rows);
  written.progress = Progress::kDone;
}

std::vector<std::string> Fixtures::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, written] : written_) names.push_back(name);
  return names;
}

const Fixtures::Fixture* Fixtures::Find(const Node& name, DiagnosticSink& sink) const {
  if (!name.is_scalar()) {
    WrongType(name, "the fixture", "a name", sink);
    return nullptr;
  }
  const auto found = written_.find(name.text);
  if (found != written_.end()) return &found->second.resolved;
  sink.Error("unknown-name", name.span, absl::StrCat("there is no fixture ", Quoted(name.text)),
             DidYouMean(name.text, Names()));
  return nullptr;
}

}  // namespace bellwether
