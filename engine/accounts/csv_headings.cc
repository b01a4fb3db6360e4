// Tested by tests/engine/accounts/csv_headings_test.cc.
#include "engine/accounts/csv_headings.h"

#include <vector>

#include "engine/accounts/account_fields.h"
#include "engine/base/suggest.h"

namespace bellwether {
namespace {

// The fields that are one column each.
std::vector<std::string> MakeColumnNames() {
  std::vector<std::string> names;
  for (const TextFieldInfo& field : kTextFields) names.emplace_back(field.name);
  for (const NumberFieldInfo& field : kNumberFields) names.emplace_back(field.name);
  for (const EventFieldInfo& field : kEventFields) names.emplace_back(field.name);
  return names;
}

const std::vector<std::string>& ColumnNames() {
  static const auto* const names = new std::vector<std::string>(MakeColumnNames());
  return *names;
}

}  // namespace

std::string FieldOfHeading(std::string_view heading) { return SameWords(heading, ColumnNames()); }

std::string FieldCloseTo(std::string_view column) { return ClosestName(column, ColumnNames()); }

}  // namespace bellwether
