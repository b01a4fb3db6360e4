// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/page_text.h"

#include "absl/strings/str_replace.h"

namespace bellwether::cli {

// In a script element nothing ends it but `</script`; in JSON the escape means the same.
std::string ScriptData(const std::string& json) {
  return absl::StrReplaceAll(json, {{"<", "\\u003c"}, {">", "\\u003e"}, {"&", "\\u0026"}});
}

std::string FillPage(std::string_view text,
                     const std::vector<std::pair<std::string_view, std::string_view>>& parts) {
  std::string filled;
  for (const auto& [marker, part] : parts) {
    const size_t at = text.find(marker);
    filled.append(text.substr(0, at)).append(part);
    text.remove_prefix(at + marker.size());
  }
  return filled.append(text);
}

}  // namespace bellwether::cli
