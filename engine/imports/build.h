// Rows of exports -> accounts.
//
//   AccountBuilder builder(mapping, context);
//   AccountRecord record = builder.Build({{row}, {ticket, ticket}});   // rows of each source
//
// All problems of an account's cells are in its record, each with source, line, column, the text
// that was found and what would be right.
#ifndef BELLWETHER_ENGINE_IMPORTS_BUILD_H_
#define BELLWETHER_ENGINE_IMPORTS_BUILD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "engine/accounts/accounts.h"
#include "engine/expression/expression.h"
#include "engine/imports/mapping.h"

namespace bellwether::imports {

// The cells of one row that its source reads, in the order of Source::columns.
struct ImportRow {
  uint32_t line = 0;  // 1-based, in its file
  std::vector<std::string> cells;
  char decimal = '.';  // kDecimalUnknown: no number has told yet
};

// What an account is called by a row; "" when the cell is empty.
std::string IdOf(const Source& source, const ImportRow& row);

// One for each thread.
class AccountBuilder {
 public:
  // `mapping` must outlive it. `context`: the moment and the zone that formulas are about.
  AccountBuilder(const Mapping& mapping, const expression::Context& context)
      : mapping_(mapping), context_(context) {}

  // `rows` holds the rows of one account, those of each source in the order of its file. The first
  // source has at least one.
  AccountRecord Build(const std::vector<std::vector<ImportRow>>& rows);

 private:
  const Mapping& mapping_;
  const expression::Context context_;
  expression::Stack stack_;
};

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_BUILD_H_
