// Which playbooks apply now, and their steps as entries. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_EXPLANATION_PLAYBOOK_WORDS_H_
#define BELLWETHER_CLIENTS_CLI_EXPLANATION_PLAYBOOK_WORDS_H_

#include <vector>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/explanation/explanation_layout.h"

namespace bellwether::cli {

// Playbooks that something of the shown sections asks for, in the order of the answer.
std::vector<const v1::Playbook*> WantedPlaybooks(const v1::Evaluation& evaluation,
                                                 const ExplanationOptions& options);
// A line for each step: date, owner, action.
std::vector<Entry> StepEntries(const v1::Playbook& playbook);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EXPLANATION_PLAYBOOK_WORDS_H_
