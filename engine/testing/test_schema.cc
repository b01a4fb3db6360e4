// Tested by tests/engine/testing/test_schema_test.cc, and with a validator by tests/schema.
#include "engine/testing/test_schema.h"

#include <utility>
#include <vector>

#include "engine/accounts/account_schema.h"
#include "engine/schema/free_keys.h"
#include "engine/testing/keys.h"

namespace bellwether {
namespace {

using Type = Schema::Type;

constexpr char kCase[] = "case";
constexpr char kRow[] = "row";
constexpr char kFixture[] = "fixture";
constexpr char kProperty[] = "property";
constexpr char kDay[] = "day";
constexpr char kAccountPart[] = "account";

Schema Described(Schema schema, const TestKey& key) {
  schema.description = DescriptionOf(key.about, "", "");
  schema.examples.push_back(ValueOf(key.example));
  return schema;
}

class TestSchemaBuilder {
 public:
  SchemaDocument Run() {
    AddAccounts();
    expect_ = DefineExpect(document_);
    Define(kRow, "Row", "A case that changes something of its table's case.", kRowKeys);
    Define(kDay, "Day", "A day of a timeline, and the alerts that come of it.", kDayKeys);
    Define(kCase, "Case", "An account, and what the pack must answer about it.", kCaseKeys);
    Define(kProperty, "Property", "What must hold of every account.", kPropertyKeys);
    document_.definitions.back().second.one_key_of = NamesOfRules();
    document_.root = MappingOf(kFileKeys);
    AllowFreeKeys(document_.root);
    document_.root.title = "Tests of a rule pack";
    document_.root.description = "A file below tests/ or fixtures/ of a pack.";
    return std::move(document_);
  }

 private:
  void AddAccounts() {
    Schema account = AccountMapping(/*whole=*/false, document_);
    Schema fixture = account;
    for (const TestKey& key : kFixtureKeys) AddKey(key, fixture);
    fixture.title = "Fixture";
    fixture.description = "An account that cases begin with.";
    document_.definitions.emplace_back(kAccountPart, std::move(account));
    document_.definitions.emplace_back(kFixture, std::move(fixture));
  }

  void Define(const char* name, const char* title, const char* description,
              std::span<const TestKey> keys) {
    Schema mapping = MappingOf(keys);
    mapping.title = title;
    mapping.description = description;
    document_.definitions.emplace_back(name, std::move(mapping));
  }

  Schema MappingOf(std::span<const TestKey> keys) {
    Schema mapping = OfType(Type::kMapping);
    for (const TestKey& key : keys) AddKey(key, mapping);
    return mapping;
  }

  void AddKey(const TestKey& key, Schema& mapping) {
    mapping.keys.push_back(
        {std::string(key.name), Described(SchemaOf(key.form), key), key.required});
  }

  Schema SchemaOf(TestForm form) {
    switch (form) {
      case TestForm::kText:
      case TestForm::kName:
        return AnyScalar();
      case TestForm::kTexts:
      case TestForm::kNames:
        return AnyOf({AnyScalar(), ListOf(AnyScalar())});
      case TestForm::kTimeline: {
        Schema days = ListOf(Definition(kDay));
        days.least_items = 1;
        return days;
      }
      case TestForm::kSnooze:
        return ByName(Definition("moment"));
      case TestForm::kDayAlerts: {
        Schema alerts = MappingOf(kDayAlertKeys);
        alerts.types.push_back(Type::kNull);
        return alerts;
      }
      case TestForm::kMoment:
        return AnyOf({Definition("moment"), OfType(Type::kNull)});
      case TestForm::kCases:
        return ListOf(Definition(kCase));
      case TestForm::kRows: {
        Schema rows = ListOf(Definition(kRow));
        rows.least_items = 1;
        return rows;
      }
      case TestForm::kFixtures:
        return ByName(Definition(kFixture));
      case TestForm::kAccount:
        return Definition(kAccountPart);
      case TestForm::kSet:
        return ByName({});
      case TestForm::kExportRows:
        return AnyOf({ListOf(ByName({})), ByName(ListOf(ByName({})))});
      case TestForm::kExpect:
        return Definition(expect_);
      case TestForm::kNumber:
        return OfType(Type::kNumber);
      case TestForm::kProperties:
      case TestForm::kMonotone:
      case TestForm::kBounded:
      case TestForm::kMissing:
      case TestForm::kInvariant:
      case TestForm::kDirection:
      case TestForm::kChange:
      case TestForm::kCondition:
      case TestForm::kCount:
        return SchemaOfProperties(form);
      case TestForm::kTierName:
        break;
    }
    return {};
  }

  Schema SchemaOfProperties(TestForm form) {
    switch (form) {
      case TestForm::kProperties:
        return ListOf(Definition(kProperty));
      case TestForm::kMonotone:
        return MappingOf(kMonotoneKeys);
      case TestForm::kBounded:
        return MappingOf(kBoundedKeys);
      case TestForm::kMissing:
        return MappingOf(kMissingKeys);
      case TestForm::kInvariant:
        return MappingOf(kInvariantKeys);
      case TestForm::kDirection:
        return OneOf({"up", "down"});
      case TestForm::kChange:
        return OneOf({"order", "id"});
      case TestForm::kCount:
        return OfType(Type::kInteger);
      default:
        return AnyScalar();
    }
  }

  static Schema ByName(Schema value) {
    Schema mapping = OfType(Type::kMapping);
    mapping.other_keys.push_back(std::move(value));
    return mapping;
  }

  SchemaDocument document_;
  std::string expect_;
};

}  // namespace

SchemaDocument TestSchema() { return TestSchemaBuilder().Run(); }

}  // namespace bellwether
