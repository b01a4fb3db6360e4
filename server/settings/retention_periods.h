// For how long something is kept: "400d", "36h", or "forever".
//
//   const std::optional<absl::Duration> period = ReadKeptPeriod("400d");   // nothing: it is none
//   for (const auto& [kind, period] : KeptRecordsOf(options)) ...          // --keep-records
//
// Whole hours or days, and no other unit: what is deleted too early does not come back, so nobody
// should have to guess. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_SETTINGS_RETENTION_PERIODS_H_
#define BELLWETHER_SERVER_SETTINGS_RETENTION_PERIODS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "server/settings/options.h"

namespace bellwether {

inline constexpr std::string_view kForever = "forever";
inline constexpr std::string_view kKeptExamples = "400d, 36h or forever";
// A century: longer is "forever".
inline constexpr int kMostKeptDays = 36'525;

// InfiniteDuration of "forever". What does not fit is longer than a century.
std::optional<absl::Duration> ReadKeptPeriod(std::string_view text);
// As that reads it; of whole hours.
std::string ShowKeptPeriod(absl::Duration period);
// What is wrong with a period that must be so long; nothing when all is well.
std::optional<std::string> CheckKeptPeriod(std::string_view text, absl::Duration least);

// Of an entry of --keep-records: whether it is a kind of which records may go, and a period.
std::optional<std::string> CheckKeptRecords(std::string_view kind, std::string_view period);
// By kind; those that are not there are kept for ever.
std::map<std::string, absl::Duration> KeptRecordsOf(const ServerOptions& options);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_SETTINGS_RETENTION_PERIODS_H_
