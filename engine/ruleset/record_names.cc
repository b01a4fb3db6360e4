// Tested by tests/engine/ruleset/record_names_test.cc.
#include "engine/ruleset/record_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::ruleset {
namespace {

using expression::Type;
using records::FieldInfo;
using records::Form;

// Moments that are plans; all others have happened or not.
constexpr std::string_view kPlans[] = {"scheduled_at", "planned_at", "term_start", "term_end"};

// Nothing for a form that expressions cannot read.
std::optional<Type> TypeOf(Form form) {
  switch (form) {
    case Form::kWord:
      return Type::kString;
    case Form::kNumber:
      return Type::kDouble;
    case Form::kTruth:
      return Type::kBool;
    case Form::kMoment:
      return Type::kTimestamp;
    case Form::kText:
    case Form::kWords:
    case Form::kCounts:
      break;
  }
  return std::nullopt;
}

// The names of one kind, whatever the pack.
struct SlotTable {
  std::vector<RecordNames::Entry> entries;
  std::vector<std::string> names;  // parallel to it

  void Add(std::string name, RecordNames::Entry entry) {
    names.push_back(std::move(name));
    entries.push_back(std::move(entry));
  }
};

using From = RecordNames::From;
using List = RecordNames::List;

void AddFields(records::Kind kind, SlotTable& names) {
  for (const FieldInfo& field : records::InfoOf(kind).fields) {
    const auto type = TypeOf(field.form);
    if (!type) continue;
    const bool planned =
        std::find(std::begin(kPlans), std::end(kPlans), field.name) != std::end(kPlans);
    names.Add(std::string(field.name), {From::kField,
                                        std::string(field.name),
                                        *type,
                                        List::kOwn,
                                        {field.words.begin(), field.words.end()},
                                        planned});
  }
}

void AddAttributes(SlotTable& names) {
  const auto add = [&](std::string_view name, Type type, List list = List::kOwn,
                       bool planned = false) {
    names.Add(absl::StrCat("account.", ToAbsl(name)),
              {From::kAttribute, std::string(name), type, list, {}, planned});
  };
  add("segment", Type::kString, List::kSegments);
  add("cadence", Type::kString, List::kCadences);
  add("stage", Type::kString, List::kStages);
  add("csm", Type::kString);
  for (const std::string_view word : records::kBookWords) add(word, Type::kString);
  add("acv", Type::kDouble);
  add("seats", Type::kDouble);
  for (const EventFieldInfo& field : kEventFields) {
    add(field.name, Type::kTimestamp, List::kOwn, field.planned);
  }
}

const SlotTable& SlotsOf(records::Kind kind) {
  static const auto* const all = [] {
    auto* const kinds = new std::array<SlotTable, records::kKindCount>();
    for (size_t i = 0; i < kinds->size(); ++i) {
      SlotTable& names = (*kinds)[i];
      AddFields(static_cast<records::Kind>(i), names);
      names.Add("at", {From::kMoment, "at", Type::kTimestamp, List::kOwn, {}, false});
      names.Add("as_of", {From::kReport, "as_of", Type::kTimestamp, List::kOwn, {}, false});
      AddAttributes(names);
    }
    return kinds;
  }();
  return (*all)[static_cast<size_t>(kind)];
}

}  // namespace

RecordNames::RecordNames(records::Kind kind, AccountWords account)
    : kind_(kind), account_(std::move(account)) {}

const std::vector<RecordNames::Entry>& RecordNames::EntriesOf(records::Kind kind) {
  return SlotsOf(kind).entries;
}

const std::vector<std::string>& RecordNames::names() const { return SlotsOf(kind_).names; }

uint32_t RecordNames::SlotOfReport(records::Kind kind) {
  const auto& entries = EntriesOf(kind);
  const auto report = std::find_if(entries.begin(), entries.end(),
                                   [](const Entry& entry) { return entry.from == From::kReport; });
  return static_cast<uint32_t>(report - entries.begin());
}

std::optional<expression::Variable> RecordNames::Find(std::string_view name) const {
  const SlotTable& known = SlotsOf(kind_);
  for (uint32_t slot = 0; slot < known.names.size(); ++slot) {
    if (known.names[slot] != name) continue;
    const Entry& entry = known.entries[slot];
    const std::vector<std::string>& words = entry.WordsOf(account_);
    return expression::Variable{entry.type, slot, words.empty() ? nullptr : &words};
  }
  return std::nullopt;
}

std::string RecordNames::WhyNot(std::string_view name) const {
  const records::KindInfo& kind = records::InfoOf(kind_);
  const size_t field = records::FieldAt(kind, name);
  if (field == kind.fields.size()) return "";
  const Form form = kind.fields[field].form;
  if (TypeOf(form)) return "";
  return form == Form::kText ? "it is a text for people, which no book keeps"
                             : "it holds several words, which conditions cannot read";
}

}  // namespace bellwether::ruleset
