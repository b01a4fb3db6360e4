// Tested by tests/clients/remote_rules_test.py.
#include "clients/cli/proofs/remote_impact_evaluator.h"

#include <utility>
#include <vector>

#include "clients/cli/evaluation/record_notices.h"
#include "clients/cli/proofs/impact_evaluator.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

// Of one message: some milliseconds of a server's work, so that progress is seen.
constexpr size_t kBatch = 500;

class RemoteImpactEvaluator : public AccountEvaluator {
 public:
  RemoteImpactEvaluator(std::shared_ptr<PackPreview> preview, Sink sink)
      : preview_(std::move(preview)), sink_(std::move(sink)) {}

  void Evaluate(AccountRecord record) override {
    Waiting& waiting = line_.emplace_back();
    waiting.place = {record.line, record.account.id, record.index};
    waiting.answer.time_notice = TimeNoticeOf(record.account, nullptr);
    waiting.sent = record.violations.empty();
    AddReaderViolations(std::move(record.violations), waiting.answer);
    if (waiting.sent) {
      wire::AccountToProto(record.account, *accounts_.Add());
    } else {
      waiting.answer.impact = std::make_shared<const ImpactAnswer>();
    }
    if (line_.size() >= kBatch) Flush();
  }

  // Accounts that come one by one are not kept waiting.
  bool Poll(absl::Duration /*patience*/) override {
    Flush();
    return false;
  }

  void Finish() override { Flush(); }

 private:
  struct Waiting {
    RecordPlace place;
    AccountAnswer answer;
    bool sent = false;
  };

  void Flush() {
    if (line_.empty()) return;
    v1::PreviewProgress progress;
    const bool alive = accounts_.empty() || preview_->Send(std::move(accounts_), progress);
    accounts_.Clear();
    auto refused = progress.refused().begin();
    for (Waiting& waiting : line_) {
      if (waiting.sent && !alive) {
        static_cast<EvaluateAnswer&>(waiting.answer) = LostAnswer();
      } else if (waiting.sent && refused != progress.refused().end() &&
                 refused->index() == static_cast<int32_t>(sent_)) {
        static_cast<EvaluateAnswer&>(waiting.answer) = ToAnswer(refused->error());
        ++refused;
      }
      if (waiting.sent) ++sent_;
      sink_(waiting.place, std::move(waiting.answer));
    }
    line_.clear();
  }

  EvaluateAnswer LostAnswer() const {
    EvaluateAnswer answer;
    answer.status = preview_->answer().status;
    return answer;
  }

  const std::shared_ptr<PackPreview> preview_;
  const Sink sink_;
  std::vector<Waiting> line_;
  PackPreview::Accounts accounts_;  // of those in line that are to be sent
  uint64_t sent_ = 0;
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeRemoteImpactEvaluator(std::shared_ptr<PackPreview> preview,
                                                            AccountEvaluator::Sink sink) {
  return std::make_unique<RemoteImpactEvaluator>(std::move(preview), std::move(sink));
}

}  // namespace bellwether::cli
