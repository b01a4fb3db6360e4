// Document to mapping: each source by itself, then what holds between them.
//
// Tested by tests/engine/imports/mapping_test.cc.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/value_reader.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/imports/convert.h"
#include "engine/imports/mapping.h"
#include "engine/imports/parse.h"
#include "engine/imports/row_names.h"
#include "engine/imports/targets.h"

namespace bellwether::imports {
namespace {

constexpr size_t kMostSources = 16;

expression::Type ExpressionType(ValueType type) {
  switch (type) {
    case ValueType::kNumber:
      return expression::Type::kDouble;
    case ValueType::kBool:
      return expression::Type::kBool;
    case ValueType::kMoment:
      return expression::Type::kTimestamp;
    case ValueType::kText:
      break;
  }
  return expression::Type::kString;
}

const char* Describe(ValueType type) {
  switch (type) {
    case ValueType::kNumber:
      return "a number";
    case ValueType::kBool:
      return "true or false";
    case ValueType::kMoment:
      return "a date";
    case ValueType::kText:
      break;
  }
  return "a text";
}

// What a conversion gives; kAsWritten gives whatever is wanted.
std::optional<ValueType> Gives(Conversion conversion) {
  switch (conversion) {
    case Conversion::kAsWritten:
      return std::nullopt;
    case Conversion::kText:
      return ValueType::kText;
    case Conversion::kBool:
      return ValueType::kBool;
    case Conversion::kUnixSeconds:
    case Conversion::kUnixMillis:
    case Conversion::kExcelSerial:
    case Conversion::kDate:
      return ValueType::kMoment;
    default:
      return ValueType::kNumber;
  }
}

Conversion ConversionOf(const CellRule& rule) {
  if (rule.date.present()) return Conversion::kDate;
  if (rule.duration.present()) return Conversion::kDuration;
  return rule.type.value_or(Conversion::kAsWritten);
}

Span ConversionSpan(const CellRule& rule) {
  if (rule.date.present()) return rule.date.span;
  if (rule.duration.present()) return rule.duration.span;
  return rule.type.span;
}

class SourceChecker {
 public:
  SourceChecker(const document::Named<SourceRule>& named, const Plan& plan, const Limits& limits,
                DiagnosticSink& sink)
      : rule_(named.value), plan_(plan), limits_(limits), sink_(sink) {
    source_.name = named.name;
  }

  Source Run() {
    ReadForm();
    for (const auto& column : rule_.columns) AddVariable(column);
    AddId();
    for (const Placed& placed : PlacesOf(rule_.account, plan_, sink_)) AddTarget(placed);
    if (rule_.long_form.span.known()) AddLongForm();
    return std::move(source_);
  }

 private:
  // ---- The form of the file.

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

  // ---- Columns.

  uint32_t ColumnOf(const std::string& name) {
    const auto found = std::find(source_.columns.begin(), source_.columns.end(), name);
    if (found == source_.columns.end()) {
      source_.columns.push_back(name);
      return static_cast<uint32_t>(source_.columns.size() - 1);
    }
    return static_cast<uint32_t>(found - source_.columns.begin());
  }

  Cell CellOf(const CellRule& rule, ValueType wants,
              const std::vector<std::string>* words = nullptr) {
    Cell cell;
    cell.column = ColumnOf(rule.from.value);
    cell.conversion = ConversionOf(rule);
    cell.wants = wants;
    cell.date_form = rule.date.value;
    cell.unit = rule.duration.value_or(DurationUnit::kHours);
    cell.when_empty = rule.when_empty.value_or(WhenEmpty::kNotGiven);
    CheckConversion(rule, wants);
    for (const auto& entry : rule.map.entries) AddWord(entry, words, cell);
    return cell;
  }

  void CheckConversion(const CellRule& rule, ValueType wants) {
    const auto gives = Gives(ConversionOf(rule));
    if (gives && *gives != wants) {
      sink_.Error("type-mismatch", ConversionSpan(rule),
                  absl::StrCat("this gives ", Describe(*gives), "; what it is for takes ",
                               Describe(wants)));
    }
    if (rule.date.present() && !IsDateForm(rule.date.value)) {
      sink_.Error("bad-value", rule.date.span,
                  absl::StrCat(Quoted(rule.date.value), " is not the form of a date"),
                  "write day, month and year as strptime does: \"%d/%m/%Y\", \"%Y-%m-%d %H:%M\"");
    }
    const bool empty_means =
        rule.when_empty.present() && rule.when_empty.value == WhenEmpty::kNotYet;
    if (empty_means && wants != ValueType::kMoment) {
      sink_.Error("type-mismatch", rule.when_empty.span, "`not_yet` is said of dates");
    }
  }

  // What a word stands for must be something that the target takes.
  void AddWord(const WordMap::Entry& entry, const std::vector<std::string>* words, Cell& cell) {
    cell.map.emplace_back(entry.found.value, entry.means.value);
    const std::string& means = entry.means.value;
    if (means == kNotApplicable || means == kNotYet) return;
    if (words != nullptr && std::find(words->begin(), words->end(), means) == words->end()) {
      sink_.Error("unknown-value", entry.means.span, absl::StrCat("unknown value ", Quoted(means)),
                  DidYouMean(means, *words));
      return;
    }
    Cell plain;
    plain.wants = cell.wants;
    std::string problem;
    Convert(means, plain, {}, problem);
    if (!problem.empty()) sink_.Error("type-mismatch", entry.means.span, problem);
  }

  std::optional<Cell> ObservedAt(const CellRule& rule) {
    if (!rule.span.known()) return std::nullopt;
    return CellOf(rule, ValueType::kMoment);
  }

  void AddVariable(const document::Named<CellRule>& named) {
    const ValueType type = Gives(ConversionOf(named.value)).value_or(ValueType::kText);
    names_.Add(named.name, ExpressionType(type));
    source_.variables.push_back(CellOf(named.value, type));
  }

  void AddId() {
    const ValueRule& id = rule_.account.id;
    const bool plain = id.cell.from.present() && !id.collect.present() && !id.where.present();
    if (!id.span.known()) return;  // said by the tables
    if (!plain) {
      sink_.Error("bad-value", id.span, "`id` is one column", "write `id: Name of the column`");
      return;
    }
    source_.id = CellOf(id.cell, ValueType::kText);
  }

  // ---- Values.

  expression::Program Formula(const ExpressionText& text, expression::Type type) {
    const auto checked =
        expression::Check({text.text, text.span, text.verbatim}, names_, type, limits_, sink_);
    return checked ? expression::Compile(*checked) : expression::Program();
  }

  void AddTarget(const Placed& placed) {
    const ValueRule& rule = *placed.rule;
    const Place& place = placed.place;
    Target target;
    target.path = place.path;
    target.span = rule.span;
    target.wants = place.wants;
    target.put = place.put;
    target.collect = CollectOf(rule, place);
    if (place.series) target.series = place.signal;
    if (rule.cell.from.present()) target.cell = CellOf(rule.cell, place.wants, place.words);
    if (rule.expr.present()) target.expr = Formula(rule.expr, ExpressionType(place.wants));
    if (rule.where.present()) target.where = Formula(rule.where, expression::Type::kBool);
    target.observed_at = ObservedAt(rule.observed_at);
    if (rule.when_no_rows.present()) target.when_no_rows = rule.when_no_rows.value;
    CheckWhenNoRows(rule, place);
    source_.targets.push_back(std::move(target));
  }

  Collect CollectOf(const ValueRule& rule, const Place& place) {
    const Collect collect = rule.collect.value_or(place.series ? Collect::kSeries : Collect::kOne);
    const auto refuse = [&](std::string message, std::string hint) {
      sink_.Error("type-mismatch", rule.collect.present() ? rule.collect.span : rule.span,
                  std::move(message), std::move(hint));
    };
    if ((collect == Collect::kSeries) != place.series) {
      refuse(place.series ? "a series collects dated numbers" : "this is no series",
             "`collect: series` is for signals of the type series");
    } else if (place.series && !rule.observed_at.span.known()) {
      refuse("each point of a series has a date", "say its column: `observed_at: ...`");
    }
    const bool number = place.wants == ValueType::kNumber;
    const bool ordered = number || place.wants == ValueType::kMoment;
    if ((collect == Collect::kCount || collect == Collect::kSum || collect == Collect::kMean) &&
        !number) {
      refuse("this takes no number", "`first` and `latest` take any value");
    }
    if ((collect == Collect::kMin || collect == Collect::kMax) && !ordered) {
      refuse("this takes neither a number nor a date", "`first` and `latest` take any value");
    }
    return collect;
  }

  void CheckWhenNoRows(const ValueRule& rule, const Place& place) {
    if (!rule.when_no_rows.present() || place.wants == ValueType::kNumber) return;
    sink_.Error("type-mismatch", rule.when_no_rows.span, "this takes no number");
  }

  void AddLongForm() {
    const LongRule& rule = rule_.long_form;
    std::vector<std::string> signals;
    for (const auto& signal : plan_.signals) signals.push_back(plan_.slots[signal.slot].name);
    LongForm form;
    form.signal = CellOf(rule.signal, ValueType::kText, &signals);
    form.value = CellOf(rule.value, Gives(ConversionOf(rule.value)).value_or(ValueType::kText));
    form.observed_at = ObservedAt(rule.observed_at);
    source_.long_form = std::move(form);
  }

  const SourceRule& rule_;
  const Plan& plan_;
  const Limits& limits_;
  DiagnosticSink& sink_;
  RowNames names_;
  Source source_;
};

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
  CheckTwice(mapping, sink);
  staged.diagnostics = sink.Take();
  return staged;
}

}  // namespace bellwether::imports
