// Tested by tests/engine/records/decode_test.cc.
#include "engine/records/decode.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::records {
namespace {

void DecodeNumber(ValueReader& reader, const Node& node, const FieldPath& path,
                  const FieldInfo& field, Cell& cell) {
  std::optional<double> number;
  reader.Read(node, path, &number);
  if (!number.has_value()) return;
  if (*number >= field.least && *number <= field.most) {
    cell = *number;
    return;
  }
  const std::string wanted = *number < field.least
                                 ? absl::StrCat("at least ", FormatNumber(field.least))
                                 : absl::StrCat("at most ", FormatNumber(field.most));
  reader.violations().Add(path, reason::kOutOfRange,
                          absl::StrCat(FormatNumber(*number), " is out of range; write ", wanted));
}

bool IsListed(const FieldInfo& field, std::string_view word) {
  return field.words.empty() ||
         std::find(field.words.begin(), field.words.end(), word) != field.words.end();
}

void RefuseWord(ValueReader& reader, const FieldPath& path, const FieldInfo& field,
                std::string_view word) {
  const std::vector<std::string> words(field.words.begin(), field.words.end());
  const std::string close = DidYouMean(word, words);
  reader.violations().Add(path, reason::kUnknownValue,
                          absl::StrCat(Quoted(word), " is none of ", absl::StrJoin(words, ", "),
                                       close.empty() ? "" : "; ", close));
}

// A number is good as a word, just as it is written.
std::string DecodeWord(ValueReader& reader, const Node& node, const FieldPath& path,
                       const FieldInfo& field) {
  std::string word;
  reader.Read(node, path, &word);
  if (word.empty() || IsListed(field, word)) return word;
  RefuseWord(reader, path, field, word);
  return "";
}

// One word, or a list of them.
void DecodeWords(ValueReader& reader, const Node& node, const FieldPath& path,
                 const FieldInfo& field, Cell& cell) {
  Words words;
  if (!node.is_sequence()) {
    words.push_back(DecodeWord(reader, node, path, field));
  } else if (reader.CheckCount(node.items.size(), reader.limits().max_record_words,
                               "max_record_words", path)) {
    for (size_t i = 0; i < node.items.size(); ++i) {
      words.push_back(DecodeWord(reader, node.items[i], FieldPath(path, i), field));
    }
  }
  std::erase(words, "");
  if (!words.empty()) cell = std::move(words);
}

void DecodeCounts(ValueReader& reader, const Node& node, const FieldPath& path,
                  const FieldInfo& field, Cell& cell) {
  if (!node.is_mapping()) return reader.WrongType(path, "{name: number}", node);
  if (!reader.CheckCount(node.entries.size(), reader.limits().max_record_words, "max_record_words",
                         path)) {
    return;
  }
  Counts counts;
  for (const Entry& entry : node.entries) {
    const FieldPath here(path, entry.key);
    Cell count;
    if (!reader.CheckName(entry.key, here)) continue;
    DecodeNumber(reader, entry.value, here, field, count);
    if (const auto* number = std::get_if<double>(&count)) counts.emplace_back(entry.key, *number);
  }
  if (!counts.empty()) cell = std::move(counts);
}

void DecodeCell(ValueReader& reader, const Node& node, const FieldPath& path,
                const FieldInfo& field, Cell& cell) {
  switch (field.form) {
    case Form::kWord:
    case Form::kText: {
      std::string word = DecodeWord(reader, node, path, field);
      if (!word.empty()) cell = std::move(word);
      return;
    }
    case Form::kNumber:
      return DecodeNumber(reader, node, path, field, cell);
    case Form::kTruth: {
      std::optional<bool> truth;
      reader.Read(node, path, &truth);
      if (truth.has_value()) cell = *truth;
      return;
    }
    case Form::kMoment: {
      std::optional<Moment> moment;
      reader.Read(node, path, &moment);
      if (moment.has_value()) cell = *moment;
      return;
    }
    case Form::kWords:
      return DecodeWords(reader, node, path, field, cell);
    case Form::kCounts:
      return DecodeCounts(reader, node, path, field, cell);
  }
}

constexpr std::string_view kRequiredHead[] = {"id", "account", "at"};

std::vector<std::string> KnownFields(const KindInfo& kind) {
  std::vector<std::string> known(std::begin(kHeadFields), std::end(kHeadFields));
  for (const FieldInfo& field : kind.fields) known.emplace_back(field.name);
  return known;
}

void DecodeCells(ValueReader& reader, const Node& node, const KindInfo& kind, Record& record) {
  const FieldPath root;
  record.cells.resize(kind.fields.size());
  for (const Entry& entry : node.entries) {
    if (IsHeadField(entry.key)) continue;
    const FieldPath path(root, entry.key);
    const size_t field = FieldAt(kind, entry.key);
    if (field < kind.fields.size()) {
      if (entry.value.is_null()) continue;
      DecodeCell(reader, entry.value, path, kind.fields[field], record.cells[field]);
    } else {
      const std::string hint = DidYouMean(entry.key, KnownFields(kind));
      reader.violations().Add(path, reason::kUnknownField,
                              absl::StrCat("a record of kind ", ToAbsl(kind.name), " has no field ",
                                           Quoted(entry.key), hint.empty() ? "" : "; ", hint));
    }
  }
  for (const FieldInfo& field : kind.fields) {
    if (field.required && IsBlank(node.Find(field.name))) {
      reader.Missing(FieldPath(root, field.name));
    }
  }
}

std::optional<Kind> DecodeKind(ValueReader& reader, const Node& node, std::optional<Kind> usual) {
  const FieldPath root;
  const FieldPath path(root, "kind");
  const Node* const given = node.Find("kind");
  if (IsBlank(given)) {
    if (!usual.has_value()) reader.Missing(path);
    return usual;
  }
  std::string name;
  reader.Read(*given, path, &name);
  const auto kind = KindOf(name);
  if (kind.has_value() || name.empty()) return kind;
  const std::vector<std::string> names = KindNames();
  const std::string close = DidYouMean(name, names);
  reader.violations().Add(
      path, reason::kUnknownValue,
      absl::StrCat("there are no records of kind ", Quoted(name), "; ",
                   close.empty() ? "write one of " + absl::StrJoin(names, ", ") : close));
  return std::nullopt;
}

void DecodeHead(ValueReader& reader, const Node& node, Record& record) {
  const FieldPath root;
  for (const std::string_view name : kRequiredHead) {
    if (IsBlank(node.Find(name))) reader.Missing(FieldPath(root, name));
  }
  const auto text = [&](std::string_view name, std::string* target) {
    if (const Node* const given = node.Find(name))
      reader.Read(*given, FieldPath(root, name), target);
  };
  const auto moment = [&](std::string_view name) {
    std::optional<Moment> read;
    if (const Node* const given = node.Find(name); !IsBlank(given)) {
      reader.Read(*given, FieldPath(root, name), &read);
    }
    return read;
  };
  text("id", &record.id);
  text("account", &record.account);
  if (const auto at = moment("at"); at.has_value()) record.at = *at;
  record.known_at = moment("known_at");
}

}  // namespace

bool IsHeadField(std::string_view name) {
  return std::find(std::begin(kHeadFields), std::end(kHeadFields), name) != std::end(kHeadFields);
}

void DecodeRecord(const Node& node, std::optional<Kind> usual, const Limits& limits, Record& record,
                  Violations& violations) {
  ValueReader reader(limits, violations);
  if (!node.is_mapping()) {
    return reader.WrongType(FieldPath(), "a record, which is a mapping", node);
  }
  const auto kind = DecodeKind(reader, node, usual);
  DecodeHead(reader, node, record);
  if (!kind.has_value()) return;
  record.kind = *kind;
  if (*kind == Kind::kAccount) {
    DecodeChanges(reader, node, record);
  } else {
    DecodeCells(reader, node, InfoOf(*kind), record);
  }
  if (violations.empty()) CheckRecord(record, violations);
}

}  // namespace bellwether::records
