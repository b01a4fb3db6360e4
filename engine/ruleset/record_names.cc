// Tested by tests/engine/ruleset/record_names_test.cc.
#include "engine/ruleset/record_names.h"

#include <algorithm>
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

}  // namespace

RecordNames::RecordNames(records::Kind kind, const AccountWords& account) : kind_(kind) {
  AddFields();
  Add("at", {From::kMoment, "at", Type::kTimestamp, {}, false});
  Add("as_of", {From::kReport, "as_of", Type::kTimestamp, {}, false});
  AddAttributes(account);
}

uint32_t RecordNames::SlotOfReport(records::Kind kind) {
  const auto& fields = records::InfoOf(kind).fields;
  const auto readable = std::count_if(fields.begin(), fields.end(), [](const FieldInfo& field) {
    return TypeOf(field.form).has_value();
  });
  return static_cast<uint32_t>(readable) + 1;  // `at` stands between
}

void RecordNames::Add(std::string name, Entry entry) {
  names_.push_back(std::move(name));
  entries_.push_back(std::move(entry));
}

void RecordNames::AddFields() {
  for (const FieldInfo& field : records::InfoOf(kind_).fields) {
    const auto type = TypeOf(field.form);
    if (!type) continue;
    const bool planned =
        std::find(std::begin(kPlans), std::end(kPlans), field.name) != std::end(kPlans);
    Add(std::string(field.name), {From::kField,
                                  std::string(field.name),
                                  *type,
                                  {field.words.begin(), field.words.end()},
                                  planned});
  }
}

void RecordNames::AddAttributes(const AccountWords& account) {
  const auto add = [this](std::string_view name, Type type, std::vector<std::string> words,
                          bool planned = false) {
    Add(absl::StrCat("account.", ToAbsl(name)),
        {From::kAttribute, std::string(name), type, std::move(words), planned});
  };
  add("segment", Type::kString, account.segments);
  add("cadence", Type::kString, account.cadences);
  add("stage", Type::kString, account.stages);
  add("csm", Type::kString, {});
  for (const std::string_view word : records::kBookWords) add(word, Type::kString, {});
  add("acv", Type::kDouble, {});
  add("seats", Type::kDouble, {});
  for (const EventFieldInfo& field : kEventFields) {
    add(field.name, Type::kTimestamp, {}, field.planned);
  }
}

std::optional<expression::Variable> RecordNames::Find(std::string_view name) const {
  for (uint32_t slot = 0; slot < names_.size(); ++slot) {
    if (names_[slot] != name) continue;
    const Entry& entry = entries_[slot];
    return expression::Variable{entry.type, slot, entry.words.empty() ? nullptr : &entry.words};
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
