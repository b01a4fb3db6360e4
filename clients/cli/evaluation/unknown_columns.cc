// Tested by tests/clients/account_file_test.py.
#include "clients/cli/evaluation/unknown_columns.h"

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/accounts/csv_headings.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

// How the engine says that a signal is not the pack's.
constexpr std::string_view kUnknownSignal = "UNKNOWN_SIGNAL";
constexpr std::string_view kSignalPath = "signals.";
constexpr std::string_view kHeader = "header";

Violation UnknownColumn(const Violation& unknown) {
  const std::string_view name = std::string_view(unknown.path).substr(kSignalPath.size());
  std::string field = FieldOfHeading(name);
  const bool has_hint = unknown.message.find("did you mean") != std::string::npos;
  if (field.empty() && !has_hint) field = FieldCloseTo(name);
  if (field.empty()) return unknown;
  return {std::string(kHeader), unknown.reason,
          absl::StrCat("unknown column ", Quoted(name), "; did you mean `", field, "`?")};
}

}  // namespace

std::vector<Violation> UnknownColumns(const std::vector<Violation>& violations) {
  std::vector<Violation> unknown;
  for (const Violation& violation : violations) {
    if (violation.reason == kUnknownSignal) unknown.push_back(UnknownColumn(violation));
  }
  return unknown;
}

void NameColumns(std::vector<Violation>& violations) {
  for (Violation& violation : violations) {
    if (violation.reason == kUnknownSignal) violation = UnknownColumn(violation);
  }
}

}  // namespace bellwether::cli
