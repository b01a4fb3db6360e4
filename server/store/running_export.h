// One of the exports that may run at once, as long as it lives.
//
//   auto running = std::make_unique<RunningExport>(running_);
//   if (running->is_one_too_many()) return TooManyExports();
#ifndef BELLWETHER_SERVER_STORE_RUNNING_EXPORT_H_
#define BELLWETHER_SERVER_STORE_RUNNING_EXPORT_H_

#include <atomic>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "server/store/record_export_store.h"

namespace bellwether::store {

// Counted in `count`, which outlives it.
class RunningExport {
 public:
  explicit RunningExport(std::atomic<int>& count) : count_(count), before_(count_.fetch_add(1)) {}
  ~RunningExport() { count_.fetch_sub(1); }
  RunningExport(const RunningExport&) = delete;
  RunningExport& operator=(const RunningExport&) = delete;
  bool is_one_too_many() const { return before_ >= kMostExports; }

 private:
  std::atomic<int>& count_;
  const int before_;
};

inline absl::Status TooManyExports() {
  return absl::FailedPreconditionError(
      absl::StrCat(kMostExports, " exports run already; try again when one has ended"));
}

}  // namespace bellwether::store

#endif  // BELLWETHER_SERVER_STORE_RUNNING_EXPORT_H_
