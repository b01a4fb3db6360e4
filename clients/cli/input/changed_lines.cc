// Tested by tests/clients/test_coverage_test.py and tests/clients/mutate_command_test.py.
#include "clients/cli/input/changed_lines.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/base/string_bridge.h"

namespace bellwether::cli {

ChangedPackLines::ChangedPackLines(std::string folder, LinesByFile lines)
    : folder_(std::move(folder)), lines_(std::move(lines)) {}

std::optional<ChangedPackLines> ChangedPackLines::OrSayWhy(const std::string& folder,
                                                           const std::string& revision,
                                                           Console& console, ExitCode& failure) {
  auto changed = ChangedLines(folder, revision);
  if (changed.ok()) return ChangedPackLines(folder, *std::move(changed));
  console.Fail(ToStd(changed.status().message()));
  failure = absl::IsNotFound(changed.status()) ? ExitCode::kUsage : ExitCode::kFailed;
  return std::nullopt;
}

bool ChangedPackLines::Has(const Sources& sources, uint32_t file, uint32_t line) const {
  const std::filesystem::path name{std::string(sources.name(file))};
  const auto ranges = lines_.find(name.lexically_relative(folder_).generic_string());
  return ranges != lines_.end() &&
         std::any_of(ranges->second.begin(), ranges->second.end(), [line](const LineRange& range) {
           return range.first <= line && line <= range.last;
         });
}

}  // namespace bellwether::cli
