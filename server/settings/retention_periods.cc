// Tested by tests/server/retention_periods_test.cc.
#include "server/settings/retention_periods.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/schema/record_kinds.h"

namespace bellwether {
namespace {

constexpr int64_t kHoursOfDay = 24;
// What an account is follows from all of these, however old: they go with it.
constexpr std::string_view kNeverOld = "account";
constexpr absl::Duration kLeastOfRecords = absl::Hours(24);

}  // namespace

std::optional<absl::Duration> ReadKeptPeriod(std::string_view text) {
  if (text == kForever) return absl::InfiniteDuration();
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit = text.substr(static_cast<size_t>(end - text.data()));
  if (error == std::errc::invalid_argument || text.front() == '-') return std::nullopt;
  if (unit != "h" && unit != "d") return std::nullopt;
  const bool is_known = error == std::errc() && number <= kMostKeptDays * kHoursOfDay;
  const int64_t hours = is_known ? number * (unit == "d" ? kHoursOfDay : 1) : INT32_MAX;
  return absl::Hours(hours);
}

std::string ShowKeptPeriod(absl::Duration period) {
  if (period == absl::InfiniteDuration()) return std::string(kForever);
  const int64_t hours = absl::ToInt64Hours(period);
  if (hours % kHoursOfDay == 0) return absl::StrCat(hours / kHoursOfDay, "d");
  return absl::StrCat(hours, "h");
}

std::optional<std::string> CheckKeptPeriod(std::string_view text, absl::Duration least) {
  const std::optional<absl::Duration> period = ReadKeptPeriod(text);
  if (!period) {
    return absl::StrCat(Quoted(text), " does not say how long; write it like ",
                        ToAbsl(kKeptExamples));
  }
  const absl::Duration most = absl::Hours(kMostKeptDays * kHoursOfDay);
  if (*period == absl::InfiniteDuration() || (*period >= least && *period <= most)) {
    return std::nullopt;
  }
  return absl::StrCat(Quoted(text), " is outside ", ShowKeptPeriod(least), " to ",
                      ShowKeptPeriod(most), "; longer is ", ToAbsl(kForever));
}

std::optional<std::string> CheckKeptRecords(std::string_view kind, std::string_view period) {
  if (kind == kNeverOld) {
    return absl::StrCat(Quoted(kind),
                        " records say what an account is, and stay as long as it; erase accounts "
                        "instead (DeleteAccount)");
  }
  std::vector<std::string> kinds = records::KindNames();
  std::erase(kinds, kNeverOld);
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    return absl::StrCat(Quoted(kind), " is no kind of record; ", DidYouMean(kind, kinds));
  }
  return CheckKeptPeriod(period, kLeastOfRecords);
}

std::map<std::string, absl::Duration> KeptRecordsOf(const ServerOptions& options) {
  std::map<std::string, absl::Duration> kept;
  for (const std::string& entry : options.keep_records) {
    const size_t sign = entry.find('=');
    const auto period = ReadKeptPeriod(std::string_view(entry).substr(sign + 1));
    if (period) kept[entry.substr(0, sign)] = *period;
  }
  return kept;
}

}  // namespace bellwether
