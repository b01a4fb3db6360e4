// proc(5): fields of /proc/self/stat are counted from 1, and the second may hold blanks and
// brackets: what follows begins after the last bracket.
//
// Tested by tests/server/metrics_port_test.cc.
#include "server/telemetry/process_metrics.h"

#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace bellwether {
namespace {

std::string ReadText(const char* path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Fields of /proc/self/stat from the third on.
std::vector<std::string> ReadStat() {
  const std::string text = ReadText("/proc/self/stat");
  const size_t bracket = text.rfind(") ");
  if (bracket == std::string::npos) return {};
  return absl::StrSplit(text.substr(bracket + 2), ' ');
}

std::optional<double> FieldOf(const std::vector<std::string>& stat, size_t number) {
  double value = 0;
  const size_t index = number - 3;
  if (index >= stat.size() || !absl::SimpleAtod(stat[index], &value)) return std::nullopt;
  return value;
}

// When the system was started, in seconds since 1970. From clocks, since a service may not see
// /proc/stat.
std::optional<double> BootTime() {
  timespec since_boot{};
  if (clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0) return std::nullopt;
  return absl::ToDoubleSeconds(absl::Now() - absl::DurationFromTimespec(since_boot) -
                               absl::UnixEpoch());
}

void CollectTimesAndMemory(Exposition& exposition) {
  const std::vector<std::string> stat = ReadStat();
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  const auto user = FieldOf(stat, 14), system = FieldOf(stat, 15), begun = FieldOf(stat, 22);
  const auto address_space = FieldOf(stat, 23), pages = FieldOf(stat, 24);
  if (user && system) exposition.Add(MetricId::kProcessCpu, {}, (*user + *system) / ticks);
  if (address_space) exposition.Add(MetricId::kProcessVirtualMemory, {}, *address_space);
  if (pages) {
    exposition.Add(MetricId::kProcessResidentMemory, {},
                   *pages * static_cast<double>(sysconf(_SC_PAGESIZE)));
  }
  const auto boot = BootTime();
  if (begun && boot) exposition.Add(MetricId::kProcessStartTime, {}, *boot + *begun / ticks);
}

void CollectDescriptors(Exposition& exposition) {
  std::error_code error;
  std::filesystem::directory_iterator open("/proc/self/fd", error);
  if (!error) {
    const auto count = std::distance(begin(open), end(open));
    // One of them looks at the folder.
    exposition.Add(MetricId::kProcessOpenFds, {}, static_cast<double>(count - 1));
  }
  rlimit most{};
  if (getrlimit(RLIMIT_NOFILE, &most) == 0) {
    exposition.Add(MetricId::kProcessMaxFds, {}, static_cast<double>(most.rlim_cur));
  }
}

}  // namespace

void CollectProcess(Exposition& exposition) {
  CollectTimesAndMemory(exposition);
  CollectDescriptors(exposition);
}

}  // namespace bellwether
