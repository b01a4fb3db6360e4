// Tested by tests/engine/portfolio/record_shares_test.cc.
#include "engine/portfolio/record_share_values.h"

namespace bellwether::portfolio {

RecordShareValues::RecordShareValues(const View& view, const ruleset::RecordShare& share)
    : numerator_(ProgramOf(share.numerator)),
      denominator_(ProgramOf(share.denominator)),
      values_(view.book(), view.plan(), share.of) {
  values_.LookFrom({view.as_of(), view.today()}, view.book().zone());
}

}  // namespace bellwether::portfolio
