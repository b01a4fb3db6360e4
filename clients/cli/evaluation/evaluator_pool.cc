// Records go to the threads in batches, so that passing them on costs little beside evaluating
// them. Batches come back in the order in which they went.
//
// Tested by tests/clients/account_evaluator_test.cc.
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/evaluation/account_evaluator.h"
#include "clients/cli/input/ordered_pool.h"

namespace bellwether::cli {
namespace {

constexpr size_t kBatchRecords = 256;

struct Batch {
  std::vector<std::variant<AccountRecord, UnreadText>> accounts;
  AccountTextReaderPointer reader;  // of the texts
  std::vector<std::pair<RecordPlace, AccountAnswer>> answers;
};

class EvaluatorPool : public AccountEvaluator {
 public:
  EvaluatorPool(size_t threads, const EvaluatorMaker& make, Sink sink)
      : sink_(std::move(sink)),
        workers_(threads),
        pool_(
            threads, [this](size_t worker, Batch& batch) { Work(*workers_[worker], batch); },
            [this](Batch& batch) { Give(batch); }) {
    for (auto& worker : workers_) worker = MakeWorker(make);
  }

  void Evaluate(AccountRecord record) override {
    filling_.accounts.emplace_back(std::move(record));
    SendIfFull();
  }

  void EvaluateText(UnreadText&& text, const AccountTextReaderPointer& reader) override {
    filling_.accounts.emplace_back(std::move(text));
    filling_.reader = reader;
    SendIfFull();
  }

  bool Poll(absl::Duration patience) override {
    Send();
    return pool_.Poll(patience);
  }

  void Finish() override {
    Send();
    pool_.Finish();
  }

 private:
  struct Worker {
    std::unique_ptr<AccountEvaluator> evaluator;
    Batch* batch = nullptr;  // that it answers
  };

  static std::unique_ptr<Worker> MakeWorker(const EvaluatorMaker& make) {
    auto worker = std::make_unique<Worker>();
    worker->evaluator = make([&to = *worker](const RecordPlace& place, AccountAnswer answer) {
      to.batch->answers.emplace_back(place, std::move(answer));
    });
    return worker;
  }

  static void Work(Worker& worker, Batch& batch) {
    worker.batch = &batch;
    for (auto& account : batch.accounts) {
      if (auto* record = std::get_if<AccountRecord>(&account)) {
        worker.evaluator->Evaluate(std::move(*record));
      } else {
        worker.evaluator->EvaluateText(std::move(std::get<UnreadText>(account)), batch.reader);
      }
    }
    batch.accounts.clear();
  }

  void Give(Batch& batch) {
    for (auto& [place, answer] : batch.answers) sink_(place, std::move(answer));
  }

  void SendIfFull() {
    if (filling_.accounts.size() >= kBatchRecords) Send();
  }

  void Send() {
    if (!filling_.accounts.empty()) pool_.Send(std::exchange(filling_, Batch()));
  }

  const Sink sink_;
  Batch filling_;
  std::vector<std::unique_ptr<Worker>> workers_;
  OrderedPool<Batch> pool_;  // last: its threads use the workers
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeEvaluatorPool(size_t threads, const EvaluatorMaker& make,
                                                    AccountEvaluator::Sink sink) {
  if (threads <= 1) return make(std::move(sink));
  return std::make_unique<EvaluatorPool>(threads, make, std::move(sink));
}

}  // namespace bellwether::cli
