// What of the answers is shown: columns, a condition, an order, the first few, or counts alone.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_VIEW_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_VIEW_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/terminal/console.h"
#include "clients/cli/words/message_paths.h"
#include "clients/cli/writers/summary.h"
#include "engine/paths/condition.h"

namespace bellwether::cli {

// As the options of a command say it.
struct ViewRequest {
  std::string select;  // paths apart by commas; "": as the format has it
  std::string where;   // "": every account
  std::string sort;    // PATH, PATH:desc; "": in the order of the file
  std::optional<size_t> top;
  bool summary = false;
  bool long_rows = false;  // CSV: a line for each account and model
};

// One column, and where its value is read: by a path here, or from a server's message.
struct ViewColumn {
  RowColumn column;
  std::vector<std::string> words;  // that it can hold, in their order, as far as is known
  Path path;
  const MessagePath* message = nullptr;
};

struct View {
  std::vector<ViewColumn> columns;  // none: whole answers are written
  std::optional<PathCondition> where;
  std::optional<ViewColumn> sort;
  bool descending = false;
  std::optional<size_t> top;
  bool summary = false;

  // Whether answers are written as rows of `columns`, and their messages need not be made.
  bool rows() const { return !columns.empty(); }
};

// Whether the request, in the format, is answered by rows.
bool ShowsRows(const ViewRequest& request, OutputFormat format);

// Whether answers are written with all that they hold.
bool WritesWholeAnswers(const ViewRequest& request, OutputFormat format);

// Nothing when something is wrong: everything that is has been said. `plan` is null when the rules
// are on a server.
std::optional<View> ReadView(const ViewRequest& request, OutputFormat format, const Plan* plan,
                             Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_VIEW_H_
