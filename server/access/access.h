// Who asks, and may they: the access file in force, as long as the server runs.
//
//   absl::StatusOr<std::unique_ptr<Access>> access = Access::Open({path}, log, report);
//   (*access)->Follow();                                   // changes of the file, keys of issuers
//   absl::StatusOr<CallerPointer> caller = (*access)->Identify({authorization, dns, uris});
//
// A file that became bad is not taken: the last good one stays in force, and the log says what is
// wrong and where. A revoked token is refused from the next call on, and from the next message of a
// stream that is open, once the change was read.
// Identify is for any thread, blocks on nothing, and verifies the signature of a token only once.
// No secret is logged, and none is part of an answer.
#ifndef BELLWETHER_SERVER_ACCESS_ACCESS_H_
#define BELLWETHER_SERVER_ACCESS_ACCESS_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/access/access_list.h"
#include "server/access/caller.h"
#include "server/access/key_source.h"
#include "server/access/verified_tokens.h"
#include "server/base/file_follower.h"
#include "server/base/mutex.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What a caller shows of itself.
struct Credentials {
  std::vector<std::string_view> authorization;  // the header, as often as it was sent
  std::vector<std::string> dns, uris;           // of a certificate that was verified
};

class Access {
 public:
  struct Settings {
    std::string file;
    KeySource::Fetch fetch;           // default: over HTTP
    std::function<absl::Time()> now;  // default: the system's clock
  };
  // Signatures that need not be verified again, some 300 bytes each.
  static constexpr size_t kMostVerified = 4'096;

  // Reads the file and tries to get the keys of its issuers; those of an address may follow later.
  // What is wrong goes to `report`, one line each. `log` outlives it.
  static absl::StatusOr<std::unique_ptr<Access>> Open(Settings settings, Logger& log,
                                                      std::string& report);
  ~Access() { Stop(); }
  Access(const Access&) = delete;
  Access& operator=(const Access&) = delete;

  // UNAUTHENTICATED: not known. UNAVAILABLE: may be known in a moment. PERMISSION_DENIED: known,
  // and of no use here. Messages say what to do, and hold no part of a credential.
  // `standing`, where given: how long that is known. It is set when the caller is.
  absl::StatusOr<CallerPointer> Identify(const Credentials& credentials,
                                         Standing* standing = nullptr);
  // Whether who was identified with that standing would be again, as the same. Costs next to
  // nothing: for each message of a stream.
  bool Holds(const Standing& standing) const {
    return standing.epoch == verified_.epoch() && settings_.now() < standing.expires;
  }

  // Starts the thread "access" that follows file and keys. `changed`: called by that thread when
  // another file has come into force.
  void Follow(std::function<void()> changed = nullptr);
  // Looks at once, whatever is seen. Any thread.
  void LookNow() { follower_.LookNow(); }
  void Stop() { follower_.Stop(); }

  // One look, as the thread takes it: for tests with a clock of their own.
  FileFollower::Next Look();
  std::shared_ptr<const AccessList> list() const;

 private:
  Access(Settings settings, Logger& log);

  // Takes the file when it is good and another one than before. False: it is not good; `report`
  // says why.
  bool Read(std::string& report);
  void ReadAgain();
  bool RefreshKeys(const AccessList& list);
  void SayWhatIsOver(const AccessList& list);
  absl::StatusOr<KnownToken> FindCaller(const Credentials& credentials);
  absl::StatusOr<KnownToken> FindToken(std::string_view token);

  const Settings settings_;
  Logger& log_;
  std::string text_;               // of the file in force
  std::string problem_;            // of the file that is there, as it was logged
  std::function<void()> changed_;  // set before the thread starts
  VerifiedTokens verified_{kMostVerified};
  mutable Mutex mutex_;
  std::shared_ptr<const AccessList> list_ ABSL_GUARDED_BY(mutex_);
  FileFollower follower_{"access"};
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_ACCESS_H_
