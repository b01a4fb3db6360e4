#include "tests/bench/reload/pack_changes.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace bellwether::bench {
namespace {

namespace fs = std::filesystem;

constexpr size_t kPieces = 4;
constexpr absl::Duration kBetweenPieces = absl::Milliseconds(2);
constexpr char kInvalid[] = "signls: {}\nhealth: [\n";

void Write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

PackChanges::PackChanges(fs::path link, const fs::path& original, const PackVariants& variants,
                         uint32_t seed)
    : link_(std::move(link)), variants_(variants), random_(seed) {
  const fs::path first = absl::StrCat(link_.string(), ".", folders_);
  fs::copy(original, first, fs::copy_options::recursive);
  fs::create_directory_symlink(first, link_);
  MakeValid(0);
}

void PackChanges::BeginValid(const std::string& digest) {
  MutexLock lock(mutex_);
  const absl::Time now = absl::Now();
  if (!valid_.empty()) valid_.back().until = now;
  valid_.push_back({digest, now});
}

void PackChanges::MakeValid(size_t variant) {
  const PackVariant& next = variants_.all[variant];
  switch (random_() % 4) {
    case 0:
      WriteInPieces(next.text);
      break;
    case 1:
      RenameOver(next.text);
      break;
    case 2:
      SwapFolder(next.text);
      break;
    default:
      TakeAwayAndBringBack(next.text);
  }
  BeginValid(next.digest);
}

void PackChanges::ChangeOnce() {
  ++changes_;
  if (random_() % 5 < 2) {
    ++invalid_;
    return random_() % 2 == 0 ? Write(File(), kInvalid) : RenameOver(kInvalid);
  }
  MakeValid(random_() % variants_.all.size());
}

std::string PackChanges::EndWithAValidOne() {
  MakeValid(random_() % variants_.all.size());
  MutexLock lock(mutex_);
  return valid_.back().digest;
}

void PackChanges::WriteInPieces(const std::string& text) const {
  std::ofstream file(File(), std::ios::binary);
  const size_t size = text.size() / kPieces + 1;
  for (size_t at = 0; at < text.size(); at += size) {
    file << text.substr(at, size) << std::flush;
    absl::SleepFor(kBetweenPieces);
  }
}

void PackChanges::RenameOver(const std::string& text) const {
  const fs::path beside = link_.string() + ".new";
  Write(beside, text);
  fs::rename(beside, File());
}

void PackChanges::SwapFolder(const std::string& text) {
  const fs::path before = fs::canonical(link_);
  const fs::path next = absl::StrCat(link_.string(), ".", ++folders_);
  fs::copy(before, next, fs::copy_options::recursive);
  Write(next / variants_.file, text);
  const fs::path beside = link_.string() + ".link";
  fs::create_directory_symlink(next, beside);
  fs::rename(beside, link_);
  fs::remove_all(before);
}

void PackChanges::TakeAwayAndBringBack(const std::string& text) const {
  const fs::path folder = fs::canonical(link_);
  const fs::path away = link_.string() + ".away";
  fs::rename(folder, away);
  Write(away / variants_.file, text);
  absl::SleepFor(kBetweenPieces);
  fs::rename(away, folder);
}

std::optional<absl::Duration> PackChanges::StalenessOf(const std::string& digest,
                                                       absl::Time called_at) const {
  std::optional<absl::Duration> least;
  MutexLock lock(mutex_);
  for (const Valid& valid : valid_) {
    if (valid.digest != digest) continue;
    const absl::Duration age = std::max(called_at - valid.until, absl::ZeroDuration());
    least = least.has_value() ? std::min(*least, age) : age;
  }
  return least;
}

size_t PackChanges::distinct() const {
  MutexLock lock(mutex_);
  std::set<std::string> digests;
  for (const Valid& valid : valid_) digests.insert(valid.digest);
  return digests.size();
}

}  // namespace bellwether::bench
