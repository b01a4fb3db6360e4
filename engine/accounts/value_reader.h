// Node -> the values that an account is made of. Each Read checks the kind and the form, and either
// sets its target or says in one violation what was expected; ranges and names are Bind's.
//
// Not thread-safe: one for each record.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_VALUE_READER_H_
#define BELLWETHER_ENGINE_ACCOUNTS_VALUE_READER_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/accounts/violations.h"
#include "engine/base/limits.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/facts/account.h"
#include "engine/yaml/node.h"

namespace bellwether {

inline constexpr std::string_view kNotYetWord = "not_yet";
inline constexpr std::string_view kNotApplicableWord = "not_applicable";
inline constexpr std::string_view kMomentForms =
    "write 2026-02-10, or with a time 2026-02-10T09:30:00Z or 2026-02-10T09:30:00+02:00";

class ValueReader {
 public:
  ValueReader(const Limits& limits, Violations& violations)
      : limits_(limits), violations_(violations) {}

  const Limits& limits() const { return limits_; }
  Violations& violations() { return violations_; }
  void WrongType(const FieldPath& path, std::string_view expected, const Node& node);

  // A null leaves the target as it is: null is "not given" everywhere.
  void Read(const Node& node, const FieldPath& path, std::string* text);
  void Read(const Node& node, const FieldPath& path, std::optional<double>* number);
  void Read(const Node& node, const FieldPath& path, double* number);
  void Read(const Node& node, const FieldPath& path, std::optional<bool>* truth);
  void Read(const Node& node, const FieldPath& path, std::optional<Moment>* moment);
  void Read(const Node& node, const FieldPath& path, EventDate* date);
  void Read(const Node& node, const FieldPath& path, OverrideInput::Kind* kind);

  // {not_applicable: true} and nothing else in it.
  bool IsNotApplicable(const Node& node) const;
  // False, with a violation, when the name is empty or longer than max_name_bytes.
  bool CheckName(std::string_view name, const FieldPath& path);
  bool CheckText(std::string_view text, const FieldPath& path);
  // False, with a violation, when there are more than `most` of them.
  bool CheckCount(size_t count, size_t most, std::string_view limit, const FieldPath& path);
  void Missing(const FieldPath& path);

 private:
  void BadDate(const FieldPath& path, std::string_view text, std::string_view more);

  const Limits& limits_;
  Violations& violations_;
};

// Whether nothing is given there: no node, a null, or a text of blanks.
bool IsBlank(const Node* node);

// The beginning of a scalar's text; "" for anything else, and for no node.
std::string TextOf(const Node* node, size_t most_bytes);

// How a field is written: what the schema says of it. A part is a mapping or list of its own.
enum class FieldForm { kText, kNumber, kTruth, kMoment, kEventDate, kOverrideKind, kPart };

constexpr FieldForm FormOf(const std::string*) { return FieldForm::kText; }
constexpr FieldForm FormOf(const double*) { return FieldForm::kNumber; }
constexpr FieldForm FormOf(const std::optional<double>*) { return FieldForm::kNumber; }
constexpr FieldForm FormOf(const std::optional<bool>*) { return FieldForm::kTruth; }
constexpr FieldForm FormOf(const std::optional<Moment>*) { return FieldForm::kMoment; }
constexpr FieldForm FormOf(const EventDate*) { return FieldForm::kEventDate; }
constexpr FieldForm FormOf(const OverrideInput::Kind*) { return FieldForm::kOverrideKind; }

// One field of a struct: how it is called, how it is read, and what people are told about it.
template <typename Target>
struct Field {
  std::string_view name;
  void (*read)(ValueReader&, const Node&, const FieldPath&, Target&);
  std::string_view about;
  std::string_view example;  // as YAML
  FieldForm form = FieldForm::kPart;
  bool required = false;

  constexpr Field Required() const {
    Field field = *this;
    field.required = true;
    return field;
  }
};

template <auto member, typename Target>
void ReadMember(ValueReader& reader, const Node& node, const FieldPath& path, Target& target) {
  reader.Read(node, path, &(target.*member));
}

template <typename Target, typename Value>
constexpr FieldForm FormOfMember(Value Target::*) {
  return FormOf(static_cast<const Value*>(nullptr));
}

// A field that is simply a member: MemberField<&Account::id, Account>("id", "...", "acme").
template <auto member, typename Target>
constexpr Field<Target> MemberField(std::string_view name, std::string_view about,
                                    std::string_view example) {
  return {name, ReadMember<member, Target>, about, example, FormOfMember(member)};
}

// Reads a mapping of known fields. Unknown ones go to `unknown(entry, path)`; required ones that
// are absent or null are violations.
template <typename Target, typename Unknown>
void ReadFields(ValueReader& reader, const Node& node, const FieldPath& path,
                std::span<const Field<Target>> fields, Target& target, const Unknown& unknown) {
  std::vector<bool> given(fields.size());
  for (const Entry& entry : node.entries) {
    const FieldPath here(path, entry.key);
    size_t i = 0;
    while (i < fields.size() && fields[i].name != entry.key) ++i;
    if (i == fields.size()) {
      unknown(entry, here);
    } else if (!entry.value.is_null()) {
      given[i] = true;
      fields[i].read(reader, entry.value, here, target);
    }
  }
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].required && !given[i]) reader.Missing(FieldPath(path, fields[i].name));
  }
}

// A mapping whose fields are all known: the rest is refused with the closest name.
template <typename Target>
bool ReadStruct(ValueReader& reader, const Node& node, const FieldPath& path,
                std::string_view expected, std::span<const Field<Target>> fields, Target& target) {
  if (!node.is_mapping()) {
    reader.WrongType(path, expected, node);
    return false;
  }
  ReadFields(reader, node, path, fields, target, [&](const Entry& entry, const FieldPath& here) {
    if (reader.violations().full()) return reader.violations().Add(here, reason::kUnknownField, "");
    std::vector<std::string> known;
    for (const Field<Target>& field : fields) known.emplace_back(field.name);
    reader.violations().Add(
        here, reason::kUnknownField,
        absl::StrCat("unknown field ", Quoted(entry.key), "; ", DidYouMean(entry.key, known)));
  });
  return true;
}

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_VALUE_READER_H_
