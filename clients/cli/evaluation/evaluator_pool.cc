// Records go to the threads in batches, so that passing them on costs little beside evaluating
// them. Batches come back in the order in which they went.
//
// Tested by tests/clients/account_evaluator_test.cc.
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/time.h"
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
      const std::lock_guard lock(mutex_);
      closed_ = true;
      waiting_.clear();
    }
    work_.notify_all();
    for (const auto& worker : workers_) worker->thread.join();
  }

  void Evaluate(AccountRecord record) override {
    Filling().accounts.emplace_back(std::move(record));
    SendIfFull();
  }

  void EvaluateText(UnreadAccount&& text, const AccountTextReaderPointer& reader) override {
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
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::exchange(filling_, nullptr));
    }
    work_.notify_one();
  }

  // The first batch, unless it takes longer than `patience`.
  void GiveFirst(absl::Duration patience) {
    Batch& first = *in_flight_.front();
    {
      std::unique_lock lock(mutex_);
      const auto is_done = [&first] { return first.done; };
      if (patience == absl::InfiniteDuration()) {
        done_.wait(lock, is_done);
      } else if (!done_.wait_for(lock, absl::ToChronoNanoseconds(patience), is_done)) {
        return;
      }
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
    std::unique_lock lock(mutex_);
    work_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return nullptr;
    BatchPointer next = std::move(waiting_.front());
    waiting_.pop_front();
    return next;
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
      {
        const std::lock_guard lock(mutex_);
        worker.batch->done = true;
      }
      done_.notify_one();
    }
  }

  const size_t most_in_flight_;
  const Sink sink_;
  BatchPointer filling_;
  std::deque<BatchPointer> in_flight_;  // in the order of the records
  // The standard library's, since the thread sanitizer does not see into abseil's.
  std::mutex mutex_;
  std::condition_variable work_;      // for the threads
  std::condition_variable done_;      // for the caller
  std::deque<BatchPointer> waiting_;  // behind mutex_, as `done` of every batch
  bool closed_ = false;               // likewise
  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace

std::unique_ptr<AccountEvaluator> MakeEvaluatorPool(size_t threads, const EvaluatorMaker& make,
                                                    AccountEvaluator::Sink sink) {
  if (threads <= 1) return make(std::move(sink));
  return std::make_unique<EvaluatorPool>(threads, make, std::move(sink));
}

}  // namespace bellwether::cli
