// Where results go: stdout, or the file of --output. Buffered.
//
// A reader that has seen enough (`| head`) is no failure: what is written after that is dropped,
// and broken() tells whoever makes the results to stop. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_TERMINAL_OUTPUT_H_
#define BELLWETHER_CLIENTS_CLI_TERMINAL_OUTPUT_H_

#include <cstdio>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {

class Output {
 public:
  Output() = default;  // stdout
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  // Results go to the file from now on; one that exists is replaced. "" and "-" mean stdout.
  absl::Status Open(const std::string& path);

  std::FILE* stream() const { return stream_; }
  bool broken() const { return error_ != 0; }

  void Write(std::string_view text);
  void Flush();
  // Flushes. What went wrong since the beginning, if it is worth telling.
  absl::Status Close();

 private:
  void Note(bool good);

  std::FILE* stream_ = stdout;
  std::string name_ = "standard output";
  int error_ = 0;  // errno of the first failure
};

// Closes, and says on stderr what went wrong: kGood or kFailed.
ExitCode CloseOrSayWhy(Output& output, Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_TERMINAL_OUTPUT_H_
