// The commands of `bellwether remote`, and what they share.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_COMMANDS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_COMMANDS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/commands/command.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/terminal/console.h"
#include "clients/cpp/client.h"
#include "clients/cpp/client_security.h"
#include "grpcpp/support/status.h"

namespace bellwether::cli {

struct ServerRequest {
  std::string server;
  double timeout_seconds = 10;
  bool tls = false;  // also where one of its files is given
  ClientTls tls_files;
  std::string token_file;  // "": none
};
// --server, --timeout, --tls, --tls-ca, --tls-certificate, --tls-key, --token-file
void AddServer(Command command, ServerRequest& request, double usual_timeout);

// Null, after the reason was said, when the server does not answer. `instead`: what can be done
// without one.
std::unique_ptr<Client> ConnectOrSayWhy(const ServerRequest& request, const std::string& instead,
                                        Console& console);

// "books/main" of "main", and of itself.
std::string BookResource(const std::string& name);
// Says what a call ended with, problem by problem. kUsage where the request was wrong.
ExitCode SayWhyItFailed(const grpc::Status& status, Console& console);
ExitCode SayWhyItFailed(const absl::Status& status, const std::vector<Violation>& violations,
                        Console& console);
// The same of a service that a server may lack; `lacking` says why.
ExitCode SayWhyItFailed(const absl::Status& status, const std::vector<Violation>& violations,
                        const std::string& lacking, Console& console);
// The same of a call about accounts that a server knows, which it may not.
ExitCode SayWhyNoAccounts(const absl::Status& status, const std::vector<Violation>& violations,
                          Console& console);
// What can be done without such a server.
inline constexpr char kNoStore[] = "or ask about accounts of files: bellwether evaluate";
// --digest: the pack that must answer
void AddDigest(Command command, std::string& digest);

// remote health, remote portfolio, remote drivers, remote experiment, remote load; remote check,
// remote compare, remote impact, remote path; remote activate, approve and rollback; remote packs,
// activations and watch-packs
void AddRemoteHealth(Command remote, Run& run);
void AddRemotePortfolio(Command remote, Run& run);
void AddRemoteDrivers(Command remote, Run& run);
void AddRemoteExperiment(Command remote, Run& run);
void AddRemoteBooks(Command remote, Run& run);
void AddRemoteLoad(Command remote, Run& run);
void AddRemoteCheck(Command remote, Run& run);
void AddRemoteCompare(Command remote, Run& run);
void AddRemoteImpact(Command remote, Run& run);
void AddRemotePath(Command remote, Run& run);
// remote put, remote account and remote forget
void AddRemoteAccounts(Command remote, Run& run);
void AddRemoteExport(Command remote, Run& run);
void AddRemoteHistory(Command remote, Run& run);
// remote import
void AddRemoteImport(Command remote, Run& run);
// remote override, remote decide and remote decisions
void AddRemoteDecisions(Command remote, Run& run);
// remote alerts and remote tasks
void AddRemoteAlerts(Command remote, Run& run);
// remote interventions
void AddRemoteInterventions(Command remote, Run& run);
// remote audit
void AddRemoteAudit(Command remote, Run& run);
// remote whoami
void AddRemoteWhoami(Command remote, Run& run);
// remote deliveries
void AddRemoteDeliveries(Command remote, Run& run);
// remote evaluations and remote watch-evaluations
void AddRemoteEvaluations(Command remote, Run& run);
void AddRemoteActivate(Command remote, Run& run);
void AddRemotePacks(Command remote, Run& run);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_COMMANDS_H_
