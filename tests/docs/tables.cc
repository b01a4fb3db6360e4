// Keys come from the tables that decode them, facts and dates from the engine's vocabulary, bounds
// from Limits.
#include "tests/docs/tables.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/limits.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/document/tables.h"
#include "engine/facts/missing.h"
#include "engine/imports/tables.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::docs {
namespace {

using document::FieldInfo;
using document::Table;

std::string Extent(const FieldInfo& info) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (info.least == -kInfinity) return "";
  const std::string least = FormatNumber(info.least);
  return info.most == kInfinity ? absl::StrCat("; at least ", least)
                                : absl::StrCat("; ", least, " to ", FormatNumber(info.most));
}

// "; default 0", where the default is a value.
std::string DefaultOf(const FieldInfo& info) {
  return info.default_value.empty() ? "" : absl::StrCat("; default ", ToAbsl(info.default_value));
}

template <typename Fields>
std::string Keys(const Fields& fields, const std::vector<std::string>& without) {
  std::string text = "| key | what it says |\n| --- | --- |\n";
  const auto add = [&](const FieldInfo& info) {
    if (std::find(without.begin(), without.end(), info.key) != without.end()) return;
    absl::StrAppend(&text, "| `", ToAbsl(info.key), "`", info.required ? " (required)" : "", " | ",
                    ToAbsl(info.about), Extent(info), DefaultOf(info), " |\n");
  };
  document::ForEach(fields, document::VisitInfo<decltype(add)>{add});
  return text;
}

const std::vector<std::string>& NoteKeys() {
  static const auto* const kKeys =
      new std::vector<std::string>(document::KeysOf(Table<document::Notes>::kFields));
  return *kKeys;
}

// Keys of a struct but those of notes, which are told once for all.
template <typename Struct>
std::string KeysOfStruct() {
  return Keys(Table<Struct>::kFields, NoteKeys());
}

// Components and criteria take the keys of a curve too: they have a table of their own.
template <typename Struct>
std::string KeysBesideCurve() {
  std::vector<std::string> without = NoteKeys();
  for (std::string& key : document::KeysOf(document::kCurveFields)) {
    without.push_back(std::move(key));
  }
  return Keys(Table<Struct>::kFields, without);
}

std::string CurveKeys() { return Keys(document::kCurveFields, {}); }

std::string NoteTable() { return Keys(Table<document::Notes>::kFields, {}); }

std::string Facts() {
  std::string text = "| fact | unit | what it is |\n| --- | --- | --- |\n";
  for (const BuiltinFactInfo& fact : kBuiltinFacts) {
    absl::StrAppend(&text, "| `", ToAbsl(fact.name), "` | ", ToAbsl(fact.unit), " | ",
                    ToAbsl(fact.description), " |\n");
  }
  return text;
}

std::string EventDates() {
  std::string text = "| date | may lie after `as_of` |\n| --- | --- |\n";
  for (const EventFieldInfo& event : kEventFields) {
    absl::StrAppend(&text, "| `", ToAbsl(event.name), "` | ", event.planned ? "yes" : "no", " |\n");
  }
  return text;
}

struct PackLimit {
  const char* name;
  uint32_t Limits::*member;
  const char* about;
};
constexpr PackLimit kPackLimits[] = {
    {"max_pack_bytes", &Limits::max_pack_bytes, "bytes of all files together"},
    {"max_pack_files", &Limits::max_pack_files, "files"},
    {"max_yaml_depth", &Limits::max_yaml_depth, "nesting of YAML"},
    {"max_yaml_nodes", &Limits::max_yaml_nodes, "values of one file, aliases expanded"},
    {"max_alias_visits", &Limits::max_alias_visits, "values copied by aliases"},
    {"max_diagnostics", &Limits::max_diagnostics, "diagnostics shown; the rest is counted"},
    {"max_name_bytes", &Limits::max_name_bytes, "bytes of a name"},
    {"max_signals", &Limits::max_signals, "signals and derived facts"},
    {"max_components", &Limits::max_components, "components of all models"},
    {"max_component_depth", &Limits::max_component_depth, "nesting of components"},
    {"max_expression_bytes", &Limits::max_expression_bytes, "bytes of an expression"},
    {"max_expression_depth", &Limits::max_expression_depth, "nesting of an expression"},
    {"max_expression_nodes", &Limits::max_expression_nodes, "parts of an expression"},
    {"max_expression_names", &Limits::max_expression_names, "names that an expression reads"},
    {"max_placeholders", &Limits::max_placeholders, "different placeholders of one text"},
};

std::string PackLimits() {
  const Limits limits;
  std::string text = "| limit | value | of what |\n| --- | --- | --- |\n";
  for (const PackLimit& limit : kPackLimits) {
    absl::StrAppend(&text, "| `", limit.name, "` | ", limits.*limit.member, " | ", limit.about,
                    " |\n");
  }
  return text;
}

struct NamedTable {
  const char* name;
  std::string (*make)();
};
constexpr NamedTable kTables[] = {
    {"pack", KeysOfStruct<document::Document>},
    {"constant", KeysOfStruct<document::Constant>},
    {"defaults", KeysOfStruct<document::Defaults>},
    {"effective", KeysOfStruct<document::Effective>},
    {"notes", NoteTable},
    {"titles", KeysOfStruct<document::Titles>},
    {"signal", KeysOfStruct<document::Signal>},
    {"from records", KeysOfStruct<document::FromRecords>},
    {"generate", KeysOfStruct<document::Generate>},
    {"derived", KeysOfStruct<document::Derived>},
    {"onboarding start", KeysOfStruct<document::OnboardingStart>},
    {"milestones", KeysOfStruct<document::Milestones>},
    {"benchmark", KeysOfStruct<document::Benchmark>},
    {"benchmark set", KeysOfStruct<document::BenchmarkSet>},
    {"health model", KeysOfStruct<document::HealthModel>},
    {"component", KeysBesideCurve<document::Component>},
    {"curve", CurveKeys},
    {"import source", KeysOfStruct<imports::SourceRule>},
    {"import account", KeysOfStruct<imports::AccountRule>},
    {"import value", KeysOfStruct<imports::ValueRule>},
    {"import long", KeysOfStruct<imports::LongRule>},
    {"import record", KeysOfStruct<imports::RecordRule>},
    {"import field", KeysOfStruct<imports::RecordValueRule>},
    {"flag", KeysOfStruct<document::Flag>},
    {"playbook", KeysOfStruct<document::Playbook>},
    {"playbook step", KeysOfStruct<document::PlaybookStep>},
    {"holdout", KeysOfStruct<document::Holdout>},
    {"alert", KeysOfStruct<document::Alert>},
    {"quiet hours", KeysOfStruct<document::QuietHours>},
    {"graduation", KeysOfStruct<document::Graduation>},
    {"thresholds", KeysOfStruct<document::Thresholds>},
    {"dimension", KeysOfStruct<document::Dimension>},
    {"criterion", KeysBesideCurve<document::Criterion>},
    {"gate", KeysOfStruct<document::Gate>},
    {"requirement", KeysOfStruct<document::Requirement>},
    {"usage threshold", KeysOfStruct<document::UsageThreshold>},
    {"extension", KeysOfStruct<document::Extension>},
    {"reason", KeysOfStruct<document::Reason>},
    {"responses", KeysOfStruct<document::Responses>},
    {"response", KeysOfStruct<document::Response>},
    {"programme", KeysOfStruct<document::Programme>},
    {"phase", KeysOfStruct<document::Phase>},
    {"early win", KeysOfStruct<document::EarlyWin>},
    {"enablement level", KeysOfStruct<document::EnablementLevel>},
    {"review", KeysOfStruct<document::Review>},
    {"handoff", KeysOfStruct<document::Handoff>},
    {"portfolio metric", KeysOfStruct<document::PortfolioMetric>},
    {"drivers", KeysOfStruct<document::Drivers>},
    {"fact that may drive", KeysOfStruct<document::DriverFact>},
    {"experiment", KeysOfStruct<document::Experiment>},
    {"guide step", KeysOfStruct<document::GuideStep>},
    {"dashboard", KeysOfStruct<document::Dashboard>},
    {"grouping", KeysOfStruct<document::Grouping>},
    {"worklist", KeysOfStruct<document::Worklist>},
    {"built-in facts", Facts},
    {"event dates", EventDates},
    {"limits", PackLimits},
};

}  // namespace

std::string GeneratedTable(std::string_view name) {
  for (const NamedTable& table : kTables) {
    if (table.name == name) return "\n" + table.make() + "\n";
  }
  return "";
}

std::vector<std::string> GeneratedTableNames() {
  std::vector<std::string> names;
  for (const NamedTable& table : kTables) names.emplace_back(table.name);
  return names;
}

}  // namespace bellwether::docs
