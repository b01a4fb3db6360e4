// What `numerator` and `denominator` of a metric say of a record, as it was known at a view.
//
// One thread. It refers to the view, which must outlive it.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_RECORD_SHARE_VALUES_H_
#define BELLWETHER_ENGINE_PORTFOLIO_RECORD_SHARE_VALUES_H_

#include <cstdint>
#include <optional>

#include "engine/expression/program.h"
#include "engine/portfolio/record_values.h"
#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

class RecordShareValues {
 public:
  RecordShareValues(const View& view, const ruleset::RecordShare& share);

  const book::Table& table() const { return values_.table(); }
  // Without a denominator in the pack every record has 1.
  std::optional<double> Numerator(uint32_t row) { return values_.NumberOf(numerator_, row); }
  std::optional<double> Denominator(uint32_t row) {
    return denominator_.empty() ? std::optional(1.0) : values_.NumberOf(denominator_, row);
  }

 private:
  const expression::Program numerator_;
  const expression::Program denominator_;
  RecordValues values_;
};

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_RECORD_SHARE_VALUES_H_
