// What a pack's conditions say of the records of a book: those of `numerator` and `denominator`,
// over the fields of a record and the attributes of its account when it happened
// (ruleset/record_names.h).
//
// One thread. It refers to the view, which must outlive it.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_RECORD_VALUES_H_
#define BELLWETHER_ENGINE_PORTFOLIO_RECORD_VALUES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/expression/expression.h"
#include "engine/expression/program.h"
#include "engine/portfolio/view.h"
#include "engine/ruleset/record_names.h"

namespace bellwether::portfolio {

class RecordValues {
 public:
  RecordValues(const View& view, const ruleset::RecordShare& share);

  const book::Table& table() const { return table_; }
  // The number, or 1 and 0 for yes and no; nothing where the record lacks what is read, which is
  // never no. Without a denominator in the pack every record has 1.
  std::optional<double> Numerator(uint32_t row) { return Of(numerator_, row); }
  std::optional<double> Denominator(uint32_t row) {
    return denominator_.empty() ? std::optional(1.0) : Of(denominator_, row);
  }

 private:
  std::optional<double> Of(const expression::Program& program, uint32_t row);
  expression::Value ValueOf(const ruleset::RecordNames::Entry& entry, uint32_t row) const;
  expression::Value CellOf(const ruleset::RecordNames::Entry& entry, uint32_t row) const;
  expression::Value AttributeOf(const ruleset::RecordNames::Entry& entry, uint32_t row) const;
  expression::Value TimeOf(const ruleset::RecordNames::Entry& entry,
                           const book::Stamp& stamp) const;

  const View& view_;
  const book::Table& table_;
  const ruleset::RecordNames names_;
  const expression::Program numerator_;
  const expression::Program denominator_;
  const expression::Context context_;
  std::vector<expression::Value> slots_;
  expression::Stack stack_;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_RECORD_VALUES_H_
