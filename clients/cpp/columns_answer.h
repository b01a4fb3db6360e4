// The answer of EvaluateColumns, row by row.
//
//   absl::StatusOr<bellwether::ColumnsAnswer> answer =
//       bellwether::ColumnsAnswer::Read(ids, std::move(response));   // ids of the request
//   if (!answer.ok()) return answer.status();                        // not what was asked
//   for (size_t row = 0; row < answer->rows(); ++row) {
//     bellwether::EvaluateAnswer account = answer->Row(row);
//     if (account.ok()) std::cout << account.evaluation.segment() << "\n";
//   }
//
// A row is given as an Evaluation that holds what columns carry, in the places where the other
// calls have it, and nothing else:
//
// - pack, as_of, account, segment, stage;
// - health: model, primary, state, score, coverage and bounds; `components` are the ones that the
//   score goes without (OUTCOME_COLUMNS_ABSENT): flat, by their dotted names, the heaviest first;
// - benchmarks: name, state, tier, value;
// - flags that are raised or not evaluated: name, state, severity; how many are not evaluated;
// - graduation: state, total, readiness, decision, the dimensions' states and scores;
// - extension: state, decision, basis, certain, days and new target; forecast; programme: week,
// level
//   of enablement, review;
// - data: names that are missing (without the reason), stale names, both counts, age of the oldest
//   input.
//
// Groups that were not asked for are not there. An answer that does not hold together (another
// number of rows, an index beyond its dictionary) is refused as a whole, so Row cannot fail.
// Immutable.
#ifndef BELLWETHER_CLIENTS_CPP_COLUMNS_ANSWER_H_
#define BELLWETHER_CLIENTS_CPP_COLUMNS_ANSWER_H_

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "bellwether/v1/columns.pb.h"
#include "clients/cpp/client.h"

namespace bellwether {

// OK, or DATA_LOSS with the column that is wrong.
absl::Status CheckColumnsAnswer(const v1::EvaluateColumnsResponse& response, size_t rows);

class ColumnsAnswer {
 public:
  // `ids`: of the accounts that were asked about, in order.
  static absl::StatusOr<ColumnsAnswer> Read(std::vector<std::string> ids,
                                            v1::EvaluateColumnsResponse response);

  size_t rows() const { return ids_.size(); }
  // The account was refused: Row gives its status and violations.
  bool refused(size_t row) const { return errors_.count(row) > 0; }
  EvaluateAnswer Row(size_t row) const;

 private:
  ColumnsAnswer(std::vector<std::string> ids, v1::EvaluateColumnsResponse response);

  std::vector<std::string> ids_;
  v1::EvaluateColumnsResponse response_;
  std::unordered_map<size_t, int> errors_;  // row -> index in errors()
};

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_COLUMNS_ANSWER_H_
