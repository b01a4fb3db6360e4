// The keys of one issuer as they are now: read from their file or fetched, kept when that fails.
//
// Refresh is for one thread; the rest for any.
#ifndef BELLWETHER_SERVER_ACCESS_KEY_SOURCE_H_
#define BELLWETHER_SERVER_ACCESS_KEY_SOURCE_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/access/key_set.h"
#include "server/base/mutex.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class KeySource {
 public:
  // Gives the text of a key set: of an address, with the file of certificates to check it by.
  using Fetch =
      std::function<absl::StatusOr<std::string>(const std::string& place, const std::string& ca)>;

  // How long keys of an address are good, how soon a failure is tried again, and how often tokens
  // of an unknown key may have them fetched.
  static constexpr absl::Duration kUsualInterval = absl::Minutes(15);
  static constexpr absl::Duration kRetryInterval = absl::Seconds(30);
  static constexpr absl::Duration kUnknownKeyInterval = absl::Seconds(10);

  // `place` is an address when `is_remote`, else a file.
  KeySource(std::string place, bool is_remote, std::string ca)
      : place_(std::move(place)), is_remote_(is_remote), ca_(std::move(ca)) {}

  // Null until they could be had.
  std::shared_ptr<const KeySet> keys() const;
  // A token names a key that is not there. True when they are about to be fetched: worth a retry.
  bool AskFor(absl::Time now);

  // Gets them when it is time, or always. True when they are other keys than before. What went
  // wrong is logged once, and again when it is another thing.
  bool Refresh(const Fetch& fetch, absl::Time now, Logger& log);
  // When Refresh wants to be called next. Of a file: never, its changes are seen.
  absl::Time next_refresh() const;
  // Why they could not be had at the last attempt; OK: they could.
  absl::Status status() const;

  const std::string& place() const { return place_; }
  const std::string& ca() const { return ca_; }
  bool is_remote() const { return is_remote_; }

 private:
  void Judge(absl::Status status, Logger& log);

  const std::string place_;
  const bool is_remote_;
  const std::string ca_;
  mutable Mutex mutex_;
  std::shared_ptr<const KeySet> keys_ ABSL_GUARDED_BY(mutex_);
  absl::Time next_refresh_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Time last_attempt_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  bool wanted_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

// Reads a key set from a file.
absl::StatusOr<std::string> ReadKeyFile(const std::string& path);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_KEY_SOURCE_H_
