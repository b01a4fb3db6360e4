// What became of the changes of a pack, in words and as JSON.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_MUTATION_REPORT_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_MUTATION_REPORT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/terminal/style.h"
#include "engine/mutation/mutations.h"
#include "engine/mutation/trial.h"
#include "engine/plan/plan.h"
#include "engine/statistics/proportion.h"

namespace bellwether::cli {

struct MutantResult {
  std::string file;  // from here: "rules/saas/flags/red.yaml"
  mutation::Mutation mutation;
  mutation::Verdict verdict;
};

struct MutationReport {
  std::shared_ptr<const Plan> plan;   // of the pack without any change
  uint64_t all = 0;                   // changes that could be made
  std::optional<uint64_t> seed;       // of a sample: the results are of some of them
  std::vector<MutantResult> results;  // at least one

  uint64_t Count(mutation::Fate fate) const;
  // Changes that were made and that some account can tell, as far as anybody knows.
  uint64_t counted() const;
  // Of these, how many were noticed, by check or by a test: 0 to 100; 100 where there is none.
  double score() const;
  // Where the score of all lies, with a confidence of 95 %: 0 to 100.
  statistics::Interval interval() const;
};

// Survivors, each with a test that would notice it; what no account can tell, with the reason; and
// the score.
std::string MutationText(const MutationReport& report, const Style& style);
// Every change with its fate, and the score.
std::string MutationJson(const MutationReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_MUTATION_REPORT_H_
