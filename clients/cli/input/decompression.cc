// Tested by tests/clients/decompression_test.cc.
#include "clients/cli/input/decompression.h"

#include <algorithm>
#include <utility>

#include "clients/cli/input/gunzip_stage.h"
#include "clients/cli/input/unzstd_stage.h"

namespace bellwether::cli {
namespace {

constexpr std::string_view kGzip = "\x1F\x8B";
constexpr std::string_view kZstandard = "\x28\xB5\x2F\xFD";

// Whether `bytes` are the beginning of `mark`, and not yet all of it.
bool MayBecome(std::string_view bytes, std::string_view mark) {
  return bytes.size() < mark.size() && mark.starts_with(bytes);
}

}  // namespace

absl::Status Decompression::Take(std::string_view bytes) {
  if (!decided_) {
    begin_.append(bytes);
    if (MayBecome(begin_, kGzip) || MayBecome(begin_, kZstandard)) return absl::OkStatus();
    return Decide();
  }
  return unpacking_ == nullptr ? next_.Take(bytes) : unpacking_->Take(bytes);
}

absl::Status Decompression::Finish() {
  if (!decided_) {
    if (absl::Status taken = Decide(); !taken.ok()) return taken;
  }
  return unpacking_ == nullptr ? next_.Finish() : unpacking_->Finish();
}

absl::Status Decompression::Decide() {
  decided_ = true;
  if (begin_.starts_with(kGzip)) unpacking_ = MakeGunzipStage(next_);
  if (begin_.starts_with(kZstandard)) unpacking_ = MakeUnzstdStage(next_);
  const std::string begin = std::exchange(begin_, "");
  return begin.empty() ? absl::OkStatus() : Take(begin);
}

}  // namespace bellwether::cli
