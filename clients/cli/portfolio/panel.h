// A table with a name, made once and written in every form: for a terminal, as JSON, CSV, Markdown,
// and on a page.
//
// Plain data; names of columns are for programs and stable.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PANEL_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PANEL_H_

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "clients/cli/terminal/style.h"
#include "clients/cli/words/proto_json.h"
#include "nlohmann/json_fwd.hpp"

namespace bellwether::cli {

struct PanelCell {
  using List = std::vector<std::string>;
  // Nothing: not known.
  std::variant<std::monostate, std::string, double, bool, absl::CivilDay, List> value;
  std::string text;  // for people
  Tone tone = Tone::kPlain;
};

struct PanelColumn {
  std::string name;    // for programs
  std::string header;  // for people
  bool right_aligned = false;
  size_t expendable = 0;  // as TableColumn has it
};

struct Panel {
  std::string name;   // for programs
  std::string title;  // for people
  std::string empty;  // what to say where there is no row
  std::vector<PanelColumn> columns;
  std::vector<std::vector<PanelCell>> rows;  // a cell for each column
};

std::string PanelText(const Panel& panel, const Style& style, size_t width);
// An object for each row; what is not known is left out.
nlohmann::ordered_json PanelJson(const Panel& panel);
// A row for each value: panel, row, column, value.
std::string PanelsCsv(const std::vector<Panel>& panels);
std::string PanelMarkdown(const Panel& panel);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PANEL_H_
