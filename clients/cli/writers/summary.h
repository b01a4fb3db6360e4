// Counts of accounts by what was decided about them, in place of rows.
//
// Each column is a group: how many accounts have which of its values. An account counts once for
// each name of a list. Memory grows with the number of different values alone. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_WRITERS_SUMMARY_H_
#define BELLWETHER_CLIENTS_CLI_WRITERS_SUMMARY_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/writers/row_writer.h"

namespace bellwether::cli {

struct SummaryGroup {
  RowColumn column;
  // In which order values are shown: first those that are known beforehand, then others by their
  // bytes. Only values that occur are shown.
  std::vector<std::string> words;
};

// What a summary counts by.
inline constexpr char kSummaryPaths[] =
    "health.primary.band,extension.decision,graduation.decision,flags.raised,segment";

class Summary {
 public:
  explicit Summary(std::vector<SummaryGroup> groups);

  // A value for each group.
  void Add(const Row& row);
  // Table: groups with bars, a full bar for all accounts. JSON: one object. CSV: a line for each
  // path and value.
  std::string Text(OutputFormat format, const WriterOptions& options) const;

 private:
  // A value and how many accounts have it, in the order in which they are shown; "" last, for those
  // that have none.
  using Counts = std::vector<std::pair<std::string, uint64_t>>;
  Counts CountsOf(size_t group) const;
  std::string Table(const WriterOptions& options) const;
  std::string Json(int indent) const;
  std::string Csv() const;

  const std::vector<SummaryGroup> groups_;
  std::vector<std::map<std::string, uint64_t>> counts_;  // by group; "": no value
  uint64_t accounts_ = 0;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WRITERS_SUMMARY_H_
