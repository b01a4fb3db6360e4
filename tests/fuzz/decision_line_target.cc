// Bytes as a decision log: whatever a line holds, it is read or told about; what was read is
// written and read back as the same line; and a record is replayed by a pack without an end.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "engine/accounts/violations.h"
#include "engine/decisions/read_line.h"
#include "engine/decisions/replay.h"
#include "engine/decisions/write_line.h"
#include "tests/fuzz/known_packs.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

void RunLine(std::string_view text) {
  const decisions::ReadLineResult read = decisions::ReadLine(text, Limits{});
  if (!read.problems.empty()) return;
  const std::string written = decisions::WriteLine(read.line);
  Require(written.find('\n') == written.size() - 1, "a line is one line", written);
  const decisions::ReadLineResult again =
      decisions::ReadLine(std::string_view(written).substr(0, written.size() - 1), Limits{});
  // A moment with an offset may lie in a year that has no spelling; no pack takes it.
  const bool only_dates =
      std::all_of(again.problems.begin(), again.problems.end(),
                  [](const Violation& problem) { return problem.reason == reason::kBadDate; });
  Require(only_dates, "what was written is read", written);
  if (!again.problems.empty()) return;
  Require(decisions::WriteLine(again.line) == written, "it is the same line", written);
  if (const auto* decision = std::get_if<decisions::Decision>(&again.line)) {
    static auto& replayer = *new decisions::Replayer(*KnownPacks().back(), Limits{});
    const decisions::Replayed& replayed = replayer.Replay(*decision);
    Require(replayed.compared + replayed.not_compared.size() <= decision->outcome.size(),
            "no outcome is compared twice", written);
  }
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  while (!text.empty()) {
    const size_t end = text.find('\n');
    bellwether::fuzz::RunLine(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return 0;
}
