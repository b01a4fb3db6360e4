#include "tests/engine/imports/mapping_text.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/imports/build.h"
#include "engine/imports/header.h"
#include "gtest/gtest.h"
#include "tests/engine/accounts/account_text.h"

namespace bellwether::imports {
namespace {

constexpr char kPack[] = R"(
segments: [enterprise, smb]
stages: [onboarding, customer]
signals:
  active_ratio: {type: ratio}
  nps: {type: number}
  tickets_open: {type: count}
  reply_hours: {type: number}
  signed_off: {type: bool}
  mood: {type: enum, values: [positive, negative]}
  answered_at: {type: timestamp}
  active_history: {type: series, of: ratio}
milestones: {order: [training, go_live]}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions: {technical: {weight: 1, criteria: {users: {weight: 1, of: active_ratio}}}}
)";

Sources SourcesOf(const std::string& yaml) { return Sources({{"crm.yaml", yaml}}); }

std::vector<ImportRow> RowsOf(const Source& source, const std::string& text,
                              Violations& violations) {
  const std::vector<std::string> lines = absl::StrSplit(text, '\n', absl::SkipEmpty());
  const std::vector<std::string> header = absl::StrSplit(lines[0], '|');
  const RowShape shape(source, header, violations);
  std::vector<ImportRow> rows;
  for (uint32_t i = 1; violations.empty() && i < lines.size(); ++i) {
    rows.push_back({i + 1, shape.Pick(absl::StrSplit(lines[i], '|'), violations)});
  }
  return rows;
}

}  // namespace

const Plan& SamplePlan() {
  static const auto* const plan = new testing_support::PlanPointer(testing_support::PlanOf(kPack));
  return **plan;
}

Mapping MappingOf(const std::string& yaml) {
  const Sources sources = SourcesOf(yaml);
  Staged<Mapping> staged = LoadMapping(sources, 0, SamplePlan(), Limits{});
  EXPECT_TRUE(staged.ok()) << RenderAll(staged.diagnostics, sources);
  return std::move(staged.value);
}

std::vector<std::string> Mistakes(const std::string& yaml) {
  const Sources sources = SourcesOf(yaml);
  std::vector<std::string> lines;
  for (const Diagnostic& one : LoadMapping(sources, 0, SamplePlan(), Limits{}).diagnostics) {
    lines.push_back(absl::StrCat(one.span.line, ":", one.span.column, ": ", one.message,
                                 one.hint.empty() ? "" : "; ", one.hint));
  }
  return lines;
}

std::vector<std::string> Built(const Mapping& mapping, const std::vector<std::string>& exports) {
  Violations violations(100);
  std::vector<std::vector<ImportRow>> rows;
  for (size_t s = 0; s < mapping.sources.size(); ++s) {
    rows.push_back(RowsOf(mapping.sources[s], exports[s], violations));
  }
  AccountRecord record;
  record.violations = violations.Take();
  if (record.ok()) {
    const expression::Context context(
        absl::FromCivil(absl::CivilDay(2026, 3, 1), absl::UTCTimeZone()), absl::UTCTimeZone());
    record = AccountBuilder(mapping, context).Build(rows);
  }
  std::vector<std::string> lines =
      absl::StrSplit(AccountText(record.account), '\n', absl::SkipEmpty());
  for (const std::string& text : ViolationTexts(record)) lines.push_back(text);
  return lines;
}

}  // namespace bellwether::imports
