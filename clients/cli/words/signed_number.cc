// Tested by tests/clients/explanation_text_test.cc and tests/clients/explain_change_test.py.
#include "clients/cli/words/signed_number.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether::cli {

std::string WithSign(double value, const std::string& digits) {
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;
  return absl::StrCat(zero ? "" : value < 0 ? "−" : "+", digits);
}

std::string Signed(double value, int decimals) {
  return WithSign(value, FormatFixed(std::fabs(value), decimals));
}

std::string Signed(double value) { return Signed(value, value == std::round(value) ? 0 : 1); }

}  // namespace bellwether::cli
