// Columns of bellwether.v1 <-> the engine: views of a request, and an answer written row by row.
//
//   const AccountColumns columns = wire::ColumnsFromProto(request.accounts());
//   wire::ColumnsWriter writer(plan, wanted, columns.rows(), as_of, response);
//   for each row: writer.Add(row, facts, evaluation);     // or nothing, for one that was refused
//   writer.Finish();
//
// One thread for each writer. Nothing throws.
#ifndef BELLWETHER_PROTOS_WIRE_COLUMNS_H_
#define BELLWETHER_PROTOS_WIRE_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/columns.pb.h"
#include "engine/evaluate/evaluation.h"
#include "engine/facts/account.h"
#include "engine/facts/columns.h"
#include "engine/plan/plan.h"

namespace bellwether::wire {

// Views of the message, which must outlive them. Total: CheckColumns says what is wrong.
AccountColumns ColumnsFromProto(const v1::AccountColumns& message);

// The groups of columns that an answer has.
class WantedColumns {
 public:
  // Values that are no group are appended to `violations`, with paths below "outcomes". Nothing
  // asked for: everything.
  static WantedColumns FromProto(const google::protobuf::RepeatedField<int>& outcomes,
                                 std::vector<Violation>& violations);

  bool Has(v1::OutcomeColumns group) const { return (groups_ >> group & 1) != 0; }

 private:
  uint32_t groups_ = 0;  // bit g: group g
};

// Writes one group of columns. Every column has its size, and the cells of a refused account,
// before the first row is written.
class GroupWriter {
 public:
  virtual ~GroupWriter() = default;
  virtual void Add(size_t row, const Facts& facts, const Evaluation& evaluation) = 0;
  virtual void Finish() {}
};

class ColumnsWriter {
 public:
  // `as_of` as the pack's time zone has it.
  ColumnsWriter(const Plan& plan, const WantedColumns& wanted, size_t rows, absl::Time as_of,
                v1::EvaluateColumnsResponse& response);

  void Add(size_t row, const Facts& facts, const Evaluation& evaluation);
  // After the last row.
  void Finish();

 private:
  std::vector<std::unique_ptr<GroupWriter>> groups_;
};

}  // namespace bellwether::wire

#endif  // BELLWETHER_PROTOS_WIRE_COLUMNS_H_
