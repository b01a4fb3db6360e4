// Changes a pack on disk in every way in which packs change, and keeps which edition was valid
// when.
//
//   PackChanges changes("/tmp/pack", variants, seed);
//   changes.ChangeOnce();                                  // one thread
//   changes.StalenessOf(digest, called_at)                 // any thread
#ifndef BELLWETHER_TESTS_BENCH_RELOAD_PACK_CHANGES_H_
#define BELLWETHER_TESTS_BENCH_RELOAD_PACK_CHANGES_H_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "server/base/mutex.h"
#include "tests/bench/reload/pack_variants.h"

namespace bellwether::bench {

class PackChanges {
 public:
  // `link` is a link to the folder of the pack, made here; editions come into folders beside it.
  PackChanges(std::filesystem::path link, const std::filesystem::path& original,
              const PackVariants& variants, uint32_t seed);

  // One of: in place and in pieces, renamed over, the whole folder behind the link, away and back,
  // and twice in five nothing that is valid.
  void ChangeOnce();
  // Leaves a valid edition, and returns its digest.
  std::string EndWithAValidOne();

  // For how long the edition had not been what the disk holds when a call began that it answered;
  // nothing when it never was.
  std::optional<absl::Duration> StalenessOf(const std::string& digest, absl::Time called_at) const;
  size_t changes() const { return changes_; }
  size_t invalid() const { return invalid_; }
  size_t distinct() const;  // editions that were valid on disk

 private:
  struct Valid {
    std::string digest;
    absl::Time from;
    absl::Time until = absl::InfiniteFuture();
  };
  void MakeValid(size_t variant);
  void BeginValid(const std::string& digest);
  void WriteInPieces(const std::string& text) const;
  void RenameOver(const std::string& text) const;
  void SwapFolder(const std::string& text);
  void TakeAwayAndBringBack(const std::string& text) const;
  std::filesystem::path File() const { return link_ / variants_.file; }

  const std::filesystem::path link_;
  const PackVariants& variants_;
  std::mt19937 random_;
  size_t changes_ = 0, invalid_ = 0, folders_ = 0;
  mutable Mutex mutex_;
  std::vector<Valid> valid_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace bellwether::bench

#endif  // BELLWETHER_TESTS_BENCH_RELOAD_PACK_CHANGES_H_
