// A progress line for long work: how much of the input is read, how fast, how long it will take.
//
//   Progress progress(console, file_size);
//   progress.Update(bytes_read, accounts);   // as often as you like
//
// Shows nothing in the first second, then at most ten times a second, and nothing at all when
// stderr is not a terminal or results go to a terminal. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_PROGRESS_H_
#define BELLWETHER_CLIENTS_CLI_PROGRESS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "clients/cli/console.h"

namespace bellwether::cli {

struct ProgressState {
  uint64_t bytes = 0;
  std::optional<uint64_t> total_bytes;  // absent for a pipe
  uint64_t accounts = 0;
  absl::Duration elapsed;
};

// "[#########           ]  45 %  12.3 MB of 27.4 MB  8,120 accounts/s  2 s left"
std::string ProgressLine(const ProgressState& state);

class Progress {
 public:
  Progress(Console& console, bool wanted, std::optional<uint64_t> total_bytes);
  ~Progress();

  void Update(uint64_t bytes, uint64_t accounts);

 private:
  Console& console_;
  bool wanted_;
  std::optional<uint64_t> total_bytes_;
  absl::Time start_;
  absl::Time next_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROGRESS_H_
