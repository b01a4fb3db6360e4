// Bytes as a CSV file of accounts, in the dialect that they show and in one that is declared.
#include <cstdint>

#include "tests/fuzz/account_text.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  bellwether::fuzz::RunAccountText(text, bellwether::AccountFormat::kCsv);
  bellwether::fuzz::RunAccountText(text, bellwether::AccountFormat::kCsv, {.csv = {';', ','}});
  return 0;
}
