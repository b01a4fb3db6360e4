// Records go to the threads in batches, so that passing them on costs little beside evaluating
// them. Batches come back in the order in which they went.
//
// Tested by tests/clients/account_evaluator_test.cc.
#include <algorithm>
#include <deque>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "clients/cli/evaluation/account_evaluator.h"

namespace bellwether::cli {
namespace {

constexpr size_t kBatchRecords = 256;
constexpr size_t kBatchesInFlight = 4;  // for each thread

struct Batch {
  std::vector<std::variant<AccountRecord, UnreadAccount>> accounts;
  AccountTextReaderPointer reader;  // of the texts
  std::vector<std::pair<RecordPlace, AccountAnswer>> answers;
  bool done = false;
};
using BatchPointer = std::shared_ptr<Batch>;

class EvaluatorPool : public AccountEvaluator {
 public:
  EvaluatorPool(size_t threads, const EvaluatorMaker& make, Sink sink)
      : most_in_flight_(threads * kBatchesInFlight), sink_(std::move(sink)) {
    for (size_t i = 0; i < threads; ++i) {
      workers_.push_back(std::make_unique<Worker>());
      Worker& worker = *workers_.back();
      worker.evaluator = make([&worker](const RecordPlace& place, AccountAnswer answer) {
        worker.batch->answers.emplace_back(place, std::move(answer));
      });
      worker.thread = std::thread([this, &worker] { Work(worker); });
    }
  }

  ~EvaluatorPool() override {
    {
      const absl::MutexLock lock(&mutex_);
      closed_ = true;
      waiting_.clear();
    }
    for (const auto& worker : workers_) worker->thread.join();
  }

  void Evaluate(AccountRecord record) override {
    Filling().accounts.emplace_back(std::move(record));
    SendIfFull();
  }

  void EvaluateText(UnreadAccount text, const AccountTextReaderPointer& reader) override {
    Batch& batch = Filling();
    batch.accounts.emplace_back(std::move(text));
    batch.reader = reader;
    SendIfFull();
  }

  bool Poll(absl::Duration patience) override {
    Send();
    if (!in_flight_.empty()) GiveFirst(patience);
    GiveWhatIsDone();
    return !in_flight_.empty();
  }

  void Finish() override {
    Send();
    while (!in_flight_.empty()) GiveFirst(absl::InfiniteDuration());
  }

 private:
  struct Worker {
    std::unique_ptr<AccountEvaluator> evaluator;
    BatchPointer batch;  // that it answers
    std::thread thread;
  };

  Batch& Filling() {
    if (filling_ == nullptr) filling_ = std::make_shared<Batch>();
    return *filling_;
  }

  void SendIfFull() {
    if (filling_->accounts.size() < kBatchRecords) return;
    Send();
    GiveWhatIsDone();
    while (in_flight_.size() >= most_in_flight_) GiveFirst(absl::InfiniteDuration());
  }

  void Send() {
    if (filling_ == nullptr) return;
    in_flight_.push_back(filling_);
    const absl::MutexLock lock(&mutex_);
    waiting_.push_back(std::exchange(filling_, nullptr));
  }

  // The first batch, unless it takes longer than `patience`.
  void GiveFirst(absl::Duration patience) {
    Batch& first = *in_flight_.front();
    {
      const absl::MutexLock lock(&mutex_);
      if (!mutex_.AwaitWithTimeout(absl::Condition(&first.done), patience)) return;
    }
    const BatchPointer batch = std::move(in_flight_.front());
    in_flight_.pop_front();
    for (auto& [place, answer] : batch->answers) sink_(place, std::move(answer));
  }

  void GiveWhatIsDone() {
    for (size_t before = 0; !in_flight_.empty() && before != in_flight_.size();) {
      before = in_flight_.size();
      GiveFirst(absl::ZeroDuration());
    }
  }

  BatchPointer NextBatch() {
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &EvaluatorPool::HasWork));
    if (waiting_.empty()) return nullptr;
    BatchPointer next = std::move(waiting_.front());
    waiting_.pop_front();
    return next;
  }
  bool HasWork() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return closed_ || !waiting_.empty();
  }

  void Work(Worker& worker) {
    while ((worker.batch = NextBatch()) != nullptr) {
      for (auto& account : worker.batch->accounts) {
        if (auto* record = std::get_if<AccountRecord>(&account)) {
          worker.evaluator->Evaluate(std::move(*record));
        } else {
          worker.evaluator->EvaluateText(std::move(std::get<UnreadAccount>(account)),
                                         worker.batch->reader);
        }
      }
      worker.batch->accounts.clear();
      const absl::MutexLock lock(&mutex_);
      worker.batch->done = true;
    }
  }

  const size_t most_in_flight_;
  const Sink sink_;
  BatchPointer filling_;
  std::deque<BatchPointer> in_flight_;  // in the order of the records
  absl::Mutex mutex_;                   // of `done` of every batch, too
  std::deque<BatchPointer> waiting_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeEvaluatorPool(size_t threads, const EvaluatorMaker& make,
                                                    AccountEvaluator::Sink sink) {
  if (threads <= 1) return make(std::move(sink));
  return std::make_unique<EvaluatorPool>(threads, make, std::move(sink));
}

}  // namespace bellwether::cli
