// Where the change of an account's scores comes from, for a terminal and for programs.
//
//   v1::CompareEvaluationsResponse answer;   // of a server, or wire::ComparisonToProto of one's
//   own output.Write(ChangeText({answer, model}, style, width));
//
// The text: who and when; for each model the score before, a signed line for each thing that
// changed with the pack's file and line, the score after; then flags and decisions that are not
// what they were. Components about which nothing changed, and which count for more or less since
// others did, are one line. The JSON has a line for each (docs/attribution.md).
//
// Thread-safe: no state. Total.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_CHANGE_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_CHANGE_REPORT_H_

#include <array>
#include <cstddef>
#include <string>

#include "bellwether/v1/scoring.pb.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

struct ChangeReport {
  const v1::CompareEvaluationsResponse& answer;
  std::string model;  // this one alone, and no other outcomes; "": all
};

std::string ChangeText(const ChangeReport& report, const Style& style, size_t width);
std::string ChangeJson(const ChangeReport& report);

// What became of a score, in one line: "−14: data −8.30 · staleness −5.70". Only where arithmetic
// was done.
std::string ChangeSummary(const v1::ModelChange& model);

// What the two have in common: "data", "staleness", ...
std::string KindWord(v1::ChangeKind kind);
// In the order in which they are told.
inline constexpr std::array<v1::ChangeKind, 8> kChangeKinds = {
    v1::CHANGE_KIND_DATA,          v1::CHANGE_KIND_STALENESS, v1::CHANGE_KIND_COVERAGE,
    v1::CHANGE_KIND_CONFIGURATION, v1::CHANGE_KIND_TOGETHER,  v1::CHANGE_KIND_CAPS,
    v1::CHANGE_KIND_OVERRIDE,      v1::CHANGE_KIND_ROUNDING};
// Points of the lines of one kind.
double PointsOf(const v1::ModelChange& model, v1::ChangeKind kind);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_CHANGE_REPORT_H_
