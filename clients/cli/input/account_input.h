// The bytes of an account file, from disk or stdin, in pieces.
//
// One thread. Failures are statuses with the file's name and the reason of the system.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_INPUT_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_INPUT_H_

#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace bellwether::cli {

class AccountInput {
 public:
  AccountInput() = default;
  ~AccountInput();
  AccountInput(const AccountInput&) = delete;
  AccountInput& operator=(const AccountInput&) = delete;

  // "-" is stdin.
  absl::Status Open(const std::string& path);

  // As messages call it: the path, or "stdin".
  const std::string& name() const { return name_; }
  // Absent for a pipe.
  std::optional<uint64_t> size() const { return size_; }
  uint64_t bytes_read() const { return bytes_read_; }

  enum class Idle {
    kWait,   // until there is input again
    kAgain,  // ask again soon: there is something else to wait for
    kStop,
  };

  // Hands every piece to `feed` until the end, or until `feed` returns false. While there is no
  // input (a pipe whose writer is slow) and after a signal, `idle` is asked what to do; it may wait
  // a little by itself.
  absl::Status ReadAll(
      const std::function<bool(std::string_view)>& feed,
      const std::function<Idle()>& idle = [] { return Idle::kWait; });

 private:
  bool WaitForInput(const std::function<Idle()>& idle) const;

  std::FILE* stream_ = nullptr;
  std::string name_;
  std::optional<uint64_t> size_;
  uint64_t bytes_read_ = 0;
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_ACCOUNT_INPUT_H_
