// What the rows of a source make records of.
//
// Tested by tests/engine/imports/record_mapping_test.cc.
#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/facts/facts.h"
#include "engine/imports/column_checker.h"
#include "engine/imports/source_checkers.h"
#include "engine/imports/targets.h"
#include "engine/records/decode.h"

namespace bellwether::imports {
namespace {

using document::Named;
using records::FieldInfo;
using records::Form;
using records::Kind;
using records::KindInfo;

// What a field of a record takes.
struct FieldPlace {
  ValueType wants = ValueType::kText;
  std::vector<std::string> words;  // the only texts; empty: any
};

ValueType Wants(Form form) {
  switch (form) {
    case Form::kNumber:
    case Form::kCounts:
      return ValueType::kNumber;
    case Form::kTruth:
      return ValueType::kBool;
    case Form::kMoment:
      return ValueType::kMoment;
    case Form::kWord:
    case Form::kText:
    case Form::kWords:
      break;
  }
  return ValueType::kText;
}

class RecordChecker {
 public:
  RecordChecker(const RecordRule& rule, const Plan& plan, ColumnChecker& columns,
                DiagnosticSink& sink)
      : rule_(rule), plan_(plan), columns_(columns), sink_(sink) {}

  std::optional<RecordForm> Run() {
    const auto kind = KindNamed();
    if (!kind) return std::nullopt;
    form_.kind = *kind;
    AddHead("id", rule_.id, ValueType::kText);
    AddHead("account", rule_.account, ValueType::kText);
    AddHead("at", rule_.at, ValueType::kMoment);
    AddHead("known_at", rule_.known_at, ValueType::kMoment);
    for (const auto& field : rule_.fields) AddField(field);
    for (const auto& signal : rule_.signals) AddSignal(signal);
    form_.where = Lasting(columns_.Condition(rule_.where), rule_.where.span);
    RequireFields();
    return std::move(form_);
  }

 private:
  const KindInfo& info() const { return records::InfoOf(form_.kind); }

  std::optional<Kind> KindNamed() {
    if (!rule_.kind.present()) return std::nullopt;  // said by the tables
    const auto kind = records::KindOf(rule_.kind.value);
    if (kind) return kind;
    sink_.Error("unknown-value", rule_.kind.span,
                absl::StrCat("there are no records of kind ", Quoted(rule_.kind.value)),
                DidYouMean(rule_.kind.value, records::KindNames()));
    return std::nullopt;
  }

  void Add(RecordValue value, const RecordValueRule& rule, const FieldPlace& place) {
    const std::vector<std::string>* const words = place.words.empty() ? nullptr : &place.words;
    value.wants = place.wants;
    if (rule.cell.from.present()) value.cell = columns_.CellOf(rule.cell, place.wants, words);
    value.expr = Lasting(columns_.Formula(rule.expr, place.wants), rule.expr.span);
    if (rule.is.present()) {
      columns_.CheckWord(rule.is, place.wants, words);
      value.constant = rule.is.value;
    }
    form_.values.push_back(std::move(value));
  }

  // A record is the same whenever its export is read (P1).
  expression::Program Lasting(expression::Program program, const Span& span) {
    if (program.asks_for_today()) {
      sink_.Error("type-mismatch", span, "a record does not depend on the day on which it is read",
                  "leave out days_since() and happened(); compare two columns instead");
    }
    return program;
  }

  void AddHead(std::string_view name, const RecordValueRule& rule, ValueType wants) {
    if (!rule.span.known()) return;  // said by the tables, if it must be
    Add(ValueCalled(std::string(name), ""), rule, {wants, {}});
  }

  static RecordValue ValueCalled(std::string field, std::string entry) {
    RecordValue value;
    value.path = entry.empty() ? field : absl::StrCat(field, ".", entry);
    value.field = std::move(field);
    value.entry = std::move(entry);
    return value;
  }

  void AddField(const Named<RecordValueRule>& named) {
    if (form_.kind == Kind::kAccount) return AddAttribute(named);
    const size_t dot = named.name.find('.');
    const std::string name = named.name.substr(0, dot);
    const size_t index = records::FieldAt(info(), name);
    const bool is_entry = dot != std::string::npos;
    if (index == info().fields.size() || is_entry != (info().fields[index].form == Form::kCounts)) {
      return RefuseField(named, FieldNames());
    }
    const FieldInfo& field = info().fields[index];
    Add(ValueCalled(name, is_entry ? named.name.substr(dot + 1) : ""), named.value,
        {Wants(field.form), {field.words.begin(), field.words.end()}});
  }

  std::vector<std::string> FieldNames() const {
    std::vector<std::string> names;
    for (const FieldInfo& field : info().fields) {
      names.push_back(absl::StrCat(ToAbsl(field.name), field.form == Form::kCounts ? ".NAME" : ""));
    }
    return names;
  }

  void RefuseField(const Named<RecordValueRule>& named, const std::vector<std::string>& known) {
    sink_.Error("unknown-name", named.span,
                absl::StrCat("a record of kind ", ToAbsl(info().name), " has no field ",
                             Quoted(named.name)),
                DidYouMean(named.name, known));
  }

  void AddAttribute(const Named<RecordValueRule>& named) {
    const std::vector<std::string>& known = records::AttributeNames();
    if (std::find(known.begin(), known.end(), named.name) == known.end()) {
      return RefuseField(named, known);
    }
    Add(ValueCalled(named.name, ""), named.value, AttributePlace(named.name));
  }

  FieldPlace AttributePlace(const std::string& name) const {
    if (records::IsNumberAttribute(name)) return {ValueType::kNumber, {}};
    if (records::IsDateAttribute(name)) return {ValueType::kMoment, {}};
    if (name == "segment") return {ValueType::kText, plan_.segments};
    if (name == "cadence") return {ValueType::kText, plan_.cadences};
    if (name == "stage") return {ValueType::kText, plan_.stages};
    return {};
  }

  void AddSignal(const Named<RecordValueRule>& named) {
    if (form_.kind != Kind::kAccount) {
      sink_.Error("unknown-key", named.span, "signals are told by records of kind account",
                  "write `kind: account`, in a record of its own");
      return;
    }
    const uint32_t index = plan_.FindSignal(named.name);
    if (index == kNoIndex) {
      sink_.Error("unknown-name", named.span, UnknownSignalMessage(plan_, named.name));
      return;
    }
    const ruleset::Signal& signal = plan_.signals[index];
    Add(ValueCalled("signals", named.name), named.value,
        {TypeOf(signal), signal.type == ruleset::SignalType::kEnum ? plan_.slots[signal.slot].words
                                                                   : std::vector<std::string>()});
  }

  void RequireFields() {
    for (const FieldInfo& field : info().fields) {
      const bool told =
          std::any_of(form_.values.begin(), form_.values.end(),
                      [&field](const RecordValue& value) { return value.field == field.name; });
      if (!field.required || told) continue;
      sink_.Error("missing-key", rule_.kind.span,
                  absl::StrCat("a record of kind ", ToAbsl(info().name), " needs the field ",
                               Quoted(field.name)),
                  absl::StrCat("fields: {", ToAbsl(field.name), ": Name of the column}"));
    }
  }

  const RecordRule& rule_;
  const Plan& plan_;
  ColumnChecker& columns_;
  DiagnosticSink& sink_;
  RecordForm form_;
};

}  // namespace

void CheckRecords(const RecordRule& rule, const Plan& plan, ColumnChecker& columns,
                  DiagnosticSink& sink, Source& source) {
  auto form = RecordChecker(rule, plan, columns, sink).Run();
  if (form) source.records.push_back(*std::move(form));
}

}  // namespace bellwether::imports
