// Tested by tests/engine/records/record_schema_test.cc, and with a validator by tests/schema.
#include "engine/records/record_schema.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/accounts/account_schema.h"
#include "engine/records/decode.h"
#include "engine/schema/record_kinds.h"

namespace bellwether::records {
namespace {

using Type = Schema::Type;

constexpr char kMoment[] = "moment";

Schema Word() { return OfTypes({Type::kString, Type::kNumber, Type::kNull}); }

Schema Number(const FieldInfo& field) {
  Schema number = OfTypes({Type::kNumber, Type::kNull});
  if (std::isfinite(field.least)) number.least = field.least;
  if (std::isfinite(field.most)) number.most = field.most;
  return number;
}

Schema WordOf(const FieldInfo& field) {
  if (field.words.empty()) return Word();
  return OneOf({field.words.begin(), field.words.end()});
}

Schema FormSchema(const FieldInfo& field) {
  switch (field.form) {
    case Form::kWord:
      return WordOf(field);
    case Form::kText:
      return Word();
    case Form::kNumber:
      return Number(field);
    case Form::kTruth:
      return OfTypes({Type::kBoolean, Type::kNull});
    case Form::kMoment:
      return AnyOf({Definition(kMoment), OfType(Type::kNull)});
    case Form::kWords:
      return AnyOf({Word(), ListOf(Word())});
    case Form::kCounts:
      break;
  }
  Schema counts = OfTypes({Type::kMapping, Type::kNull});
  counts.other_keys.push_back(Number(field));
  return counts;
}

void AddKey(Schema& mapping, std::string_view name, Schema value, std::string_view about,
            std::string_view example, bool required) {
  value.description = DescriptionOf(about, "", "");
  if (!example.empty()) value.examples.push_back(ValueOf(example));
  if (required) std::erase(value.types, Type::kNull);
  mapping.keys.push_back({std::string(name), std::move(value), required});
}

Schema HeadOf(const KindInfo& kind) {
  Schema mapping = OfType(Type::kMapping);
  mapping.title = std::string(kind.name);
  mapping.description = DescriptionOf(kind.about, "", "");
  AddKey(mapping, "kind", OneOf({std::string(kind.name)}), "what is told", kind.name, true);
  AddKey(mapping, "id", Word(), "what the record is called, within its kind", "r1", true);
  AddKey(mapping, "account", Word(), "whose it is", "acme", true);
  AddKey(mapping, "at", Definition(kMoment), "when it happened", "2026-02-10", true);
  AddKey(mapping, "known_at", AnyOf({Definition(kMoment), OfType(Type::kNull)}),
         "when we learned of it; when it happened, if not given", "2026-02-12", false);
  return mapping;
}

// An account record says what an account file says, but for what a book tells in other kinds.
void AddAttributes(const Schema& account, Schema& mapping) {
  for (const std::string& name : AttributeNames()) {
    const Schema::Key* const known = account.Find(name);
    if (known != nullptr) {
      mapping.keys.push_back(*known);
    } else {
      AddKey(mapping, name, Word(), "to break metrics down by", "", false);
    }
  }
  mapping.keys.push_back(*account.Find("signals"));
}

}  // namespace

SchemaDocument RecordSchema() {
  SchemaDocument document;
  const Schema account = AccountMapping(/*whole=*/false, document);
  std::vector<Schema> kinds;
  for (const KindInfo& kind : Kinds()) {
    Schema mapping = HeadOf(kind);
    if (kind.kind == Kind::kAccount) AddAttributes(account, mapping);
    for (const FieldInfo& field : kind.fields) {
      AddKey(mapping, field.name, FormSchema(field), field.about, field.example, field.required);
    }
    const std::string name = std::string(kind.name) + "_record";
    document.definitions.emplace_back(name, std::move(mapping));
    kinds.push_back(Definition(name));
  }
  Schema record = AnyOf(std::move(kinds));
  document.definitions.emplace_back("record", std::move(record));
  document.root = AnyOf({Definition("record"), ListOf(Definition("record"))});
  document.root.title = "Records";
  document.root.description = "A record of a book, or a list of records.";
  return document;
}

}  // namespace bellwether::records
