// What the rows of a source make: resolved against the pack, and added to the source. Mistakes go
// to the sink. Internal to engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_SOURCE_CHECKERS_H_
#define BELLWETHER_ENGINE_IMPORTS_SOURCE_CHECKERS_H_

#include "engine/imports/column_checker.h"
#include "engine/imports/document.h"
#include "engine/imports/mapping.h"
#include "engine/plan/plan.h"
#include "engine/source/diagnostic.h"

namespace bellwether::imports {

// `id`, `targets` and `long_form` (check_accounts.cc).
void CheckAccounts(const SourceRule& rule, const Plan& plan, ColumnChecker& columns,
                   DiagnosticSink& sink, Source& source);

// One of `records` (check_records.cc).
void CheckRecords(const RecordRule& rule, const Plan& plan, ColumnChecker& columns,
                  DiagnosticSink& sink, Source& source);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_SOURCE_CHECKERS_H_
