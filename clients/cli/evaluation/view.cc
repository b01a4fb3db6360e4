// Tested by tests/clients/view_test.py.
#include "clients/cli/evaluation/view.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/paths/names.h"
#include "engine/paths/selection.h"

namespace bellwether::cli {
namespace {

// A line an account, for a spreadsheet or a warehouse.
constexpr char kWidePaths[] =
    "id,segment,stage,health.primary,health.primary.score,health.primary.band,"
    "health.primary.certain,health.primary.coverage,flags.raised,graduation.decision,"
    "graduation.total,extension.decision,extension.days_granted,extension.new_target,missing,as_of,"
    "pack.digest";
constexpr char kConditionName[] = "--where";

// Finds columns by their paths: in the plan, or among what messages carry.
class ColumnFinder {
 public:
  ColumnFinder(const Plan* plan, Console& console) : plan_(plan), console_(console) {}

  // What is wrong is said, with the option that it stands in.
  std::vector<ViewColumn> Find(const std::string& list, const char* option) {
    return plan_ != nullptr ? FindInPlan(list, option) : FindInMessages(list, option);
  }

  bool good() const { return good_; }
  void Fail(const std::string& sentence) {
    good_ = false;
    console_.Fail(sentence);
  }

 private:
  std::vector<ViewColumn> FindInPlan(const std::string& list, const char* option) {
    std::vector<ViewColumn> columns;
    Selection selection = ReadSelection(*plan_, list);
    for (const PathMistake& mistake : selection.mistakes) {
      Fail(absl::StrCat(option, ": ", mistake.message, mistake.hint.empty() ? "" : "; ",
                        mistake.hint));
    }
    for (Column& column : selection.columns) {
      std::vector<std::string> words = WordsOf(*plan_, column.path);
      columns.push_back(
          {{column.path.text, column.type}, std::move(words), std::move(column.path), nullptr});
    }
    return columns;
  }

  std::vector<ViewColumn> FindInMessages(const std::string& list, const char* option) {
    std::vector<ViewColumn> columns;
    bool unknown = false;
    for (const absl::string_view part : absl::StrSplit(list, ',')) {
      const std::string name(absl::StripAsciiWhitespace(part));
      const MessagePath* found = FindMessagePath(name);
      if (found == nullptr) {
        unknown = true;
        Fail(absl::StrCat(option, ": a server's answer is not read at ", Quoted(name)));
      } else if (!Knows(columns, name)) {
        columns.push_back({{name, found->type}, {}, {}, found});
      }
    }
    if (unknown) {
      console_.Say(absl::StrCat("without the pack there are: ", KnownNames(),
                                "; `bellwether evaluate --pack` knows all paths"));
    }
    return columns;
  }

  static bool Knows(const std::vector<ViewColumn>& columns, const std::string& name) {
    for (const ViewColumn& column : columns) {
      if (column.column.name == name) return true;
    }
    return false;
  }

  static std::string KnownNames() {
    std::vector<std::string> names;
    for (const MessagePath& path : MessagePaths()) names.emplace_back(path.name);
    return absl::StrJoin(names, ", ");
  }

  const Plan* plan_;
  Console& console_;
  bool good_ = true;
};

void ReadSort(const std::string& text, ColumnFinder& finder, View& view) {
  const std::vector<std::string> parts = absl::StrSplit(text, absl::MaxSplits(':', 1));
  if (parts.size() == 2 && parts[1] != "asc" && parts[1] != "desc") {
    finder.Fail(absl::StrCat("--sort: ", Quoted(parts[1]),
                             " is no direction; write PATH, PATH:asc or PATH:desc"));
  }
  view.descending = parts.size() == 2 && parts[1] == "desc";
  std::vector<ViewColumn> columns = finder.Find(parts[0], "--sort");
  if (columns.size() > 1) {
    finder.Fail(absl::StrCat("--sort: ", Quoted(parts[0]), " names ", columns.size(),
                             " paths; answers are sorted by one"));
  }
  if (columns.size() == 1) view.sort = std::move(columns.front());
}

void ReadWhere(const std::string& text, const Plan* plan, Console& console, ColumnFinder& finder,
               View& view) {
  if (plan == nullptr) {
    finder.Fail(
        "--where needs the pack, which is on the server; use `bellwether evaluate --pack`, or "
        "filter the output");
    return;
  }
  DiagnosticSink sink;
  const expression::Text where{text, {0, 1, 1, 1}, text.find('\n') == std::string::npos};
  view.where = PathCondition::Read(*plan, where, Limits{}, sink);
  const Sources sources({{kConditionName, text}});
  console.Write(RenderAll(sink.Take(), sources));
  if (!view.where) finder.Fail("--where cannot be read");
}

// Options that contradict each other.
void CheckTogether(const ViewRequest& request, OutputFormat format, ColumnFinder& finder) {
  if (request.summary &&
      (!request.select.empty() || !request.sort.empty() || request.top || request.long_rows)) {
    finder.Fail(
        "--summary counts accounts and writes no rows: leave out --select, --sort, --top "
        "and --long");
  }
  if (request.long_rows && format != OutputFormat::kCsv) {
    finder.Fail("--long is for --format csv");
  }
  if (request.long_rows && !request.select.empty()) {
    finder.Fail("--long has columns of its own: leave out --select");
  }
}

}  // namespace

bool ShowsRows(const ViewRequest& request, OutputFormat format) {
  return request.summary || !request.select.empty() ||
         (format == OutputFormat::kCsv && !request.long_rows);
}

bool WritesWholeAnswers(const ViewRequest& request, OutputFormat format) {
  const bool has_fields = format == OutputFormat::kJson || format == OutputFormat::kJsonLines;
  return has_fields && !ShowsRows(request, format);
}

std::optional<View> ReadView(const ViewRequest& request, OutputFormat format, const Plan* plan,
                             Console& console) {
  View view;
  ColumnFinder finder(plan, console);
  CheckTogether(request, format, finder);
  view.top = request.top;
  view.summary = request.summary;
  if (request.summary) {
    view.columns = finder.Find(kSummaryPaths, "--summary");
  } else if (!request.select.empty()) {
    view.columns = finder.Find(request.select, "--select");
  } else if (ShowsRows(request, format)) {
    view.columns = finder.Find(kWidePaths, "--format csv");
  }
  if (!request.sort.empty()) ReadSort(request.sort, finder, view);
  if (!request.where.empty()) ReadWhere(request.where, plan, console, finder, view);
  if (!finder.good()) return std::nullopt;
  return view;
}

}  // namespace bellwether::cli
