// A cell of CSV as RFC 4180 says, with the line ends of this system. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_CSV_CELL_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_CSV_CELL_H_

#include <string>
#include <string_view>
#include <vector>

namespace bellwether::cli {

// Appends the cells as one line. A cell is quoted when it holds a quote, a comma or an end of line,
// or begins or ends with a blank; quotes are doubled.
void AppendCsvLine(const std::vector<std::string>& cells, std::string& text);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_CSV_CELL_H_
