// Accounts stand in line until they are handed out: in the block that is being packed, in a block
// on its way, or with the batches that ask for what columns cannot. The accounts themselves are
// kept, because one that is refused in columns is asked again.
//
// Tested by tests/clients/column_evaluations_test.cc.
#include <algorithm>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "clients/cpp/account_columns.h"
#include "clients/cpp/call_ring.h"
#include "clients/cpp/columns_answer.h"
#include "clients/cpp/evaluations.h"
#include "clients/cpp/status.h"

namespace bellwether {
namespace {

// In one batch of what does not fit: columns hold many more.
constexpr size_t kMostOfABatch = 200;

class ColumnEvaluations : public Evaluations {
 public:
  ColumnEvaluations(Client& client, const v1::EvaluationOptions& options,
                    const EvaluationsLimits& limits,
                    const std::vector<v1::OutcomeColumns>& outcomes, Sink sink)
      : most_rows_(std::max<size_t>(limits.accounts, 1)),
        most_bytes_(limits.bytes),
        most_waiting_((std::max<size_t>(limits.calls, 1) + 1) * most_rows_),
        most_waiting_bytes_((std::max<size_t>(limits.calls, 1) + 1) * 2 * limits.bytes),
        sink_(std::move(sink)),
        blocks_(client, &v1::ScoringService::Stub::AsyncEvaluateColumns, limits.calls,
                [this](Blocks::Ended& ended) { BlockAnswered(ended); }),
        others_(MakeBatchEvaluations(client, InFull(options), BatchLimits(limits),
                                     [this](uint64_t index, EvaluateAnswer answer) {
                                       OtherAnswered(index, std::move(answer));
                                     })) {
    *asked_.mutable_options() = options;
    asked_.mutable_options()->set_explanation(v1::EXPLANATION_LEVEL_NONE);
    asked_.mutable_options()->clear_view();
    asked_.mutable_options()->clear_read_mask();
    for (const v1::OutcomeColumns outcome : outcomes) asked_.add_outcomes(outcome);
  }

  void Send(const v1::Account& account) override {
    const size_t bytes = account.ByteSizeLong();
    MakeRoom(bytes);
    const uint64_t index = first_ + line_.size();
    line_.push_back({account, bytes, false, std::nullopt});
    waiting_bytes_ += bytes;
    if (columns_known_ && builder_.Add(account).empty()) {
      packed_.push_back(index);
      if (builder_.rows() >= most_rows_ || builder_.bytes() >= most_bytes_) SendBlock();
    } else {
      AskAlone(index);
    }
    HandOut();
  }

  bool Poll(absl::Duration patience) override {
    SendBlock();
    const uint64_t before = first_;
    blocks_.Poll(absl::ZeroDuration());
    others_->Poll(absl::ZeroDuration());
    HandOut();
    if (first_ == before && !line_.empty()) Wait(patience);
    return !line_.empty();
  }

  void Finish() override {
    SendBlock();
    blocks_.Finish();
    others_->Finish();
    HandOut();
  }

 private:
  using Blocks = CallRing<v1::EvaluateColumnsRequest, v1::EvaluateColumnsResponse>;
  struct Waiting {
    v1::Account account;
    size_t bytes = 0;
    bool alone = false;  // asked by a batch
    std::optional<EvaluateAnswer> answer;
  };

  static EvaluationsLimits BatchLimits(EvaluationsLimits limits) {
    limits.accounts = std::min(limits.accounts, kMostOfABatch);
    return limits;
  }

  // Columns have more than the view that batches give by themselves.
  static v1::EvaluationOptions InFull(v1::EvaluationOptions options) {
    options.set_view(v1::EVALUATION_VIEW_FULL);
    options.clear_read_mask();
    return options;
  }

  Waiting& At(uint64_t index) { return line_[static_cast<size_t>(index - first_)]; }

  void MakeRoom(size_t bytes) {
    const auto crowded = [&] {
      return line_.size() >= most_waiting_ || waiting_bytes_ + bytes > most_waiting_bytes_;
    };
    if (crowded()) SendBlock();
    while (!line_.empty() && crowded()) Wait(kBetweenLooks);
  }

  // Until the first in line may have its answer.
  void Wait(absl::Duration patience) {
    if (line_.front().alone) {
      others_->Poll(patience);
    } else {
      blocks_.Poll(patience);
    }
    HandOut();
  }

  void SendBlock() {
    if (packed_.empty()) return;
    v1::EvaluateColumnsRequest request = asked_;
    builder_.Take(*request.mutable_accounts());
    sent_.push_back(std::exchange(packed_, {}));
    blocks_.Send(std::move(request));
  }

  // The whole block may be refused for the sake of one account, or be too large, or the server may
  // be older than columns: batches have none of these troubles.
  static bool IsAboutColumns(const absl::Status& status) {
    return status.code() == absl::StatusCode::kInvalidArgument ||
           status.code() == absl::StatusCode::kResourceExhausted ||
           status.code() == absl::StatusCode::kUnimplemented;
  }

  void BlockAnswered(Blocks::Ended& ended) {
    const std::vector<uint64_t> rows = std::move(sent_.front());
    sent_.pop_front();
    const absl::Status status = ToAbslStatus(ended.status);
    if (status.code() == absl::StatusCode::kUnimplemented) columns_known_ = false;
    if (IsAboutColumns(status)) {
      for (const uint64_t index : rows) AskAlone(index);
      return;
    }
    if (!status.ok()) return FailAll(rows, status);
    const auto& ids = ended.request.accounts().ids();
    auto answer = ColumnsAnswer::Read({ids.begin(), ids.end()}, std::move(ended.response));
    if (!answer.ok()) return FailAll(rows, answer.status());
    for (size_t row = 0; row < rows.size(); ++row) {
      if (answer->refused(row)) {
        AskAlone(rows[row]);
      } else {
        At(rows[row]).answer = answer->Row(row);
      }
    }
  }

  void FailAll(const std::vector<uint64_t>& rows, const absl::Status& status) {
    for (const uint64_t index : rows) At(index).answer = EvaluateAnswer{status, {}, {}};
  }

  void AskAlone(uint64_t index) {
    At(index).alone = true;
    alone_.push_back(index);
    others_->Send(At(index).account);
  }

  void OtherAnswered(uint64_t index, EvaluateAnswer answer) {
    At(alone_[static_cast<size_t>(index - first_alone_)]).answer = std::move(answer);
    alone_.pop_front();
    ++first_alone_;
  }

  void HandOut() {
    while (!line_.empty() && line_.front().answer) {
      EvaluateAnswer answer = *std::move(line_.front().answer);
      waiting_bytes_ -= line_.front().bytes;
      line_.pop_front();
      sink_(first_++, std::move(answer));
    }
  }

  const size_t most_rows_;
  const size_t most_bytes_;
  const size_t most_waiting_;
  const size_t most_waiting_bytes_;
  const Sink sink_;
  v1::EvaluateColumnsRequest asked_;  // options and outcomes
  bool columns_known_ = true;         // to the server
  AccountColumnsBuilder builder_;
  std::vector<uint64_t> packed_;            // accounts in the builder
  std::deque<std::vector<uint64_t>> sent_;  // those of each block on its way
  std::deque<Waiting> line_;
  uint64_t first_ = 0;  // index of the first in line
  size_t waiting_bytes_ = 0;
  std::deque<uint64_t> alone_;  // asked by a batch, in the order of asking
  uint64_t first_alone_ = 0;
  Blocks blocks_;
  std::unique_ptr<Evaluations> others_;
};

}  // namespace

std::unique_ptr<Evaluations> MakeColumnEvaluations(Client& client,
                                                   const v1::EvaluationOptions& options,
                                                   const EvaluationsLimits& limits,
                                                   const std::vector<v1::OutcomeColumns>& outcomes,
                                                   Evaluations::Sink sink) {
  return std::make_unique<ColumnEvaluations>(client, options, limits, outcomes, std::move(sink));
}

}  // namespace bellwether
