// The text of one line of a decision log -> the line, or everything that is wrong with it.
//
//   const ReadLineResult read = ReadLine(text, limits);
//   if (read.problems.empty()) Use(read.line); else Tell(read.problems);
//
// Total: any bytes; never throws. Thread-safe.
#ifndef BELLWETHER_ENGINE_DECISIONS_READ_LINE_H_
#define BELLWETHER_ENGINE_DECISIONS_READ_LINE_H_

#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/decisions/record.h"

namespace bellwether::decisions {

struct ReadLineResult {
  Line line;
  std::vector<Violation> problems;  // paths as in the line: "outcome.health.primary", "account.id"
};

// `text`: without the end of the line. Keys that are not known are passed over: a later server may
// write more.
ReadLineResult ReadLine(std::string_view text, const Limits& limits);

}  // namespace bellwether::decisions

#endif  // BELLWETHER_ENGINE_DECISIONS_READ_LINE_H_
