// Tested by tests/clients/cli_test.py.
#include "clients/cli/terminal/output.h"

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {

Output::~Output() {
  if (stream_ != stdout) std::fclose(stream_);
}

absl::Status Output::Open(const std::string& path) {
  if (path.empty() || path == "-") return absl::OkStatus();
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) {
    return absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", std::strerror(errno)));
  }
  stream_ = file;
  name_ = path;
  return absl::OkStatus();
}

void Output::Write(std::string_view text) {
  if (broken() || text.empty()) return;
  Note(std::fwrite(text.data(), 1, text.size(), stream_) == text.size());
}

void Output::Flush() {
  if (!broken()) Note(std::fflush(stream_) == 0);
}

absl::Status Output::Close() {
  Flush();
  if (error_ == 0 || error_ == EPIPE) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot write to ", name_, ": ", std::strerror(error_)));
}

void Output::Note(bool good) {
  if (!good && error_ == 0) error_ = errno != 0 ? errno : EIO;
}

ExitCode CloseOrSayWhy(Output& output, Console& console) {
  const absl::Status closed = output.Close();
  if (closed.ok()) return ExitCode::kGood;
  console.Fail(ToStd(closed.message()));
  return ExitCode::kFailed;
}

}  // namespace bellwether::cli
