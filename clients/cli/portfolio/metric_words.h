// Pieces of a portfolio metric in words.
//
// Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_METRIC_WORDS_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_METRIC_WORDS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "clients/cli/terminal/style.h"
#include "engine/portfolio/result.h"

namespace bellwether::cli {

// "94.2 %", "41 days", "12,400", "+31"; too few: "3 of 7", or the value in brackets; what is not
// known in words: "nobody", "not reached", "refused".
std::string ValueWords(const portfolio::Quantity& quantity);
// "91.0–96.4 %"; "" for none.
std::string IntervalWords(const portfolio::Quantity& quantity);
// "KNOWN", "INSUFFICIENT_DATA", "NO_CASES", "NOT_REACHED", "REFUSED": for programs.
std::string StandingName(portfolio::Standing standing);
// "rising", "within noise".
std::string JudgementWords(portfolio::Judgement judgement);
// "rising" is good where higher is better.
Tone JudgementTone(const portfolio::MetricResult& result);
// "+3.1 %", with the noise named where it may be that; "" for nothing known.
std::string ChangeWords(const portfolio::Comparison& comparison);
// Good where the change is beyond noise and for the better.
Tone ChangeTone(const portfolio::MetricResult& result);
// Best good, worst bad, those between middling.
Tone TierTone(const std::optional<portfolio::Tier>& tier);
// A mark for each tier, filled from the worst up to this one: "▮▮▮▯▯"; "" for none.
std::string TierGauge(const std::optional<portfolio::Tier>& tier);
// A bar of at most so many columns, to an eighth of one. `share`: 0 to 1.
std::string BarOf(double share, size_t columns);
// One bar for each point, from the least known value to the greatest; a blank where none is known.
std::string Sparkline(const portfolio::Trend& trend);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_METRIC_WORDS_H_
