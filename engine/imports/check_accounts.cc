// What the rows of a source say about accounts. Internal to engine/imports.
//
// Tested by tests/engine/imports/mapping_test.cc.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/imports/column_checker.h"
#include "engine/imports/source_checkers.h"
#include "engine/imports/targets.h"

namespace bellwether::imports {
namespace {

class AccountChecker {
 public:
  AccountChecker(const SourceRule& rule, const Plan& plan, ColumnChecker& columns,
                 DiagnosticSink& sink, Source& source)
      : rule_(rule), plan_(plan), columns_(columns), sink_(sink), source_(source) {}

  void Run() {
    AddId();
    for (const Placed& placed : PlacesOf(rule_.account, plan_, sink_)) AddTarget(placed);
    if (rule_.long_form.span.known()) AddLongForm();
  }

 private:
  void AddId() {
    const ValueRule& id = rule_.account.id;
    const bool plain = id.cell.from.present() && !id.collect.present() && !id.where.present();
    if (!id.span.known()) return;  // said by the tables
    if (!plain) {
      sink_.Error("bad-value", id.span, "`id` is one column", "write `id: Name of the column`");
      return;
    }
    source_.id = columns_.CellOf(id.cell, ValueType::kText);
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
    if (rule.cell.from.present())
      target.cell = columns_.CellOf(rule.cell, place.wants, place.words);
    target.expr = columns_.Formula(rule.expr, place.wants);
    target.where = columns_.Condition(rule.where);
    target.observed_at = columns_.MomentOf(rule.observed_at);
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
    form.signal = columns_.CellOf(rule.signal, ValueType::kText, &signals);
    form.value = columns_.CellOf(rule.value, TypeOf(rule.value));
    form.observed_at = columns_.MomentOf(rule.observed_at);
    source_.long_form = std::move(form);
  }

  const SourceRule& rule_;
  const Plan& plan_;
  ColumnChecker& columns_;
  DiagnosticSink& sink_;
  Source& source_;
};

}  // namespace

void CheckAccounts(const SourceRule& rule, const Plan& plan, ColumnChecker& columns,
                   DiagnosticSink& sink, Source& source) {
  AccountChecker(rule, plan, columns, sink, source).Run();
}

}  // namespace bellwether::imports
