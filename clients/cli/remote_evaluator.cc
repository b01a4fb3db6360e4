// Records wait in line for their answers. One that cannot be sent has its answer at once, and still
// waits for those before it, so that what is said about a file is said in the file's order.
//
// Tested by tests/clients/account_evaluator_test.cc.
#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "clients/cli/account_evaluator.h"
#include "clients/cpp/evaluate_pipeline.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

class RemoteEvaluator : public AccountEvaluator {
 public:
  RemoteEvaluator(Client& client, size_t window, const v1::EvaluationOptions& options, Sink sink)
      : most_waiting_(4 * window + 4),
        sink_(std::move(sink)),
        pipeline_(client, window,
                  [this](uint64_t, EvaluateAnswer answer) { Answered(std::move(answer)); }) {
    *request_.mutable_options() = options;
  }

  void Evaluate(AccountRecord record) override {
    Waiting waiting;
    waiting.place = {record.line, record.account.id};
    waiting.found = std::move(record.violations);
    record.violations = waiting.found;
    const bool sent = IsLegible(record);
    if (!sent) waiting.answer.emplace();
    line_.push_back(std::move(waiting));
    if (sent) {
      wire::AccountToProto(record.account, *request_.mutable_account());
      pipeline_.Send(request_);
    } else if (line_.size() > most_waiting_) {
      pipeline_.Finish();  // a file of nothing but broken records must not fill the memory
    }
    HandOut();
  }

  void Finish() override {
    pipeline_.Finish();
    HandOut();
  }

 private:
  struct Waiting {
    RecordPlace place;
    std::vector<Violation> found;  // by the reader
    std::optional<EvaluateAnswer> answer;
  };

  // Answers come in the order of sending: to the first in line that has none.
  void Answered(EvaluateAnswer answer) {
    for (Waiting& waiting : line_) {
      if (waiting.answer) continue;
      waiting.answer = std::move(answer);
      break;
    }
    HandOut();
  }

  void HandOut() {
    while (!line_.empty() && line_.front().answer) {
      Waiting first = std::move(line_.front());
      line_.pop_front();
      AddReaderViolations(std::move(first.found), *first.answer);
      sink_(first.place, *std::move(first.answer));
    }
  }

  const size_t most_waiting_;
  const Sink sink_;
  v1::EvaluateRequest request_;
  std::deque<Waiting> line_;
  EvaluatePipeline pipeline_;
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeRemoteEvaluator(Client& client, size_t window,
                                                      const v1::EvaluationOptions& options,
                                                      AccountEvaluator::Sink sink) {
  return std::make_unique<RemoteEvaluator>(client, window, options, std::move(sink));
}

}  // namespace bellwether::cli
