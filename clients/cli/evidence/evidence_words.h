// Pieces of evidence in words.
//
// Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_WORDS_H_
#define BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_WORDS_H_

#include <optional>
#include <string>

#include "clients/cli/terminal/style.h"
#include "clients/cli/writers/writer.h"
#include "engine/evidence/drivers.h"
#include "engine/evidence/experiment.h"
#include "engine/evidence/fit.h"

namespace bellwether::cli {

// "< 0.001", "0.03"
std::string PWords(double p);
// "0.71 (0.64–0.78)"
std::string AucWords(double auc, const std::optional<statistics::Interval>& interval);
// "81.3 %", "+4.2 points": shares from 0 to 1, and differences of them
std::string ShareWords(double share);
std::string PointWords(double difference);
// Signed, in the unit of the effect; "12 % less" for a ratio.
std::string DifferenceWords(const evidence::Effect& effect, double difference);
std::string EffectIntervalWords(const evidence::Effect& effect);
std::string ArmValueWords(const evidence::Effect& effect, const evidence::ArmValue& value);
// "12.5 days", "4.2 points", "12 %": of an effect's improvement.
std::string ImprovementWords(const evidence::Effect& effect, double improvement);

// "ADOPT"
std::string VerdictName(evidence::Verdict verdict);
std::string VerdictName(evidence::FitVerdict verdict);
std::string StateName(evidence::DriverState state);
std::string BucketsName(evidence::BucketsBy by);
std::string OutcomeName(ArmOutcome outcome);
Tone VerdictTone(evidence::Verdict verdict);

std::string DayText(int32_t day);
// For tables of these texts.
WriterOptions EvidenceTable(const Style& style, size_t width);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVIDENCE_EVIDENCE_WORDS_H_
