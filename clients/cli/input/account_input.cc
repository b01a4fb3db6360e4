// Tested by tests/clients/cli_test.py.
#include "clients/cli/input/account_input.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "absl/strings/str_cat.h"

namespace bellwether::cli {
namespace {

constexpr size_t kPieceBytes = 64 << 10;
// A signal that comes just before a wait would else be noticed only with the next input.
constexpr int kLookAgainMillis = 200;

absl::Status CannotRead(const std::string& name, int error) {
  return absl::UnavailableError(absl::StrCat("cannot read ", name, ": ", std::strerror(error)));
}

}  // namespace

AccountInput::~AccountInput() {
  if (stream_ != nullptr && stream_ != stdin) std::fclose(stream_);
}

absl::Status AccountInput::Open(const std::string& path) {
  name_ = path == "-" ? "stdin" : path;
  stream_ = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
  if (stream_ == nullptr) return CannotRead(name_, errno);
  struct stat info {};
  if (fstat(fileno(stream_), &info) != 0) return CannotRead(name_, errno);
  if (S_ISDIR(info.st_mode)) return CannotRead(name_, EISDIR);
  if (S_ISREG(info.st_mode)) size_ = static_cast<uint64_t>(info.st_size);
  return absl::OkStatus();
}

// read(2) rather than fread: what a pipe has is handed on at once, however little it is.
absl::Status AccountInput::ReadAll(const std::function<bool(std::string_view)>& feed,
                                   const std::function<Idle()>& idle) {
  std::vector<char> piece(kPieceBytes);
  while (WaitForInput(idle)) {
    const ssize_t got = read(fileno(stream_), piece.data(), piece.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got < 0) return CannotRead(name_, errno);
    if (got == 0) return absl::OkStatus();
    bytes_read_ += static_cast<uint64_t>(got);
    if (!feed({piece.data(), static_cast<size_t>(got)})) return absl::OkStatus();
  }
  return absl::OkStatus();
}

// False: idle() wants to stop. A file is always ready.
bool AccountInput::WaitForInput(const std::function<Idle()>& idle) const {
  pollfd input{fileno(stream_), POLLIN, 0};
  if (poll(&input, 1, 0) > 0) return true;
  while (true) {
    const Idle wish = idle();
    if (wish == Idle::kStop) return false;
    if (poll(&input, 1, wish == Idle::kWait ? kLookAgainMillis : 0) > 0) return true;
  }
}

}  // namespace bellwether::cli
