// `set:` names single values of an account by the shortest name that is clear.
//
// Tested by tests/engine/testing/partial_account_test.cc.
#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/accounts/accounts.h"
#include "engine/base/suggest.h"
#include "engine/plan/plan.h"
#include "engine/testing/partial_account.h"
#include "engine/yaml/scalar.h"

namespace bellwether {
namespace {

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// {key: value}, with the places of `entry`.
Node Wrapped(const std::string& key, Node value, const Entry& entry) {
  Node mapping;
  mapping.kind = Node::Kind::kMapping;
  mapping.span = entry.key_span;
  mapping.entries.push_back({key, entry.key_span, std::move(value)});
  return mapping;
}

Node Renamed(const std::string& field, const std::string& name, const Entry& entry) {
  return Wrapped(field, Wrapped(name, entry.value, entry), entry);
}

Node Text(const std::string& text, const Entry& entry) {
  Node node;
  node.kind = Node::Kind::kScalar;
  node.text = text;
  node.span = entry.key_span;
  return node;
}

class Setter {
 public:
  Setter(const Plan& plan, Node& account, DiagnosticSink& sink)
      : plan_(plan), account_(account), sink_(sink) {
    for (const auto& signal : plan.signals) signals_.push_back(plan.slots[signal.slot].name);
    for (const PlanNote& note : plan.outcome_notes.dimensions) dimensions_.push_back(note.name);
    for (const PlanNote& note : plan.model_notes) models_.push_back(note.name);
    for (const auto& milestone : plan.milestones.order) milestones_.push_back(milestone.name);
  }

  void Set(const Entry& entry) {
    const std::vector<std::string> parts = absl::StrSplit(entry.key, '.');
    if (parts.size() == 1) return SetPlain(entry);
    if (parts.front() == "milestone") return SetMilestone(parts, entry);
    if (parts.size() != 2) return Unknown(entry);
    if (parts[0] == "signal" || parts[0] == "signals") {
      return SetNamed("signals", "signal", signals_, parts[1], entry);
    }
    if (parts[0] == "dimension" || parts[0] == "dimension_scores") {
      return SetNamed("dimension_scores", "dimension", dimensions_, parts[1], entry);
    }
    if (parts[0] == "previous_band" || parts[0] == "previous_bands") {
      return SetNamed("previous_bands", "health model", models_, parts[1], entry);
    }
    static const std::vector<std::string> kExtension = {"granted_days", "requested_days"};
    if (parts[0] == "extension") {
      return SetNamed("extension", "extension field", kExtension, parts[1], entry);
    }
    Unknown(entry);
  }

 private:
  void SetPlain(const Entry& entry) {
    if (Contains(signals_, entry.key)) {
      return LayOver(Renamed("signals", entry.key, entry), account_);
    }
    if (!Contains(AccountFieldNames(), entry.key)) return Unknown(entry);
    const Node part = Wrapped(entry.key, entry.value, entry);
    CheckNames(plan_, part, sink_);
    LayOver(part, account_);
  }

  void SetNamed(const std::string& field, const std::string& what,
                const std::vector<std::string>& known, const std::string& name,
                const Entry& entry) {
    if (Contains(known, name)) return LayOver(Renamed(field, name, entry), account_);
    sink_.Error("unknown-name", entry.key_span,
                absl::StrCat("the pack has no ", what, " ", Quoted(name)), DidYouMean(name, known));
  }

  void SetMilestone(const std::vector<std::string>& parts, const Entry& entry) {
    const std::string& key = parts[1];
    if (!Contains(milestones_, key)) {
      sink_.Error("unknown-name", entry.key_span,
                  absl::StrCat("the pack has no milestone ", Quoted(key)),
                  DidYouMean(key, milestones_));
      return;
    }
    if (parts.size() == 2 && entry.value.is_null()) return RemoveMilestone(key);
    Node milestone = Wrapped("key", Text(key, entry), entry);
    if (parts.size() == 2 && entry.value.is_mapping()) {
      for (const Entry& field : entry.value.entries) milestone.entries.push_back(field);
    } else if (parts.size() == 3) {
      milestone.entries.push_back({parts[2], entry.key_span, entry.value});
    } else {
      return Unknown(entry);
    }
    Node list;
    list.kind = Node::Kind::kSequence;
    list.span = entry.key_span;
    list.items.push_back(std::move(milestone));
    LayOver(Wrapped("milestones", std::move(list), entry), account_);
  }

  void RemoveMilestone(const std::string& key) {
    for (Entry& field : account_.entries) {
      if (field.key != "milestones") continue;
      auto& items = field.value.items;
      items.erase(std::remove_if(items.begin(), items.end(),
                                 [&key](const Node& item) {
                                   const Node* name = item.Find("key");
                                   return name != nullptr && name->text == key;
                                 }),
                  items.end());
    }
  }

  void Unknown(const Entry& entry) {
    std::vector<std::string> known = signals_;
    known.insert(known.end(), AccountFieldNames().begin(), AccountFieldNames().end());
    for (const std::string& name : dimensions_) known.push_back("dimension." + name);
    for (const std::string& name : milestones_) {
      known.push_back(absl::StrCat("milestone.", name, ".completed_at"));
      known.push_back(absl::StrCat("milestone.", name, ".planned_at"));
    }
    std::string hint =
        entry.key == "as_of" ? "`as_of` stands beside `set`" : DidYouMean(entry.key, known);
    if (hint.empty()) {
      hint =
          "name a signal, an account field, milestone.NAME.completed_at, dimension.NAME, "
          "extension.granted_days or previous_band.MODEL";
    }
    sink_.Error("unknown-name", entry.key_span,
                absl::StrCat("nothing of an account is called ", Quoted(entry.key)), hint);
  }

  const Plan& plan_;
  Node& account_;
  DiagnosticSink& sink_;
  std::vector<std::string> signals_, dimensions_, models_, milestones_;
};

}  // namespace

void ApplySet(const Plan& plan, const Node& set, Node& account, DiagnosticSink& sink) {
  if (!set.is_mapping()) return WrongType(set, "`set`", "{name: value}", sink);
  Setter setter(plan, account, sink);
  for (const Entry& entry : set.entries) setter.Set(entry);
}

}  // namespace bellwether
