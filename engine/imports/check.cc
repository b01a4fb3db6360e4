// Document to mapping: each source by itself, then what holds between them.
//
// Tested by tests/engine/imports/mapping_test.cc.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/imports/column_checker.h"
#include "engine/imports/mapping.h"
#include "engine/imports/parse.h"
#include "engine/imports/source_checkers.h"
#include "engine/imports/targets.h"

namespace bellwether::imports {
namespace {

constexpr size_t kMostSources = 16;

class SourceChecker {
 public:
  SourceChecker(const document::Named<SourceRule>& named, const Plan& plan, const Limits& limits,
                DiagnosticSink& sink)
      : rule_(named.value), plan_(plan), limits_(limits), sink_(sink) {
    source_.name = named.name;
  }

  Source Run() {
    ReadForm();
    ColumnChecker columns(source_, limits_, sink_);
    for (const auto& column : rule_.columns) columns.AddVariable(column);
    if (rule_.records.empty()) {
      CheckAccounts(rule_, plan_, columns, sink_, source_);
    } else {
      for (const RecordRule& record : rule_.records) {
        CheckRecords(record, plan_, columns, sink_, source_);
      }
    }
    return std::move(source_);
  }

 private:
  std::optional<char> OneCharacter(const Located<std::string>& text) {
    if (!text.present()) return std::nullopt;
    if (text.value == "tab") return '\t';
    if (text.value.size() == 1) return text.value[0];
    sink_.Error("bad-value", text.span, absl::StrCat(Quoted(text.value), " is no single mark"),
                "write one character in quotes, or tab");
    return std::nullopt;
  }

  void ReadForm() {
    source_.file = rule_.file.value;
    source_.format = rule_.format.value_or(Format::kByContent);
    source_.encoding = rule_.encoding.value;
    for (const auto& word : rule_.empty_words.words) source_.empty_words.push_back(word.value);
    source_.csv.delimiter = OneCharacter(rule_.delimiter);
    source_.csv.decimal = OneCharacter(rule_.decimal);
    const std::string problem = CsvOptionsProblem(source_.csv);
    if (problem.empty()) return;
    const bool of_decimal = rule_.decimal.present();
    sink_.Error("bad-value", of_decimal ? rule_.decimal.span : rule_.delimiter.span, problem);
  }

  const SourceRule& rule_;
  const Plan& plan_;
  const Limits& limits_;
  DiagnosticSink& sink_;
  Source source_;
};

// Accounts are put together from all sources, records from each by itself.
void CheckAllMakeTheSame(const MappingDocument& document, DiagnosticSink& sink) {
  const auto makes_records = [](const SourceRule& rule) { return !rule.records.empty(); };
  for (const auto& source : document.sources) {
    if (makes_records(source.value) == makes_records(document.sources[0].value)) continue;
    sink.Error("type-mismatch", source.span,
               absl::StrCat("a mapping makes accounts or records; ", Quoted(source.name), " makes ",
                            makes_records(source.value) ? "records" : "accounts", " and ",
                            Quoted(document.sources[0].name), " does not"),
               "write two mappings, which may read the same exports");
  }
}

// One value from two sources would be a guess.
void CheckTwice(const Mapping& mapping, DiagnosticSink& sink) {
  std::map<std::string, std::string> first;
  for (const Source& source : mapping.sources) {
    for (const Target& target : source.targets) {
      const auto [earlier, is_new] = first.emplace(target.path, source.name);
      if (is_new) continue;
      sink.Error("duplicate-name", target.span,
                 absl::StrCat("`", target.path, "` comes from ", source.name, " and from ",
                              earlier->second),
                 "keep it in one of them");
    }
  }
}

void AddSignals(const Plan& plan, Mapping& mapping) {
  for (const auto& signal : plan.signals) {
    mapping.signals.push_back({plan.slots[signal.slot].name, TypeOf(signal),
                               signal.type == ruleset::SignalType::kSeries});
  }
  std::sort(mapping.signals.begin(), mapping.signals.end(),
            [](const LongSignal& a, const LongSignal& b) { return a.name < b.name; });
}

}  // namespace

bool Source::one_row_each() const {
  const auto one = [](const Target& target) { return target.collect == Collect::kOne; };
  return !long_form && std::all_of(targets.begin(), targets.end(), one);
}

Staged<Mapping> LoadMapping(const Sources& sources, uint32_t index, const Plan& plan,
                            const Limits& limits) {
  Staged<Mapping> staged;
  DiagnosticSink sink;
  const MappingDocument document = ParseMapping(sources, index, limits, sink);
  if (document.sources.size() > kMostSources) {
    sink.Error("too-many", document.sources[kMostSources].span,
               absl::StrCat("a mapping has at most ", kMostSources, " sources"));
  } else if (document.sources.empty() && !sink.has_errors()) {
    sink.Error("missing-key", Span{index, 1, 1, 1}, "the mapping has no source",
               "sources: {companies: {account: {id: Record ID}}}");
  }
  Mapping& mapping = staged.value;
  mapping.time_zone = plan.time_zone;
  mapping.most_violations = limits.max_diagnostics;
  AddSignals(plan, mapping);
  for (const auto& source : document.sources) {
    mapping.sources.push_back(SourceChecker(source, plan, limits, sink).Run());
  }
  CheckAllMakeTheSame(document, sink);
  CheckTwice(mapping, sink);
  staged.diagnostics = sink.Take();
  return staged;
}

}  // namespace bellwether::imports
