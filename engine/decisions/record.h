// A line of a decision log as plain data: what was asked, by whom, as of when, what was answered
// and by which pack. write_line.h makes the line, read_line.h reads it back; docs/decision-log.md
// explains every key.
#ifndef BELLWETHER_ENGINE_DECISIONS_RECORD_H_
#define BELLWETHER_ENGINE_DECISIONS_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "engine/decisions/outcome.h"
#include "engine/facts/account.h"

namespace bellwether::decisions {

inline constexpr int kFormatVersion = 1;
// A longer line is not written, and not read: an account of a request is at most as long.
inline constexpr size_t kMostLineBytes = 32u << 20;

// What was kept out of a line on purpose (redaction.h).
struct Redacted {
  std::string name;  // "signals.usage", "account.csm", "caller"
  std::string how;   // "drop", "hash", "month", "step"
  friend bool operator==(const Redacted&, const Redacted&) = default;
};

struct PackName {
  std::string name;
  std::string version;
  std::string digest;  // 64 hexadecimal digits
  std::string label;   // "active", "canary" ...; "" where a digest was asked for that has none
};

// An evaluation that was answered.
struct Decision {
  absl::Time time;         // of the request
  std::string request_id;  // "": the caller gave none
  std::string trace_id;    // 32 hexadecimal digits, or ""
  std::string method;      // "bellwether.v1.ScoringService/Evaluate"
  std::string caller;      // "" where callers have no names
  PackName pack;
  Moment as_of;
  bool report_unknown_signals = false;
  std::string benchmark_set;  // "": as the pack says
  Account account;
  std::vector<OutcomeValue> outcome;
  std::vector<Redacted> redacted;
};

// Evaluations that are not in the log although they belong there.
struct Dropped {
  absl::Time time;  // when the line was written
  uint64_t count = 0;
  std::string reason;  // "queue_full", "cannot_write", "too_long"
};

// The first line of a file.
struct Opened {
  absl::Time time;
  int format = kFormatVersion;
  std::string server;  // version of the program
};

using Line = std::variant<Opened, Decision, Dropped>;

}  // namespace bellwether::decisions

#endif  // BELLWETHER_ENGINE_DECISIONS_RECORD_H_
