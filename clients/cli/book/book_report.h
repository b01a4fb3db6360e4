// What a book holds, what is missing in it, and what is doubtful: for people, and as JSON.
#ifndef BELLWETHER_CLIENTS_CLI_BOOK_BOOK_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_BOOK_BOOK_REPORT_H_

#include <string>
#include <vector>

#include "clients/cli/book/book_loading.h"
#include "clients/cli/terminal/style.h"
#include "engine/book/quality.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

struct KindSummary {
  records::Kind kind = records::Kind::kAccount;
  uint64_t records = 0;  // known at the moment of the report
  uint64_t accounts = 0;
  int32_t first_day = 0;  // of `at`, when there are records
  int32_t last_day = 0;
};

// A kind of which nothing is known, and what can therefore not be told, or only in part.
struct MissingKind {
  records::Kind kind = records::Kind::kAccount;
  std::vector<std::string> metrics;  // of the pack; without one measures of the engine
};

struct BookReport {
  std::string path;
  uint64_t files = 0;
  uint64_t accounts = 0;
  uint64_t records = 0;  // known at the moment of the report
  uint64_t unknown = 0;  // learned later, or replaced by then
  uint64_t refused = 0;
  std::vector<std::string> first_refused;
  std::vector<std::string> ignored;
  std::vector<KindSummary> kinds;  // all, also those without records
  std::vector<MissingKind> missing;
  std::vector<book::Finding> findings;

  // Nothing was refused, and nothing is doubtful.
  bool good() const { return refused == 0 && findings.empty(); }
};

// `as_of`: what is known then; book::kNever - 1 for all that was ever known.
// `plan`: whose metrics are looked at; may be null.
BookReport ReportOn(const LoadedBook& loaded, const std::string& path, book::Instant as_of,
                    const Plan* plan);

std::string ReportText(const BookReport& report, const Style& style, size_t width);
std::string ReportJson(const BookReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_BOOK_BOOK_REPORT_H_
