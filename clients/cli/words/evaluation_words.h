// Pieces of an evaluation in words, for the table and for the explanation.
//
// Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_WORDS_EVALUATION_WORDS_H_
#define BELLWETHER_CLIENTS_CLI_WORDS_EVALUATION_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "bellwether/v1/evaluation.pb.h"

namespace bellwether::cli {

// "insufficient data"; a scored model has no words.
std::string StateWords(v1::HealthState state);
// "not given", "not yet", "stale".
std::string MissingWords(v1::MissingReason reason);
// 0.854 -> "85 %". Rounded towards the middle: 99.6 % is not yet "100 %", and 0.4 % is not "0 %".
std::string Percent(double share);
// "64–79", rounded as the score is.
std::string BoundsWords(const v1::HealthResult& health);
// "0.72", "yes", "positive", "2026-02-10", "12 points".
std::string ValueWords(const v1::FactValue& value);
// Any lower-case words from an enum's: "TIERED" -> "tiered", "NOT_YET" -> "not yet".
std::string Words(std::string_view constant);

// How sure the band is, in one sentence: BandConfidence of what every answer carries. "" for a
// model that was not evaluated.
std::string ConfidenceWords(const v1::HealthResult& health, std::string_view language);

// Dotted names of the leaves that are in the denominator of the coverage and have no value, the
// heaviest first. Needs an explanation of SUMMARY or FULL.
std::vector<std::string> AbsentComponents(const v1::HealthResult& health);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WORDS_EVALUATION_WORDS_H_
