// Certificate and key of the server, followed: what gRPC reads is only ever what was found good.
//
//   absl::StatusOr<std::unique_ptr<TlsFiles>> tls = TlsFiles::Open({paths}, log, report);
//   ... gRPC watches (*tls)->identity_path() and client_ca_path() ...
//   (*tls)->Follow();
//
// gRPC takes over whatever stands in the files that it watches: a key of another certificate while
// both are being replaced, or a certificate that is over. So it is given files of our own, in
// memory (memfd_create), which are replaced as a whole after the new pair was judged. A pair that
// is not good is not taken: the last one goes on, and the log says why.
#ifndef BELLWETHER_SERVER_ACCESS_TLS_FILES_H_
#define BELLWETHER_SERVER_ACCESS_TLS_FILES_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/access/tls_material.h"
#include "server/base/file_follower.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class TlsFiles {
 public:
  struct Settings {
    TlsPaths paths;
    std::function<absl::Time()> now;  // default: the system's clock
  };

  // Reads and judges. What is wrong goes to `report`, one line each. `log` outlives it.
  static absl::StatusOr<std::unique_ptr<TlsFiles>> Open(Settings settings, Logger& log,
                                                        std::string& report);
  ~TlsFiles() { Stop(); }
  TlsFiles(const TlsFiles&) = delete;
  TlsFiles& operator=(const TlsFiles&) = delete;

  // A file that holds key and chain, replaced as a whole.
  const std::string& identity_path() const { return identity_.path(); }
  // "" where clients are not asked for certificates.
  const std::string& client_ca_path() const { return client_ca_.path(); }

  // Starts the thread "tls" that follows the files.
  void Follow();
  // Looks at once, whatever is seen. Any thread.
  void LookNow() { follower_.LookNow(); }
  void Stop() { follower_.Stop(); }

  // One look, as the thread takes it: for tests with a clock of their own.
  FileFollower::Next Look();

 private:
  // A file that only this process has, under a path that stays while its content is replaced.
  class MemoryFile {
   public:
    MemoryFile() = default;
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    absl::Status Replace(const std::string& text);
    const std::string& path() const { return path_; }

   private:
    int descriptor_ = -1;
    std::string path_;
  };

  TlsFiles(Settings settings, Logger& log);

  absl::Status Take(TlsMaterial material);
  void WarnOfExpiry();

  const Settings settings_;
  Logger& log_;
  TlsMaterial material_;  // in force
  std::string problem_;   // of what is there, as it was logged
  enum class Warned : uint8_t { kNothing, kSoon, kOver } warned_ = Warned::kNothing;
  MemoryFile identity_, client_ca_;
  FileFollower follower_{"tls"};
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_TLS_FILES_H_
