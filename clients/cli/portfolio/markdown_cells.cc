// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/markdown_cells.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/terminal/display_text.h"

namespace bellwether::cli {

std::string MarkdownCell(std::string_view text) {
  return absl::StrReplaceAll(Printable(text),
                             {{"|", "\\|"}, {"<", "&lt;"}, {"*", "\\*"}, {"_", "\\_"}});
}

std::string MarkdownRow(const std::vector<std::string>& cells) {
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

std::string MarkdownHeader(const std::vector<std::string>& cells, size_t texts) {
  std::vector<std::string> rules;
  for (size_t i = 0; i < cells.size(); ++i) rules.emplace_back(i < texts ? "---" : "---:");
  return MarkdownRow(cells) + MarkdownRow(rules);
}

}  // namespace bellwether::cli
