// Groups of accounts by a number or by a date, for metrics to be broken down by.
// Tested by tests/golden/ruleset/groupings.yaml.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/checker.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::ruleset {
namespace {

enum class Measures { kNumber, kDate };

// What a number or a date of accounts may be called.
std::vector<std::pair<std::string, Measures>> KnownMeasures(const Checker& checker) {
  std::vector<std::pair<std::string, Measures>> known = {
      {std::string(kStartName), Measures::kDate}};
  for (uint32_t i = 0; i < checker.names.names().size(); ++i) {
    const Slot& slot = checker.names.slot(i);
    const bool told = slot.origin == SlotOrigin::kField || slot.origin == SlotOrigin::kEvent ||
                      slot.origin == SlotOrigin::kSignal;
    if (!told || slot.name == kAccountFields[SlotOf(AccountField::kAsOf)]) continue;
    if (slot.type == expression::Type::kDouble || slot.type == expression::Type::kInt) {
      known.emplace_back(slot.name, Measures::kNumber);
    } else if (slot.type == expression::Type::kTimestamp) {
      known.emplace_back(slot.name, Measures::kDate);
    }
  }
  return known;
}

class GroupingCheck {
 public:
  GroupingCheck(Checker& checker, const document::Named<document::Grouping>& entry)
      : checker_(checker), entry_(entry), written_(entry.value) {}

  Grouping Run() {
    CheckPlainName(checker_, "grouping", entry_.name, entry_.span);
    RefuseTakenName();
    Grouping grouping;
    grouping.name = entry_.name;
    grouping.of = written_.of.value;
    grouping.edges = RisingEdges(checker_, "portfolio", written_.edges);
    if (written_.every.present()) grouping.every = written_.every.value;
    if (const auto measures = Measured()) CheckCuts(*measures);
    grouping.notes = ToNotes(written_.notes);
    grouping.location = entry_.span;
    return grouping;
  }

 private:
  // A breakdown by that name could be meant either way.
  void RefuseTakenName() {
    const std::vector<std::string>& names = checker_.names.names();
    if (std::find(names.begin(), names.end(), entry_.name) == names.end()) return;
    checker_.sink.Error("portfolio", entry_.span,
                        absl::StrCat(Quoted(entry_.name), " is a fact of accounts already"),
                        absl::StrCat("call it ", entry_.name, "_band"));
  }

  std::optional<Measures> Measured() {
    if (!written_.of.present()) return std::nullopt;  // said by the tables
    const auto known = KnownMeasures(checker_);
    std::vector<std::string> names;
    for (const auto& [name, measures] : known) names.push_back(name);
    const auto found =
        checker_.Resolve("number or date", written_.of.value, written_.of.span, names);
    return found ? std::optional(known[*found].second) : std::nullopt;
  }

  void CheckCuts(Measures measures) {
    const bool edges = !written_.edges.empty();
    const bool every = written_.every.present();
    const auto error = [this](const Span& at, std::string message, std::string hint) {
      checker_.sink.Error("portfolio", at, std::move(message), std::move(hint));
    };
    if (measures == Measures::kNumber) {
      if (!edges) error(entry_.span, "groups of a number have edges", "add `edges: [10, 50]`");
      if (every) error(written_.every.span, "a number has no months", "delete `every`");
    } else {
      if (!every) error(entry_.span, "groups of a date are months", "add `every: month`");
      if (edges) error(written_.edges[0].span, "a date has no edges", "delete `edges`");
    }
  }

  Checker& checker_;
  const document::Named<document::Grouping>& entry_;
  const document::Grouping& written_;
};

}  // namespace

void CheckGroupings(Checker& checker) {
  for (const auto& entry : checker.document.groupings) {
    checker.rules.groupings.push_back(GroupingCheck(checker, entry).Run());
  }
}

}  // namespace bellwether::ruleset
