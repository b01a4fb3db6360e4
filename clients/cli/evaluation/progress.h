// A progress line for long work: how much is done, how fast, how long it will take.
//
//   Progress progress(console, wanted);
//   progress.Update(count, share);   // as often as you like
//
// Shows nothing in the first second, then at most ten times a second, and nothing at all when
// stderr is not a terminal or results go to a terminal. The line fits the terminal as it is at that
// moment: what matters least is left out first. Rate and time left are those of the last seconds.
// One thread.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_PROGRESS_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_PROGRESS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "clients/cli/terminal/console.h"

namespace bellwether::cli {

struct ProgressState {
  uint64_t count = 0;
  double count_per_second = 0;
  absl::Duration elapsed;
  std::optional<double> share;         // of the input, 0 to 1; absent for a pipe
  std::optional<absl::Duration> left;  // absent when it cannot be told
  std::string_view noun = "account";   // what is counted
};

// "██████████▌░░░░░░░░░   52 %  16,240 accounts  8,120/s  2 s left", in at most `width` columns.
std::string ProgressLine(const ProgressState& state, size_t width);

// "8 s", "1 min 5 s", "2 h 3 min"; parts of a second count as a whole one.
std::string DurationWords(absl::Duration duration);

class Progress {
 public:
  // `noun`: what is counted, "record".
  Progress(Console& console, bool wanted, std::string_view noun = "account");
  ~Progress();

  void Update(uint64_t count, std::optional<double> share);

 private:
  struct Sample {
    absl::Time at;
    uint64_t count = 0;
    double share = 0;
  };

  Console& console_;
  bool wanted_;
  std::string_view noun_;
  absl::Time start_;
  absl::Time next_;
  std::deque<Sample> recent_;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_PROGRESS_H_
