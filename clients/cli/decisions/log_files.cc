// Tested by tests/clients/replay_command_test.py.
#include "clients/cli/decisions/log_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/input/account_input.h"
#include "clients/cli/input/decompression.h"
#include "engine/base/string_bridge.h"
#include "engine/decisions/record.h"

namespace bellwether::cli {
namespace {

constexpr std::string_view kPlain = ".jsonl";
constexpr std::string_view kZstandard = ".jsonl.zst";
constexpr std::string_view kGzip = ".jsonl.gz";

bool IsLog(std::string_view name) {
  return name.ends_with(kPlain) || name.ends_with(kZstandard) || name.ends_with(kGzip);
}

// The last stage: bytes -> lines.
class Lines : public ByteStage {
 public:
  Lines(const std::string& file, const std::function<bool(const LogLine&)>& take)
      : file_(file), take_(take) {}

  absl::Status Take(std::string_view bytes) override {
    while (!bytes.empty()) {
      const size_t end = bytes.find('\n');
      Append(bytes.substr(0, end));
      if (end == std::string_view::npos) return absl::OkStatus();
      bytes.remove_prefix(end + 1);
      if (!Give(/*torn=*/false)) return Stopped();
    }
    return absl::OkStatus();
  }

  absl::Status Finish() override {
    if (!line_.empty() || too_long_) Give(/*torn=*/true);
    return absl::OkStatus();
  }

 private:
  void Append(std::string_view piece) {
    too_long_ = too_long_ || line_.size() + piece.size() > decisions::kMostLineBytes;
    if (too_long_) line_.clear();
    if (!too_long_) line_.append(piece);
  }

  // An empty line says nothing.
  bool Give(bool torn) {
    ++number_;
    const bool nothing = line_.empty() && !too_long_;
    const bool more = nothing || take_({line_, file_, number_, torn, too_long_});
    line_.clear();
    too_long_ = false;
    return more;
  }

  const std::string& file_;
  const std::function<bool(const LogLine&)>& take_;
  std::string line_;
  uint64_t number_ = 0;
  bool too_long_ = false;
};

}  // namespace

std::string LogLine::Place() const { return absl::StrCat(file, ":", number); }

absl::Status LogFiles::FindInFolder(const std::string& path) {
  std::vector<std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    const std::string name = entry.path().filename().string();
    if (IsLog(name)) found.push_back(entry.path().string());
  }
  if (error)
    return absl::UnavailableError(absl::StrCat("cannot read ", path, ": ", error.message()));
  std::sort(found.begin(), found.end());
  // A server that ended between packing a file and deleting it left both.
  std::erase_if(found, [&found](const std::string& file) {
    return file.ends_with(kPlain) && std::binary_search(found.begin(), found.end(), file + ".zst");
  });
  if (found.empty()) {
    return absl::NotFoundError(
        absl::StrCat("no decision log in ", path, ": its files end in .jsonl or .jsonl.zst"));
  }
  files_.insert(files_.end(), found.begin(), found.end());
  return absl::OkStatus();
}

absl::Status LogFiles::Find() {
  for (const std::string& path : paths_) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) {
      if (absl::Status found = FindInFolder(path); !found.ok()) return found;
    } else if (path == "-" || std::filesystem::exists(path, error)) {
      files_.push_back(path);
    } else {
      return absl::NotFoundError(absl::StrCat("cannot read ", path, ": it is not there"));
    }
  }
  for (const std::string& file : files_) {
    std::error_code error;
    const uint64_t bytes = std::filesystem::file_size(file, error);
    if (!error) all_bytes_ += bytes;
  }
  return absl::OkStatus();
}

double LogFiles::share() const {
  const uint64_t here = bytes_of_this_file_ ? bytes_of_this_file_() : 0;
  return all_bytes_ == 0
             ? 0
             : static_cast<double>(bytes_of_files_read_ + here) / static_cast<double>(all_bytes_);
}

void LogFiles::Read(const std::function<bool(const LogLine&)>& take) {
  bool wanted = true;
  const std::function<bool(const LogLine&)> take_or_end = [&](const LogLine& line) {
    wanted = take(line);
    return wanted;
  };
  for (const std::string& file : files_) {
    if (!wanted) return;
    AccountInput input;
    if (const absl::Status opened = input.Open(file); !opened.ok()) {
      problems_.emplace_back(ToStd(opened.message()));
      continue;
    }
    bytes_of_this_file_ = [&input] { return input.bytes_read(); };
    Lines lines(input.name(), take_or_end);
    Decompression decompression(lines);
    absl::Status staged;
    const absl::Status read = input.ReadAll([&](std::string_view piece) {
      staged = decompression.Take(piece);
      return staged.ok();
    });
    if (read.ok() && staged.ok() && input.bytes_read() > 0) staged = decompression.Finish();
    if (!read.ok()) problems_.emplace_back(ToStd(read.message()));
    if (!staged.ok() && !IsStopped(staged)) {
      problems_.push_back(absl::StrCat(input.name(), ": ", staged.message()));
    }
    bytes_of_this_file_ = nullptr;
    bytes_of_files_read_ += input.bytes_read();
  }
}

}  // namespace bellwether::cli
