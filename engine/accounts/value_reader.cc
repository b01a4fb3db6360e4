// Tested by tests/engine/accounts/account_fields_test.cc.
#include "engine/accounts/value_reader.h"

#include "absl/strings/match.h"
#include "engine/accounts/account_tables.h"
#include "engine/base/number.h"
#include "engine/base/spelling.h"

namespace bellwether {
namespace {

// What stands there, in words.
std::string Shown(const Node& node) {
  switch (node.kind) {
    case Node::Kind::kNull:
      return "null";
    case Node::Kind::kScalar:
      return absl::StrCat(node.quoted ? "the text " : "", Quoted(node.text));
    case Node::Kind::kSequence:
      return "a list";
    case Node::Kind::kMapping:
      return "a mapping";
  }
  return "";
}

bool IsTruth(const Node& node) {
  return node.is_scalar() && !node.quoted && (node.text == "true" || node.text == "false");
}

}  // namespace

bool IsBlank(const Node* node) {
  if (node == nullptr || node->is_null()) return true;
  return node->is_scalar() && node->text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string TextOf(const Node* node, size_t most_bytes) {
  return node != nullptr && node->is_scalar() ? node->text.substr(0, most_bytes) : "";
}

void ValueReader::WrongType(const FieldPath& path, std::string_view expected, const Node& node) {
  violations_.Add(path, reason::kWrongType,
                  absl::StrCat("expected ", ToAbsl(expected), ", not ", Shown(node)));
}

void ValueReader::Missing(const FieldPath& path) {
  violations_.Add(path, reason::kMissingField, "this field is required");
}

bool ValueReader::CheckName(std::string_view name, const FieldPath& path) {
  if (name.empty()) {
    violations_.Add(path, reason::kSyntax, "a name is empty");
    return false;
  }
  if (name.size() <= limits_.max_name_bytes) return true;
  violations_.Add(path, reason::kTooLarge,
                  absl::StrCat("the name ", Quoted(name), " has ", name.size(),
                               " bytes, more than max_name_bytes (", limits_.max_name_bytes, ")"));
  return false;
}

bool ValueReader::CheckText(std::string_view text, const FieldPath& path) {
  if (text.size() <= limits_.max_text_bytes) return true;
  violations_.Add(path, reason::kTooLarge,
                  absl::StrCat("the text has ", text.size(), " bytes, more than max_text_bytes (",
                               limits_.max_text_bytes, ")"));
  return false;
}

bool ValueReader::CheckCount(size_t count, size_t most, std::string_view limit,
                             const FieldPath& path) {
  if (count <= most) return true;
  violations_.Add(
      path, reason::kTooLarge,
      absl::StrCat("there are ", count, " of them, more than ", ToAbsl(limit), " (", most, ")"));
  return false;
}

bool ValueReader::IsNotApplicable(const Node& node) const {
  return node.is_mapping() && node.entries.size() == 1 &&
         node.entries[0].key == kNotApplicableWord && IsTruth(node.entries[0].value) &&
         node.entries[0].value.text == "true";
}

// A number is good as a text, just as it is written: `id: 4711` is a natural thing to write.
void ValueReader::Read(const Node& node, const FieldPath& path, std::string* text) {
  if (node.is_null()) return;
  if (!node.is_scalar() || IsTruth(node)) return WrongType(path, "a text", node);
  if (CheckText(node.text, path)) *text = node.text;
}

void ValueReader::Read(const Node& node, const FieldPath& path, std::optional<double>* number) {
  if (node.is_null()) return;
  const auto parsed = node.is_scalar() ? ParseNumber(node.text) : std::optional<double>();
  const std::string hint = node.is_scalar() && !parsed && !IsWordForNothing(node.text)
                               ? SpellingHint(node.text, WantedValue::kNumber)
                               : "";
  if (!hint.empty()) {
    violations_.Add(path, reason::kWrongType, absl::StrCat("expected a number, ", hint));
  } else if (!parsed.has_value()) {
    WrongType(path, "a number", node);
  } else if (node.quoted) {
    WrongType(path, "a number without quotes", node);
  } else {
    *number = *parsed;
  }
}

void ValueReader::Read(const Node& node, const FieldPath& path, double* number) {
  std::optional<double> read;
  Read(node, path, &read);
  if (read.has_value()) *number = *read;
}

void ValueReader::Read(const Node& node, const FieldPath& path, std::optional<bool>* truth) {
  if (node.is_null()) return;
  if (!IsTruth(node)) return WrongType(path, "true or false", node);
  *truth = node.text == "true";
}

void ValueReader::Read(const Node& node, const FieldPath& path, std::optional<Moment>* moment) {
  if (node.is_null()) return;
  if (!node.is_scalar()) return WrongType(path, "a date", node);
  *moment = ParseMoment(node.text);
  if (moment->has_value()) return;
  BadDate(path, node.text, "");
}

void ValueReader::BadDate(const FieldPath& path, std::string_view text, std::string_view more) {
  std::string message;
  if (!IsWordForNothing(text)) message = SpellingHint(text, WantedValue::kDate);
  if (message.empty()) {
    message = absl::StrCat(Quoted(text), " is not a date; ", ToAbsl(kMomentForms), ToAbsl(more));
  }
  violations_.Add(path, reason::kBadDate, std::move(message));
}

void ValueReader::Read(const Node& node, const FieldPath& path, EventDate* date) {
  if (node.is_null()) return;
  if (IsNotApplicable(node)) {
    *date = NotApplicable{};
  } else if (node.is_scalar() && node.text == kNotYetWord) {
    *date = NotYet{};
  } else if (!node.is_scalar()) {
    WrongType(path, "a date, not_yet or {not_applicable: true}", node);
  } else if (const auto moment = ParseMoment(node.text); moment.has_value()) {
    *date = *moment;
  } else {
    BadDate(path, node.text, ", or not_yet when it has not happened");
  }
}

void ValueReader::Read(const Node& node, const FieldPath& path, OverrideInput::Kind* kind) {
  for (size_t i = 0; i < kOverrideKinds.size(); ++i) {
    if (!node.is_scalar() || !absl::EqualsIgnoreCase(node.text, ToAbsl(kOverrideKinds[i])))
      continue;
    *kind = static_cast<OverrideInput::Kind>(i);
    return;
  }
  WrongType(path, "SET, CAP or FLOOR", node);
}

}  // namespace bellwether
