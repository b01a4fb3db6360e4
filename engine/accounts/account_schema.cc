// One schema for each way in which a field is read; null is "not given" everywhere.
//
// Tested by tests/engine/accounts/account_schema_test.cc, and with a validator by tests/schema.
#include "engine/accounts/account_schema.h"

#include <span>
#include <utility>
#include <vector>

#include "engine/accounts/account_fields.h"
#include "engine/accounts/account_tables.h"
#include "engine/base/limits.h"

namespace bellwether {
namespace {

using Type = Schema::Type;

constexpr char kSignal[] = "signal_value";
constexpr char kEventDateName[] = "event_date";
constexpr char kMoment[] = "moment";
constexpr char kMomentPattern[] =
    R"(^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?)?$)";

Schema Described(Schema schema, std::string_view about, std::string_view example) {
  schema.description = DescriptionOf(about, "", "");
  schema.examples.push_back(ValueOf(example));
  return schema;
}

Schema OrNull(Schema schema) {
  schema.types.push_back(Type::kNull);
  return schema;
}

Schema Constant(std::string_view word) { return OneOf({std::string(word)}); }

Schema Null() { return OfType(Type::kNull); }

Schema FormSchema(FieldForm form) {
  switch (form) {
    case FieldForm::kText:
      return OfTypes({Type::kString, Type::kNumber, Type::kNull});
    case FieldForm::kNumber:
      return OrNull(OfType(Type::kNumber));
    case FieldForm::kTruth:
      return OrNull(OfType(Type::kBoolean));
    case FieldForm::kMoment:
      return AnyOf({Definition(kMoment), Null()});
    case FieldForm::kEventDate:
      return AnyOf({Definition(kEventDateName), Null()});
    case FieldForm::kOverrideKind:
      return OneOf({"SET", "CAP", "FLOOR", "set", "cap", "floor"});
    case FieldForm::kPart:
      break;
  }
  return {};
}

template <typename Target>
Schema MappingOf(std::span<const Field<Target>> fields) {
  Schema mapping = OfType(Type::kMapping);
  for (const Field<Target>& field : fields) {
    Schema value = FormSchema(field.form);
    if (field.required) std::erase(value.types, Type::kNull);
    mapping.keys.push_back({std::string(field.name),
                            Described(std::move(value), field.about, field.example),
                            field.required});
  }
  return mapping;
}

template <typename Target, size_t kSize>
Schema MappingOf(const Field<Target> (&fields)[kSize]) {
  return MappingOf(std::span<const Field<Target>>(fields));
}

// {name: value}
Schema ByName(Schema value) {
  Schema mapping = OfTypes({Type::kMapping, Type::kNull});
  mapping.other_keys.push_back(std::move(value));
  return mapping;
}

Schema Scalar() { return OfTypes({Type::kString, Type::kNumber, Type::kBoolean, Type::kNull}); }

// A value, {value, observed_at}, {not_applicable: true}, or a list of [date, number].
Schema SignalSchema() {
  Schema object = MappingOf(kSignalFields);
  object.keys.front().value.types = Scalar().types;
  object.one_key_of = {std::string(kSignalFields[0].name), std::string(kNotApplicableWord)};
  Schema point = OfType(Type::kList);
  point.pair = {Definition(kMoment), OrNull(OfType(Type::kNumber))};
  Schema signal = AnyOf({Scalar(), std::move(object), ListOf(std::move(point))});
  signal.title = "Signal";
  signal.description =
      "A value, {value, observed_at}, {not_applicable: true} or a list of [date, number].";
  return signal;
}

Schema EventDateSchema() {
  Schema not_applicable = OfType(Type::kMapping);
  Schema truth = OfType(Type::kBoolean);
  truth.description = "The question does not arise.";
  not_applicable.keys.push_back({std::string(kNotApplicableWord), std::move(truth), true});
  Schema date = AnyOf({MomentText(), Constant(kNotYetWord), std::move(not_applicable)});
  date.title = "Event date";
  date.description = "A date, a time, not_yet or {not_applicable: true}.";
  return date;
}

Schema PartSchema(std::string_view name) {
  if (name == "milestones") return OrNull(ListOf(MappingOf(kMilestoneFields)));
  if (name == "signals") return ByName(Definition(kSignal));
  if (name == "dimension_scores") return ByName(OrNull(OfType(Type::kNumber)));
  if (name == "previous_bands") {
    return AnyOf({ByName(FormSchema(FieldForm::kText)), ListOf(MappingOf(kPreviousBandFields))});
  }
  if (name == "overrides") return OrNull(ListOf(MappingOf(kOverrideFields)));
  return OrNull(MappingOf(kExtensionFields));
}

}  // namespace

Schema MomentText() {
  Schema moment = OfType(Type::kString);
  moment.pattern = kMomentPattern;
  return moment;
}

Schema AccountMapping(bool whole, SchemaDocument& document) {
  Schema moment = MomentText();
  moment.title = "Moment";
  moment.description =
      "2026-02-10, or with a time 2026-02-10T09:30:00Z; without an offset the time is local.";
  document.definitions.emplace_back(kMoment, std::move(moment));
  document.definitions.emplace_back(kEventDateName, EventDateSchema());
  document.definitions.emplace_back(kSignal, SignalSchema());
  Schema account = OfType(Type::kMapping);
  account.title = "Account";
  account.description = "What is known about one account. What is left out is not given, never 0.";
  const auto add = [&account](std::string_view name, Schema value, std::string_view about,
                              std::string_view example) {
    account.keys.push_back({std::string(name), Described(std::move(value), about, example), false});
  };
  for (const TextFieldInfo& field : kTextFields) {
    add(field.name, FormSchema(FieldForm::kText), field.about, field.example);
  }
  for (const NumberFieldInfo& field : kNumberFields) {
    add(field.name, FormSchema(FieldForm::kNumber), field.about, field.example);
  }
  for (const EventFieldInfo& field : kEventFields) {
    add(field.name, FormSchema(FieldForm::kEventDate),
        kEventFieldAbouts[static_cast<size_t>(field.field)], "2026-02-10");
  }
  for (const Field<Account>& field : kPartFields) {
    add(field.name, PartSchema(field.name), field.about, field.example);
  }
  if (whole) {
    Schema::Key& id = account.keys.front();
    id.required = true;
    std::erase(id.value.types, Type::kNull);
  }
  return account;
}

SchemaDocument AccountSchema() {
  constexpr char kAccount[] = "account";
  SchemaDocument document;
  Schema account = AccountMapping(/*whole=*/true, document);
  document.definitions.emplace_back(kAccount, std::move(account));
  document.root = AnyOf({Definition(kAccount), ListOf(Definition(kAccount))});
  document.root.title = "Accounts";
  document.root.description = "An account, or a list of accounts.";
  return document;
}

}  // namespace bellwether
