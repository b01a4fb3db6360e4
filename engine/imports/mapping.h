// A mapping that was held against a pack: every column, conversion and target is resolved.
//
//   Staged<Mapping> mapping = LoadMapping(sources, 0, plan, limits);   // imports/crm.yaml
//   if (!mapping.ok()) std::cerr << RenderAll(mapping.diagnostics, sources);
//
// Immutable, and may be used by any number of threads. It owns all that it needs: neither the plan
// nor the text must outlive it.
#ifndef BELLWETHER_ENGINE_IMPORTS_MAPPING_H_
#define BELLWETHER_ENGINE_IMPORTS_MAPPING_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/accounts/csv_dialect.h"
#include "engine/base/limits.h"
#include "engine/expression/program.h"
#include "engine/facts/account.h"
#include "engine/imports/reading.h"
#include "engine/plan/plan.h"
#include "engine/schema/record_kinds.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"

namespace bellwether::imports {

// What a target takes.
enum class ValueType : uint8_t { kText, kNumber, kBool, kMoment };

// What a cell says. monostate: not given.
using Converted =
    std::variant<std::monostate, NotYet, NotApplicable, double, bool, std::string, Moment>;

// How the text of one column is read, and where it is found.
struct Cell {
  uint32_t column = kNoIndex;  // in Source::columns
  Conversion conversion = Conversion::kAsWritten;
  ValueType wants = ValueType::kText;
  std::string date_form;  // kDate, as strptime
  DurationUnit unit = DurationUnit::kHours;
  std::vector<std::pair<std::string, std::string>> map;
  WhenEmpty when_empty = WhenEmpty::kNotGiven;
};

// What a row says: a cell, or a formula over cells.
struct RowValue {
  std::string path;  // "signals.mood", as violations name it
  ValueType wants = ValueType::kText;
  std::optional<Cell> cell;
  expression::Program expr;  // in place of `cell`
};

// A value that rows give to an account.
struct Target : RowValue {
  expression::Program where;
  Collect collect = Collect::kOne;
  std::optional<Cell> observed_at;
  std::optional<double> when_no_rows;
  std::function<void(Account&, const Converted&, const std::optional<Moment>& observed_at)> put;
  std::string series;  // kSeries: the signal
  Span span;
};

// Rows that each tell one signal.
struct LongForm {
  Cell signal;
  Cell value;
  std::optional<Cell> observed_at;
};

// A value that a row gives to a record.
struct RecordValue : RowValue {
  std::optional<std::string> constant;  // in place of both
  std::string field;                    // of the kind, or of the head: "at"
  std::string entry;                    // of `field`, where it holds several by name
};

// A record that rows of a source make.
struct RecordForm {
  records::Kind kind = records::Kind::kAccount;
  std::vector<RecordValue> values;  // `id`, `account` and `at` among them
  expression::Program where;        // which rows; empty: all
};

struct Source {
  std::string name;
  std::string file;  // "": the name of the source with any ending
  Format format = Format::kByContent;
  CsvOptions csv;
  std::string encoding;                  // "": UTF-8
  std::vector<std::string> empty_words;  // besides the empty text
  std::vector<std::string> columns;      // what is read of a row, each once
  std::vector<Cell> variables;           // what expressions read, by slot
  Cell id;
  std::vector<Target> targets;
  std::optional<LongForm> long_form;
  std::vector<RecordForm> records;  // in place of `id`, `targets` and `long_form`

  // One row makes one account, so that nothing must be kept.
  bool one_row_each() const;
};

// Kind of a signal that a long row may name.
struct LongSignal {
  std::string name;
  ValueType wants = ValueType::kText;
  bool series = false;
};

struct Mapping {
  // At least one. Of accounts: the first says which there are.
  std::vector<Source> sources;
  std::vector<LongSignal> signals;  // of the pack, sorted by name
  absl::TimeZone time_zone;         // of the pack
  uint32_t most_violations = 0;     // of one account

  // Whether its rows make records of a book (build_records.h); else they make accounts (build.h).
  bool makes_records() const { return !sources[0].records.empty(); }
  // Whether each row can be read by itself: records, and the one source whose rows are accounts.
  bool streams() const {
    return makes_records() || (sources.size() == 1 && sources[0].one_row_each());
  }
};

// Reads file `index` of `sources` as a mapping for the pack of `plan`. All mistakes at once.
Staged<Mapping> LoadMapping(const Sources& sources, uint32_t index, const Plan& plan,
                            const Limits& limits);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_MAPPING_H_
