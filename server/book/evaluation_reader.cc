// Tested by tests/server/evaluations_handlers_test.cc.
#include "server/book/evaluation_reader.h"

#include <chrono>
#include <cstddef>
#include <utility>

#include "server/base/background_thread.h"
#include "server/book/told_evaluation.h"

namespace bellwether {
namespace {

constexpr uint32_t kAtOnce = 100;           // of a message
constexpr size_t kMostBytes = 256 * 1'024;  // of what is kept of these; one is always told
// How often is looked for what other servers stored, while somebody watches.
constexpr std::chrono::milliseconds kOthers(1'000);

}  // namespace

std::optional<EvaluationReader::Reading::Batch> EvaluationReader::Reading::Take() {
  std::optional<Batch> taken;
  {
    MutexLock lock(mutex_);
    taken.swap(ready_);
  }
  if (taken) reader_->Wake();
  return taken;
}

void EvaluationReader::Start() {
  stored_.Add(*this);
  thread_ = StartBackgroundThread("evaluation-read", [this] { Run(); });
}

void EvaluationReader::Stop() {
  stored_.Remove(*this);
  {
    MutexLock lock(mutex_);
    stopping_ = true;
  }
  woken_.NotifyAll();
  if (thread_.joinable()) thread_.join();
  feed_.Close();
}

std::shared_ptr<EvaluationReader::Reading> EvaluationReader::Open(std::string tenant,
                                                                  std::optional<int64_t> cursor) {
  std::shared_ptr<Reading> reading(new Reading(*this, std::move(tenant), cursor));
  {
    MutexLock lock(mutex_);
    readings_.push_back(reading);
  }
  Wake();
  return reading;
}

void EvaluationReader::Wake() {
  {
    MutexLock lock(mutex_);
    awake_ = true;
  }
  woken_.NotifyAll();
}

void EvaluationReader::Run() {
  while (true) {
    std::vector<std::shared_ptr<Reading>> readings;
    {
      MutexLock lock(mutex_);
      if (stopping_) return;
      awake_ = false;
      std::erase_if(readings_, [](const std::weak_ptr<Reading>& one) { return one.expired(); });
      for (const auto& one : readings_) {
        if (auto reading = one.lock()) readings.push_back(std::move(reading));
      }
    }
    bool found = false;
    for (const auto& reading : readings) found = ReadFor(*reading) || found;
    readings.clear();
    if (found) feed_.Changed();
    MutexLock lock(mutex_);
    // Nobody watches: it is woken by whoever begins.
    if (readings_.empty()) {
      while (!awake_ && !stopping_) woken_.WaitFor(mutex_, std::chrono::minutes(10));
    } else if (!awake_ && !stopping_) {
      woken_.WaitFor(mutex_, kOthers);
    }
  }
}

bool EvaluationReader::ReadFor(Reading& reading) {
  std::optional<int64_t> cursor;
  {
    MutexLock lock(reading.mutex_);
    if (reading.ready_) return false;
    cursor = reading.cursor_;
  }
  Reading::Batch batch;
  if (!cursor) {
    const auto last = store_.evaluations().LastSequence();
    if (!last.ok()) return false;  // it is tried again within a second
    batch.cursor = *last;
  } else {
    const auto found = store_.evaluations().After(reading.tenant_, *cursor, kAtOnce);
    if (!found.ok()) {
      log_.Warning("evaluations cannot be read for a watch",
                   {{"because", std::string(found.status().message())}});
      return false;
    }
    if (found->empty()) return false;
    AddMessages(*found, batch);
  }
  MutexLock lock(reading.mutex_);
  reading.cursor_ = batch.cursor;
  reading.ready_ = std::move(batch);
  return true;
}

// What a message has no room for is read when this one was taken.
void EvaluationReader::AddMessages(const std::vector<store::StoredEvaluation>& found,
                                   Reading::Batch& batch) {
  size_t bytes = 0;
  for (const store::StoredEvaluation& one : found) {
    bytes += one.body.size();
    if (bytes > kMostBytes && !batch.evaluations.empty()) return;
    batch.cursor = one.sequence;
    v1::StoredEvaluation message;
    const absl::Status told = TellEvaluation(one, message);
    if (told.ok()) {
      batch.evaluations.push_back(std::move(message));
    } else {
      log_.Warning("an evaluation cannot be told", {{"because", std::string(told.message())}});
    }
  }
}

}  // namespace bellwether
