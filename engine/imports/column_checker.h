// The columns of one source: each is resolved to its place in a row, with the way in which its
// texts are read, and formulas over them are compiled. Internal to engine/imports.
#ifndef BELLWETHER_ENGINE_IMPORTS_COLUMN_CHECKER_H_
#define BELLWETHER_ENGINE_IMPORTS_COLUMN_CHECKER_H_

#include <optional>
#include <string>
#include <vector>

#include "engine/base/limits.h"
#include "engine/expression/expression.h"
#include "engine/imports/document.h"
#include "engine/imports/mapping.h"
#include "engine/imports/row_names.h"
#include "engine/source/diagnostic.h"

namespace bellwether::imports {

class ColumnChecker {
 public:
  // All three must outlive it. Columns and variables are added to `source`; mistakes go to `sink`.
  ColumnChecker(Source& source, const Limits& limits, DiagnosticSink& sink)
      : source_(source), limits_(limits), sink_(sink) {}

  // A column that formulas read by a name.
  void AddVariable(const document::Named<CellRule>& named);

  // `words`: the only texts that its target takes; null: any.
  Cell CellOf(const CellRule& rule, ValueType wants,
              const std::vector<std::string>* words = nullptr);
  // Nothing for a rule that is not written.
  std::optional<Cell> MomentOf(const CellRule& rule);
  // A text that stands for what the target takes, as in `map`.
  void CheckWord(const Located<std::string>& word, ValueType wants,
                 const std::vector<std::string>* words);

  // Of a formula that gives `type`; empty after an error, and for a text that is not written.
  expression::Program Formula(const ExpressionText& text, ValueType type);
  expression::Program Condition(const ExpressionText& text);

 private:
  uint32_t ColumnNamed(const std::string& name);
  void CheckConversion(const CellRule& rule, ValueType wants);
  expression::Program Compiled(const ExpressionText& text, expression::Type type);

  Source& source_;
  const Limits& limits_;
  DiagnosticSink& sink_;
  RowNames names_;
};

// What a column gives by its `type`, `date` or `duration`; a text when it states none of them.
ValueType TypeOf(const CellRule& rule);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_COLUMN_CHECKER_H_
