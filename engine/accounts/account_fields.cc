// Each part of an account is a table of its fields; what is left over is refused with a hint.
// Tested by tests/engine/accounts/account_fields_test.cc.
#include "engine/accounts/account_fields.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_tables.h"
#include "engine/accounts/accounts.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

// A list of mappings, each into one element of `list`.
template <typename Element>
void ReadList(ValueReader& reader, const Node& node, const FieldPath& path,
              std::string_view expected, std::span<const Field<Element>> fields,
              std::vector<Element>& list) {
  if (!node.is_sequence()) return reader.WrongType(path, "a list", node);
  for (size_t i = 0; i < node.items.size(); ++i) {
    Element element;
    if (ReadStruct(reader, node.items[i], FieldPath(path, i), expected, fields, element)) {
      list.push_back(std::move(element));
    }
  }
}

}  // namespace

void ReadMilestones(ValueReader& reader, const Node& node, const FieldPath& path,
                    Account& account) {
  if (!reader.CheckCount(node.items.size(), reader.limits().max_account_milestones,
                         "max_account_milestones", path)) {
    return;
  }
  ReadList<MilestoneInput>(reader, node, path, "{key, planned_at, completed_at}", kMilestoneFields,
                           account.milestones);
}

void ReadDimensionScores(ValueReader& reader, const Node& node, const FieldPath& path,
                         Account& account) {
  if (!node.is_mapping()) return reader.WrongType(path, "{dimension: score}", node);
  for (const Entry& entry : node.entries) {
    const FieldPath here(path, entry.key);
    if (!reader.CheckName(entry.key, here) || entry.value.is_null()) continue;
    DimensionScore score{entry.key, 0};
    reader.Read(entry.value, here, &score.score);
    account.dimension_scores.push_back(std::move(score));
  }
}

// {model: band}, or the list of {model, band} that the service takes.
void ReadPreviousBands(ValueReader& reader, const Node& node, const FieldPath& path,
                       Account& account) {
  if (!node.is_mapping()) {
    return ReadList<PreviousBand>(reader, node, path, "{model, band}", kPreviousBandFields,
                                  account.previous_bands);
  }
  for (const Entry& entry : node.entries) {
    const FieldPath here(path, entry.key);
    if (!reader.CheckName(entry.key, here) || entry.value.is_null()) continue;
    PreviousBand previous{entry.key, ""};
    reader.Read(entry.value, here, &previous.band);
    account.previous_bands.push_back(std::move(previous));
  }
}

void ReadOverrides(ValueReader& reader, const Node& node, const FieldPath& path, Account& account) {
  ReadList<OverrideInput>(reader, node, path, "{model, kind, value, author, reason, expires_at}",
                          kOverrideFields, account.overrides);
}

void ReadExtension(ValueReader& reader, const Node& node, const FieldPath& path, Account& account) {
  ReadStruct<ExtensionInput>(reader, node, path, "{granted_days, requested_days}", kExtensionFields,
                             account.extension);
}

namespace {

// Fields that people look for in another place.
struct Misplaced {
  std::string_view name;
  std::string_view hint;
};
constexpr Misplaced kMisplaced[] = {
    {"dates", "dates are fields of the account itself, such as kickoff_at"},
    {"series", "a series is a signal: put it under `signals`"},
};

// What to do about a field that an account does not have. The likeliest mistake is a signal that
// stands beside `signals` instead of in it.
std::string UnknownFieldHint(const Entry& entry) {
  for (const Misplaced& misplaced : kMisplaced) {
    if (misplaced.name == entry.key) return std::string(misplaced.hint);
  }
  std::string close = DidYouMean(entry.key, AccountFieldNames());
  if (!close.empty()) return close;
  if (entry.value.is_mapping() && entry.value.Find("value") == nullptr) return "";
  return "if it is a signal, put it under `signals`";
}

void RefuseUnknown(const Entry& entry, const FieldPath& path, Violations& violations) {
  if (violations.full()) return violations.Add(path, reason::kUnknownField, "");
  const std::string hint = UnknownFieldHint(entry);
  violations.Add(path, reason::kUnknownField,
                 absl::StrCat("unknown field ", Quoted(entry.key), hint.empty() ? "" : "; ", hint));
}

// The scalars of an account by name; false when the name is none of them.
bool ReadScalarField(ValueReader& reader, const Entry& entry, const FieldPath& path,
                     Account& account) {
  for (const TextFieldInfo& field : kTextFields) {
    if (field.name != entry.key) continue;
    reader.Read(entry.value, path, &(account.*field.member));
    return true;
  }
  for (const NumberFieldInfo& field : kNumberFields) {
    if (field.name != entry.key) continue;
    reader.Read(entry.value, path, &(account.*field.member));
    return true;
  }
  for (const EventFieldInfo& field : kEventFields) {
    if (field.name != entry.key) continue;
    reader.Read(entry.value, path, &account.date(field.field));
    return true;
  }
  return false;
}

std::vector<std::string> MakeFieldNames() {
  std::vector<std::string> names;
  for (const TextFieldInfo& field : kTextFields) names.emplace_back(field.name);
  for (const NumberFieldInfo& field : kNumberFields) names.emplace_back(field.name);
  for (const EventFieldInfo& field : kEventFields) names.emplace_back(field.name);
  for (const Field<Account>& field : kPartFields) names.emplace_back(field.name);
  return names;
}

}  // namespace

const std::vector<std::string>& AccountFieldNames() {
  static const auto* const names = new std::vector<std::string>(MakeFieldNames());
  return *names;
}

void ReadAccount(const Node& node, const Limits& limits, Account& account, Violations& violations) {
  ValueReader reader(limits, violations);
  const FieldPath root;
  if (!node.is_mapping()) return reader.WrongType(root, "an account, which is a mapping", node);
  ReadFields<Account>(reader, node, root, kPartFields, account,
                      [&](const Entry& entry, const FieldPath& path) {
                        if (ReadScalarField(reader, entry, path, account)) return;
                        RefuseUnknown(entry, path, violations);
                      });
  if (IsBlank(node.Find("id"))) reader.Missing(FieldPath(root, "id"));
}

}  // namespace bellwether
