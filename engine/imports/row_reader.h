// The values of one source's rows: cells converted, formulas evaluated, problems told with their
// place. Internal to engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_ROW_READER_H_
#define BELLWETHER_ENGINE_IMPORTS_ROW_READER_H_

#include <optional>
#include <string>
#include <vector>

#include "engine/accounts/violations.h"
#include "engine/expression/expression.h"
#include "engine/imports/build.h"
#include "engine/imports/mapping.h"

namespace bellwether::imports {

// What a row says about one target.
struct Observation {
  Converted value;
  std::optional<Moment> observed_at;
  uint32_t line = 0;
};

class RowReader {
 public:
  RowReader(const Mapping& mapping, const Source& source, const expression::Context& context,
            expression::Stack& stack, Violations& violations)
      : mapping_(mapping),
        source_(source),
        context_(context),
        stack_(stack),
        violations_(violations) {}

  Converted Read(const Cell& cell, const ImportRow& row);
  // Of a cell or a formula; monostate when it is not given, and where rows are counted.
  Converted Read(const RowValue& value, const ImportRow& row);
  // Whether a condition holds for the row; an empty one does. `what` it is asked for stands in
  // the message.
  bool Holds(const expression::Program& where, std::string_view what, const ImportRow& row);
  std::optional<Moment> ReadMoment(const std::optional<Cell>& cell, const ImportRow& row);
  // The rows of `rows` that count for a target, with what they say.
  std::vector<Observation> Observe(const Target& target, const std::vector<ImportRow>& rows);

  // With the place in the exports, unless one row of one source is the account.
  void Refuse(const ImportRow& row, std::string_view column, std::string_view reason,
              std::string message);

 private:
  const std::vector<expression::Value>& Variables(const ImportRow& row);
  expression::Value Run(const expression::Program& program, const ImportRow& row);

  const Mapping& mapping_;
  const Source& source_;
  const expression::Context& context_;
  expression::Stack& stack_;
  Violations& violations_;
  const ImportRow* read_row_ = nullptr;  // whose variables these are
  std::vector<Converted> cells_;
  std::vector<expression::Value> variables_;
};

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_ROW_READER_H_
