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

// A value that rows give to an account.
struct Target {
  std::string path;  // "signals.mood", as violations name it
  ValueType wants = ValueType::kText;
  std::optional<Cell> cell;
  expression::Program expr;  // in place of `cell`
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
  std::vector<Source> sources;      // the first says which accounts there are
  std::vector<LongSignal> signals;  // of the pack, sorted by name
  absl::TimeZone time_zone;         // of the pack
  uint32_t most_violations = 0;     // of one account

  // Whether each row of the one source is an account, so that accounts can be read one by one.
  bool streams() const { return sources.size() == 1 && sources[0].one_row_each(); }
};

// Reads file `index` of `sources` as a mapping for the pack of `plan`. All mistakes at once.
Staged<Mapping> LoadMapping(const Sources& sources, uint32_t index, const Plan& plan,
                            const Limits& limits);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_MAPPING_H_
