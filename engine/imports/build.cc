// An account from its rows: its id, then each target of each source, then rows in the long form.
//
// Tested by tests/engine/imports/build_test.cc.
#include "engine/imports/build.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/suggest.h"
#include "engine/imports/collect.h"
#include "engine/imports/convert.h"
#include "engine/imports/row_reader.h"
#include "engine/imports/targets.h"

namespace bellwether::imports {
namespace {

constexpr size_t kMostLinesNamed = 5;

using Rows = std::vector<ImportRow>;

std::string LinesOf(const std::vector<uint32_t>& lines) {
  std::vector<uint32_t> named(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                 lines.size(), kMostLinesNamed)));
  const bool all = named.size() == lines.size();
  return absl::StrCat(absl::StrJoin(named, ", "), all ? "" : ", …");
}

// What one source says about one account.
class SourceReader {
 public:
  SourceReader(const Mapping& mapping, const Source& source, RowReader& reader, Account& account)
      : mapping_(mapping), source_(source), reader_(reader), account_(account) {}

  void Run(const Rows& rows) {
    for (const Target& target : source_.targets) Take(target, rows);
    if (source_.long_form) TakeLongForm(*source_.long_form, rows);
  }

 private:
  void Take(const Target& target, const Rows& rows) {
    if (rows.empty()) {
      if (target.when_no_rows) target.put(account_, *target.when_no_rows, std::nullopt);
      return;
    }
    const std::vector<Observation> observations = reader_.Observe(target, rows);
    if (target.collect == Collect::kSeries) return TakeSeries(target.series, observations);
    if (target.collect == Collect::kOne) return TakeOne(target, rows, observations);
    const Observation one = Collected(target.collect, observations, mapping_.time_zone);
    target.put(account_, one.value, one.observed_at);
  }

  void TakeOne(const Target& target, const Rows& rows,
               const std::vector<Observation>& observations) {
    if (observations.empty()) return;
    if (observations.size() > 1) {
      if (!std::exchange(told_several_, true)) TellSeveral(target, rows, observations);
      return;
    }
    target.put(account_, observations[0].value, observations[0].observed_at);
  }

  void TellSeveral(const Target& target, const Rows& rows,
                   const std::vector<Observation>& observations) {
    std::vector<uint32_t> lines;
    for (const Observation& one : observations) lines.push_back(one.line);
    reader_.Refuse(rows[0], "", reason::kDuplicate,
                   absl::StrCat(lines.size(), " rows of ", source_.name, " tell `", target.path,
                                "` of this account (lines ", LinesOf(lines),
                                "); delete all but one, or say in the mapping which one counts: "
                                "`collect: latest`"));
  }

  void TakeSeries(const std::string& signal, const std::vector<Observation>& observations) {
    SeriesInput series{signal, {}};
    for (const Observation& one : observations) {
      const auto* number = std::get_if<double>(&one.value);
      if (number != nullptr && one.observed_at)
        series.points.push_back({*one.observed_at, *number});
    }
    if (!series.points.empty()) account_.series.push_back(std::move(series));
  }

  // ---- Rows that each tell one signal.

  void TakeLongForm(const LongForm& form, const Rows& rows) {
    std::map<std::string, std::vector<Observation>> by_signal;
    for (const ImportRow& row : rows) {
      const LongSignal* const signal = SignalOf(form, row);
      if (signal == nullptr) continue;
      Cell cell = form.value;
      cell.wants = signal->wants;
      Observation one{reader_.Read(cell, row), reader_.ReadMoment(form.observed_at, row), row.line};
      if (!std::holds_alternative<std::monostate>(one.value)) {
        by_signal[signal->name].push_back(std::move(one));
      }
    }
    for (const auto& [name, observations] : by_signal) TakeLong(form, name, rows[0], observations);
  }

  const LongSignal* SignalOf(const LongForm& form, const ImportRow& row) {
    const Converted told = reader_.Read(form.signal, row);
    const auto* name = std::get_if<std::string>(&told);
    if (name == nullptr) return nullptr;
    for (const LongSignal& signal : mapping_.signals) {
      if (signal.name == *name) return &signal;
    }
    std::vector<std::string> known;
    for (const LongSignal& signal : mapping_.signals) known.push_back(signal.name);
    const std::string hint = DidYouMean(*name, known);
    reader_.Refuse(row, source_.columns[form.signal.column], reason::kUnknownField,
                   absl::StrCat("the pack has no signal ", Quoted(*name),
                                hint.empty() ? "; say in `map` what it is" : "; " + hint));
    return nullptr;
  }

  void TakeLong(const LongForm& form, const std::string& name, const ImportRow& first,
                const std::vector<Observation>& observations) {
    const auto signal = std::find_if(mapping_.signals.begin(), mapping_.signals.end(),
                                     [&name](const LongSignal& one) { return one.name == name; });
    if (signal->series) return TakeSeries(name, observations);
    if (observations.size() > 1 && !form.observed_at) {
      return reader_.Refuse(first, "", reason::kDuplicate,
                            absl::StrCat(observations.size(), " rows tell `", name,
                                         "`, and none says when; add `observed_at`"));
    }
    const Observation& latest = Latest(observations, mapping_.time_zone);
    IntoSignal(name)(account_, latest.value, latest.observed_at);
  }

  const Mapping& mapping_;
  const Source& source_;
  RowReader& reader_;
  Account& account_;
  bool told_several_ = false;
};

}  // namespace

std::string IdOf(const Source& source, const ImportRow& row) {
  std::string problem;
  const Converted id =
      Convert(row.cells[source.id.column], source.id, {source.empty_words, row.decimal}, problem);
  const auto* text = std::get_if<std::string>(&id);
  return text == nullptr ? "" : *text;
}

AccountRecord AccountBuilder::Build(const std::vector<std::vector<ImportRow>>& rows) {
  AccountRecord record;
  Violations violations(mapping_.most_violations);
  const ImportRow& first = rows[0][0];
  record.line = first.line;
  record.account.id = IdOf(mapping_.sources[0], first);
  if (record.account.id.empty()) {
    const Source& source = mapping_.sources[0];
    violations.Add(source.columns[source.id.column], reason::kMissingField,
                   "the cell is empty, and it is what the account is called");
  }
  for (size_t s = 0; s < mapping_.sources.size(); ++s) {
    const Source& source = mapping_.sources[s];
    RowReader reader(mapping_, source, context_, stack_, violations);
    SourceReader(mapping_, source, reader, record.account).Run(rows[s]);
  }
  record.violations = violations.Take();
  return record;
}

}  // namespace bellwether::imports
