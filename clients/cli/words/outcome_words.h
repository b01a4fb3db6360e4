// Flags, graduation and extension in words, for the table, the CSV and the explanation.
//
// Words of the rules language stay as rules spell them (READY, NOT_YET, EXTEND); states of the
// engine are in lower case. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_WORDS_OUTCOME_WORDS_H_
#define BELLWETHER_CLIENTS_CLI_WORDS_OUTCOME_WORDS_H_

#include <string>
#include <vector>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

using MissingInputs = google::protobuf::RepeatedPtrField<v1::MissingInput>;
using Names = google::protobuf::RepeatedPtrField<std::string>;

// "insufficient data", "already graduated"; "" for ANSWERED.
std::string StateWords(v1::OutcomeState state);
// "1 day", "14 days".
std::string Days(int days);
// "csat, nps (not given); usage (stale)".
std::string MissingWords(const MissingInputs& missing);
// "days_since_kickoff = 34 · first_login_at: not yet".
std::string ReadWords(const v1::Rule& rule);
std::string NamesWords(const Names& names);
// "playbook call_champion · tell management".
std::string FollowUpWords(const std::string& playbook, const Names& notify);

// The raised ones, the worst severity first: by the plan's order, else (the rules are on a server)
// by the colour that a severity is named after, and then in the order of the pack.
std::vector<const v1::FlagResult*> RaisedFlags(const v1::Evaluation& evaluation, const Plan* plan);
// "2 red 1 yellow"; "" when none is raised.
std::string RaisedWords(const std::vector<const v1::FlagResult*>& raised,
                        const std::string& separator = " ");
// "8.3": a score out of 10, with one decimal or as many as it has.
std::string OutOfTen(double score);
// "8.3 READY, NOT_YET"; "insufficient data"; "" when the pack does not define or ask it.
std::string GraduationWords(const v1::GraduationResult& graduation);
Tone GraduationTone(const v1::GraduationResult& graduation);
// "CONTINUE", "EXTEND 14 days"; "" when the pack does not define or ask it.
std::string ExtensionWords(const v1::ExtensionResult& extension);
// "A reason to escalate holds: signs that the customer may leave."
std::string WhyWords(const v1::ExtensionResult& extension);
Tone ExtensionTone(const v1::ExtensionResult& extension);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_WORDS_OUTCOME_WORDS_H_
