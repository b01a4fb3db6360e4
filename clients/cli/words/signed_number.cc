// Tested by tests/clients/explanation_text_test.cc and tests/clients/explain_change_test.py.
#include "clients/cli/words/signed_number.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether::cli {

std::string Signed(double value, int decimals) {
  const std::string digits = FormatFixed(std::fabs(value), decimals);
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;
  return absl::StrCat(zero ? "" : value < 0 ? "−" : "+", digits);
}

}  // namespace bellwether::cli
