// Tested by tests/clients/replay_command_test.py.
#include "clients/cli/decisions/log_replay.h"

#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/counted.h"
#include "engine/decisions/read_line.h"

namespace bellwether::cli {
namespace {

// Names beyond that are not told apart: a log may hold anything.
constexpr size_t kMostNames = 10'000;
constexpr size_t kShortDigest = 8;

void CountName(const std::string& name, std::map<std::string, uint64_t>& counts) {
  if (counts.size() < kMostNames || counts.count(name) != 0) ++counts[name];
}

// "account.id: ...; and 2 more problems".
std::string ReasonOf(const std::vector<Violation>& problems) {
  const Violation& first = problems.front();
  std::string reason =
      first.path.empty() ? first.message : absl::StrCat(first.path, ": ", first.message);
  if (problems.size() > 1) {
    absl::StrAppend(&reason, "; and ", Counted(problems.size() - 1, "more problem"));
  }
  return reason;
}

}  // namespace

void LogReplay::Take(const LogLine& line) {
  if (line.file != file_) {
    file_ = line.file;
    server_.clear();
  }
  if (line.too_long) return NoteUnread(line, "longer than a line may be");
  decisions::ReadLineResult read = decisions::ReadLine(line.text, Limits{});
  if (!read.problems.empty()) {
    if (!line.torn) return NoteUnread(line, ReasonOf(read.problems));
    ++report_.torn;
    return console_.Say(absl::StrCat(Printable(line.Place()),
                                     ": the file ends within the line: the server was stopped "
                                     "by force while it wrote"));
  }
  if (const auto* opened = std::get_if<decisions::Opened>(&read.line)) {
    server_ = opened->server;
  } else if (const auto* dropped = std::get_if<decisions::Dropped>(&read.line)) {
    report_.dropped += dropped->count;
  } else {
    Take(line, std::get<decisions::Decision>(read.line));
  }
}

void LogReplay::NoteUnread(const LogLine& line, const std::string& reason) {
  ++report_.unread;
  if (report_.unread_lines.size() < top_) {
    report_.unread_lines.push_back({line.Place(), reason});
    console_.Say(absl::StrCat(Printable(line.Place()), ": ", Printable(reason)));
  } else if (report_.unread == top_ + 1) {
    console_.Say("further lines that cannot be read are counted; --top shows more");
  }
}

void LogReplay::Take(const LogLine& line, const decisions::Decision& decision) {
  const decisions::Replayed& replayed = replayer_.Replay(decision);
  NoteRedaction(decision, replayed);
  if (evaluated && replayed.refused.empty()) evaluated(replayer_);
  if (!replayed.same_pack) return AddToWhatIf(decision, replayed);
  const bool redacted = !decision.redacted.empty();
  if (!replayed.refused.empty()) {
    if (redacted) {
      ++report_.not_comparable;
      return;
    }
    return NoteDifferent(line, decision, replayed);
  }
  if (!replayed.differences.empty()) return NoteDifferent(line, decision, replayed);
  if (replayed.not_compared.empty()) {
    ++report_.same;
  } else if (replayed.compared == 0) {
    ++report_.not_comparable;
  } else {
    ++report_.same_in_part;
  }
}

void LogReplay::NoteDifferent(const LogLine& line, const decisions::Decision& decision,
                              const decisions::Replayed& replayed) {
  ++report_.different;
  if (report_.differences.size() >= top_) return;
  DifferentRecord& record = report_.differences.emplace_back();
  record.place = line.Place();
  record.account_id = decision.account.id;
  record.server = server_;
  record.differences = replayed.differences;
  for (const Violation& problem : replayed.refused) {
    record.refused.push_back(absl::StrCat(problem.path, ": ", problem.message));
  }
}

void LogReplay::NoteRedaction(const decisions::Decision& decision,
                              const decisions::Replayed& replayed) {
  for (const decisions::Redacted& one : decision.redacted) CountName(one.name, report_.redacted);
  for (const std::string& path : replayed.not_compared) CountName(path, report_.not_compared);
}

void LogReplay::AddToWhatIf(const decisions::Decision& decision,
                            const decisions::Replayed& replayed) {
  CountName(absl::StrCat(Printable(decision.pack.name), " ", Printable(decision.pack.version), " (",
                         Printable(decision.pack.digest.substr(0, kShortDigest)), ")"),
            report_.other_packs);
  if (!replayed.refused.empty()) {
    ++report_.what_if_refused;
    return;
  }
  if (!replayed.not_compared.empty()) ++report_.what_if_in_part;
  report_.what_if.Add(decision, replayed);
}

}  // namespace bellwether::cli
