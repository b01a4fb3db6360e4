// Where the change of an account's scores comes from, for a terminal and for programs.
//
//   ChangeReport report{&attribution, {before.plan.get(), before_as_of}, {after.plan.get(),
//   as_of}}; output.Write(ChangeText(report, options));
//
// The text: who and when; for each model the score before, a signed line for each thing that
// changed with the pack's file and line, the score after; then flags and decisions that are not
// what they were. Components about which nothing changed, and which count for more or less since
// others did, are one line. The JSON has a line for each (docs/attribution.md).
//
// Thread-safe: no state. Total.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_CHANGE_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_CHANGE_REPORT_H_

#include <cstddef>
#include <string>

#include "clients/cli/terminal/style.h"
#include "engine/attribution/attribution.h"

namespace bellwether::cli {

struct ChangeSide {
  const Plan* plan = nullptr;
  Moment as_of;
};

struct ChangeReport {
  const Attribution* attribution = nullptr;
  std::string account_id;
  ChangeSide before;
  ChangeSide after;
  std::string model;  // this one alone; "": all
};

std::string ChangeText(const ChangeReport& report, const Style& style, size_t width);
std::string ChangeJson(const ChangeReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_CHANGE_REPORT_H_
