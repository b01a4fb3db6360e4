// What the options say of security, opened: TLS files and the access file, each where it is given.
//
//   absl::StatusOr<std::unique_ptr<Security>> security = Security::Open(options, log, report);
//   RpcServer server(options, handlers, log, security->get());
//   (*security)->Follow();
//
// Outlives the server that it is given to. Thread-safe but for Follow and Stop.
#ifndef BELLWETHER_SERVER_ACCESS_SECURITY_H_
#define BELLWETHER_SERVER_ACCESS_SECURITY_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/access/access.h"
#include "server/access/tls_files.h"
#include "server/settings/options.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class Security {
 public:
  // Everything that is wrong goes to `report`, one line each. `log` outlives it.
  static absl::StatusOr<std::unique_ptr<Security>> Open(const ServerOptions& options, Logger& log,
                                                        std::string& report);

  // Changes of files are followed, by a thread for each kind. `access_changed`: called by one of
  // them when another access file has come into force.
  void Follow(std::function<void()> access_changed = nullptr);
  // Looks at all of them at once. Any thread.
  void LookNow();
  void Stop();

  Access* access() const { return access_.get(); }  // null: nobody is asked who they are
  TlsFiles* tls() const { return tls_.get(); }      // null: plain text

 private:
  Security() = default;

  std::unique_ptr<Access> access_;
  std::unique_ptr<TlsFiles> tls_;
};

// What goes together, and what does not, as lines "error: ..."; "" when all is well.
std::string CheckSecurityOptions(const ServerOptions& options);

// What a server that listens beyond loopback lacks, in words: "TLS", "TLS and a way to know its
// callers"; "" when it lacks nothing.
std::string MissingSecurity(const ServerOptions& options);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACCESS_SECURITY_H_
