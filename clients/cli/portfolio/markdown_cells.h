// Pieces of Markdown tables. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_MARKDOWN_CELLS_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_MARKDOWN_CELLS_H_

#include <string>
#include <string_view>
#include <vector>

namespace bellwether::cli {

// Text of whatever origin: what would end a cell, or begin something else in it, is escaped.
std::string MarkdownCell(std::string_view text);
// Cells as they are.
std::string MarkdownRow(const std::vector<std::string>& cells);
// The header and the rule below it: the first `texts` columns stand on the left, numbers on the
// right.
std::string MarkdownHeader(const std::vector<std::string>& cells, size_t texts);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_MARKDOWN_CELLS_H_
