// What a replay of decision logs found, for people and for programs. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_DECISIONS_REPLAY_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_DECISIONS_REPLAY_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/terminal/style.h"
#include "engine/decisions/replay.h"
#include "engine/decisions/what_if.h"

namespace bellwether::cli {

// A record that the same pack answers otherwise today.
struct DifferentRecord {
  std::string place;
  std::string account_id;
  std::string server;  // the release that wrote the file; "": not known
  std::vector<decisions::Difference> differences;
  std::vector<std::string> refused;  // sentences: the pack refuses the account
};

struct UnreadLine {
  std::string place;
  std::string reason;
};

struct ReplayReport {
  v1::PackInfo pack;
  std::string place;    // of the pack, as the command line names it
  std::string release;  // of this program
  size_t files = 0;

  // Records of the pack.
  uint64_t same = 0;
  uint64_t same_in_part = 0;  // what a redaction leaves to compare is the same
  uint64_t different = 0;
  uint64_t not_comparable = 0;  // a redaction leaves nothing
  // Records of other packs, and what this one would have answered.
  decisions::WhatIf what_if;
  uint64_t what_if_in_part = 0;                 // of these, redacted ones
  uint64_t what_if_refused = 0;                 // this pack refuses the account
  std::map<std::string, uint64_t> other_packs;  // records by "saas 1.0.0 (1a2b3c4d)"

  uint64_t unread = 0;   // lines
  uint64_t torn = 0;     // last lines of files
  uint64_t dropped = 0;  // evaluations that the server says it did not write
  std::vector<std::string> file_problems;

  // Of redacted records: how many have a name redacted, and an outcome not compared for it.
  std::map<std::string, uint64_t> redacted, not_compared;
  // The first of them.
  std::vector<DifferentRecord> differences;
  std::vector<UnreadLine> unread_lines;

  uint64_t records() const {
    return same + same_in_part + different + not_comparable + what_if.records() + what_if_refused;
  }
};

std::string ReplayText(const ReplayReport& report, const Style& style);
std::string ReplayJson(const ReplayReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_DECISIONS_REPLAY_REPORT_H_
