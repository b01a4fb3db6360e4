// Records wait in line for their answers. One that cannot be sent has its answer at once, and still
// waits for those before it, so that what is said about a file is said in the file's order.
//
// Tested by tests/clients/account_evaluator_test.cc.
#include <cassert>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "clients/cli/evaluation/account_evaluator.h"
#include "clients/cli/evaluation/record_notices.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

// A file of nothing but broken records must not fill the memory.
constexpr size_t kMostBroken = 1'000;

class RemoteEvaluator : public AccountEvaluator {
 public:
  RemoteEvaluator(const EvaluationsFactory& make_evaluations, Sink sink)
      : sink_(std::move(sink)),
        evaluations_(make_evaluations(
            [this](uint64_t, EvaluateAnswer answer) { Answered(std::move(answer)); })) {}

  void Evaluate(AccountRecord record) override {
    const bool legible = IsLegible(record);
    Waiting& waiting = line_.emplace_back();
    waiting.place = {record.line, record.account.id, record.index};
    waiting.time_notice = TimeNoticeOf(record.account, nullptr);
    waiting.found = std::move(record.violations);
    waiting.sent = legible;
    if (legible) {
      wire::AccountToProto(record.account, message_);
      evaluations_->Send(message_);
    } else {
      waiting.answer.emplace();
      if (++broken_ > kMostBroken) evaluations_->Finish();
    }
    HandOut();
  }

  bool Poll(absl::Duration patience) override { return evaluations_->Poll(patience); }

  void Finish() override {
    evaluations_->Finish();
    HandOut();
  }

 private:
  struct Waiting {
    RecordPlace place;
    std::vector<Violation> found;  // by the reader
    bool sent = false;
    std::optional<AccountAnswer> answer;
    std::optional<TimeNotice> time_notice;
  };

  // Answers come in the order of sending, and what was not sent is handed out as soon as it is
  // first in line: so the first in line is the one that is answered.
  void Answered(EvaluateAnswer answer) {
    assert(!line_.empty() && !line_.front().answer);
    line_.front().answer = std::move(answer);
    HandOut();
  }

  void HandOut() {
    while (!line_.empty() && line_.front().answer) {
      Waiting first = std::move(line_.front());
      line_.pop_front();
      if (!first.sent) --broken_;
      AddReaderViolations(std::move(first.found), *first.answer);
      first.answer->time_notice = std::move(first.time_notice);
      sink_(first.place, *std::move(first.answer));
    }
  }

  const Sink sink_;
  v1::Account message_;
  std::deque<Waiting> line_;
  size_t broken_ = 0;  // records in line that were not sent
  std::unique_ptr<Evaluations> evaluations_;
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeRemoteEvaluator(const EvaluationsFactory& make_evaluations,
                                                      AccountEvaluator::Sink sink) {
  return std::make_unique<RemoteEvaluator>(make_evaluations, std::move(sink));
}

}  // namespace bellwether::cli
