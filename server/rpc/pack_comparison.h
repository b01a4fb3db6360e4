// Two packs that a request names, and what accounts come to under both: what every preview is made
// of.
//
//   PackComparison comparison(environment);
//   grpc::Status status = comparison.Ask(call, {request.from(), request.to(), ...});   // quick
//   ...                                                                    // on a worker
//   status = comparison.Load(stop, answer);
//   if (!status.ok() || !comparison.is_loaded()) ...      // `answer` was told why
//   comparison.Compare({account.id(), &facts, &facts, {}}, progress);
//   comparison.Conclude(impact);
//
// Of the accounts nothing is kept but the tally, whose size does not depend on their number. One
// thread at a time.
#ifndef BELLWETHER_SERVER_RPC_PACK_COMPARISON_H_
#define BELLWETHER_SERVER_RPC_PACK_COMPARISON_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bellwether/v1/rules.pb.h"
#include "engine/impact/comparer.h"
#include "engine/impact/rule_counts.h"
#include "engine/impact/tally.h"
#include "server/rpc/call_context.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/pack_source.h"
#include "server/rpc/rules_handlers.h"

namespace bellwether {

// Accounts that each list of the answer names.
inline constexpr int kMostPreviewTop = 1'000;

class PackComparison {
 public:
  // What requests for a preview have in common.
  struct Question {
    const v1::PackSource& from;
    const v1::PackSource& to;
    const v1::EvaluationOptions& options;
    std::optional<int32_t> top;
  };
  // An account as each pack is told of it, often the same; what is wrong with it before any pack is
  // asked.
  struct Told {
    std::string_view id;
    const Account* from;
    const Account* to;
    std::vector<Violation> violations;
  };

  // `environment` is copied.
  explicit PackComparison(const RulesEnvironment& environment) : environment_(environment) {}
  PackComparison(const PackComparison&) = delete;
  PackComparison& operator=(const PackComparison&) = delete;

  // On the polling thread: quick. Not OK: everything that is wrong with the question.
  grpc::Status Ask(const CallContext& call, const Question& question);
  // Signals that a pack does not know are no mistake. Before Load.
  void AllowUnknownSignals() { bind_.report_unknown_signals = true; }

  // The packs, once, and tells which they are, or everything that is wrong with both. OK and not
  // is_loaded(): one does not load, or it was stopped.
  template <typename Response>
  grpc::Status Load(const Stop& stop, const AnswerSink<Response>& answer) {
    const grpc::Status status = LoadPacks(stop);
    Response response;
    if (has_problems()) *response.mutable_problems() = problems_;
    if (is_loaded()) WriteHead(*response.mutable_head());
    if (response.part_case() != Response::PART_NOT_SET) answer(response);
    return status;
  }
  bool is_loaded() const { return preview_.has_value(); }
  bool has_problems() const { return problems_.from_size() + problems_.to_size() > 0; }

  // These need loaded packs.
  const Plan& from() const { return *preview_->from; }
  const Plan& to() const { return *preview_->to; }
  const Moment& as_of() const { return bind_.as_of; }
  // Counts it; one that is refused is added to `progress`.
  void Compare(const Told& account, v1::PreviewProgress& progress);
  // Counts one that neither pack can be asked about, likewise.
  void Refuse(std::string_view id, const grpc::Status& why, v1::PreviewProgress& progress);
  // How many were counted.
  uint64_t count() const { return count_; }
  void Conclude(v1::Impact& message);

 private:
  // Both packs, and what was counted under them so far.
  struct Preview {
    Preview(std::shared_ptr<const Plan> from_plan, std::shared_ptr<const Plan> to_plan,
            const BindOptions& bind, const Limits& limits, size_t top);

    const std::shared_ptr<const Plan> from, to;
    const impact::PackPair pair;
    impact::Comparer comparer;
    impact::Tally tally;
    impact::RuleCounts rules;  // of the new one
  };

  grpc::Status ReadSource(const CallContext& call, const v1::PackSource& source,
                          const std::string& path, AskedPack& asked,
                          std::vector<Violation>& violations) const;
  grpc::Status LoadPacks(const Stop& stop);
  void WriteHead(v1::PreviewHead& head) const;
  template <typename Message>
  void WriteGround(Message& message) const;
  void AddRefused(std::string_view id, const grpc::Status& why, v1::PreviewProgress& progress);

  const RulesEnvironment environment_;
  AskedPack from_, to_;
  BindOptions bind_;
  size_t top_ = 10;
  v1::PreviewProblems problems_;
  std::optional<Preview> preview_;
  impact::AccountChange change_;
  uint64_t count_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PACK_COMPARISON_H_
