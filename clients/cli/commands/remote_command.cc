// bellwether remote ...: the same through a running server.
//
// Tested by tests/clients/remote_test.py.
#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/evaluation/evaluation_session.h"
#include "clients/cli/evaluation/remote_calls.h"
#include "clients/cli/evaluation/view.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cpp/client.h"
#include "clients/cpp/evaluations.h"
#include "clients/cpp/status.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

struct RemoteOptions {
  std::string pack;  // that a mapping is held against
  ServerRequest server;
  RemoteCall call = RemoteCall::kAuto;
  std::optional<size_t> concurrency;
  EvaluationRequest request;
};

constexpr double kUsualTimeout = 10;
constexpr double kMostPatienceSeconds = 5;

// Rows read what the columns of CSV do, whatever their format.
OutputFormat CarriedFormat(const EvaluationRequest& request) {
  return ShowsRows(request.view, request.format) ? OutputFormat::kCsv : request.format;
}

ExitCode Evaluate(RemoteOptions options) {
  Console console(options.request.color);
  // A mapping names signals and words of a pack, which is not asked of the server.
  const ExitCode loaded = LoadImportFor(options.request.import, options.pack, console);
  if (loaded != ExitCode::kGood) return loaded;
  const OutputFormat carried = CarriedFormat(options.request);
  if (options.call == RemoteCall::kColumns && !ColumnsSuffice(carried)) {
    console.Fail(
        "--call columns carries what table, csv and --select show, not json and jsonl: use --call "
        "batch, or leave the choice to --call auto");
    return ExitCode::kUsage;
  }
  const auto client = ConnectOrSayWhy(
      options.server, "or evaluate without one: bellwether evaluate --pack FOLDER", console);
  if (client == nullptr) return ExitCode::kFailed;
  return RunEvaluation(
      options.request,
      [&](const v1::EvaluationOptions& evaluation, AccountSource source,
          AccountEvaluator::Sink sink, const AccountWatch& /*watch*/) {
        const RemoteCall call = ChooseCall(options.call, carried, source);
        return MakeRemoteEvaluator(
            [&, call](Evaluations::Sink answers) {
              return MakeEvaluations(call, *client, evaluation, carried, options.concurrency,
                                     std::move(answers));
            },
            std::move(sink));
      },
      nullptr, console);
}

}  // namespace

namespace {

absl::Status ReadSecurity(const ServerRequest& request, ClientOptions& options) {
  const ClientTls& files = request.tls_files;
  if (request.tls || !files.ca_file.empty() || !files.certificate_file.empty()) {
    auto credentials = TlsCredentials(files);
    if (!credentials.ok()) return credentials.status();
    options.credentials = *std::move(credentials);
  }
  if (request.token_file.empty()) return absl::OkStatus();
  auto token = ReadTokenFile(request.token_file);
  if (!token.ok()) return token.status();
  options.token = *std::move(token);
  return absl::OkStatus();
}

}  // namespace

void AddServer(Command command, ServerRequest& request, double usual_timeout) {
  request.timeout_seconds = usual_timeout;
  command.AddOption("--server", request.server, "Address of the server")
      .TypeName("HOST:PORT")
      .Required();
  command
      .AddOption("--timeout", request.timeout_seconds,
                 absl::StrCat("Seconds until a call is given up (default: ", usual_timeout, ")"))
      .TypeName("SECONDS")
      .InRange(0.001, 3600.0);
  command.AddFlag("--tls", request.tls, "Ask over TLS, trusting the system's authorities");
  const auto file = [&](const char* name, std::string& field, const char* help) {
    return command.AddOption(name, field, help).TypeName("FILE");
  };
  ClientTls& files = request.tls_files;
  file("--tls-ca", files.ca_file, "Ask over TLS, trusting the authorities of this PEM file");
  const Option certificate = file("--tls-certificate", files.certificate_file,
                                  "Show this certificate, a PEM file, to the server");
  const Option key = file("--tls-key", files.key_file, "The certificate's private key");
  certificate.Needs(key);
  key.Needs(certificate);
  file("--token-file", request.token_file, "Send the bearer token of this file with each call");
}

std::unique_ptr<Client> ConnectOrSayWhy(const ServerRequest& request, const std::string& instead,
                                        Console& console) {
  ClientOptions options;
  options.server = request.server;
  options.timeout = absl::Seconds(request.timeout_seconds);
  options.cancelled = &Interruption::flag();
  if (const absl::Status read = ReadSecurity(request, options); !read.ok()) {
    console.Fail(ToStd(read.message()));
    return nullptr;
  }
  auto client = std::make_unique<Client>(options);
  const absl::Duration patience =
      absl::Seconds(std::min(request.timeout_seconds, kMostPatienceSeconds));
  const absl::Status connected = client->WaitUntilConnected(patience);
  if (connected.ok()) return client;
  if (!absl::IsUnavailable(connected)) {
    console.Fail(ToStd(connected.message()));
    return nullptr;
  }
  console.Fail(absl::StrCat(std::string(ToStd(connected.message())),
                            "; start one (scripts/serve), ", instead));
  return nullptr;
}

std::string BookResource(const std::string& name) {
  constexpr std::string_view kPrefix = "books/";
  return name.starts_with(kPrefix) ? name : absl::StrCat(ToAbsl(kPrefix), name);
}

ExitCode SayWhyItFailed(const grpc::Status& status, Console& console) {
  return SayWhyItFailed(ToAbslStatus(status), ViolationsOf(status), console);
}

ExitCode SayWhyItFailed(const absl::Status& status, const std::vector<Violation>& violations,
                        Console& console) {
  if (absl::IsDeadlineExceeded(status)) {
    console.Fail("the server did not answer in time; allow it more by --timeout SECONDS");
    return ExitCode::kFailed;
  }
  if (violations.size() < 2) console.Fail(ToStd(status.message()));
  if (violations.size() >= 2) {
    for (const Violation& violation : violations) {
      console.Fail(absl::StrCat(violation.path, ": ", violation.message));
    }
  }
  const bool wrong = absl::IsInvalidArgument(status) || absl::IsNotFound(status) ||
                     absl::IsFailedPrecondition(status);
  return wrong ? ExitCode::kUsage : ExitCode::kFailed;
}

ExitCode SayWhyItFailed(const absl::Status& status, const std::vector<Violation>& violations,
                        const std::string& lacking, Console& console) {
  if (!absl::IsUnimplemented(status)) return SayWhyItFailed(status, violations, console);
  console.Fail(lacking);
  return ExitCode::kUsage;
}

void AddDigest(Command command, std::string& digest) {
  command.AddOption("--digest", digest, "Digest of the pack that must answer (default: any)")
      .TypeName("HEX");
}

void AddRemote(Command app, Run& run) {
  auto options = std::make_shared<RemoteOptions>();
  const Command remote = app.AddCommand("remote", "Ask a running server");
  remote.RequireCommand();
  remote.Footer("Run `bellwether remote COMMAND --help` for options and an example.");
  const Command command =
      remote.AddCommand("evaluate", "Evaluate the accounts of a file by a server's pack");
  AddServer(command, options->server, kUsualTimeout);
  AddEvaluationRequest(command, options->request);
  const Option pack =
      command
          .AddOption("--pack", options->pack,
                     "With --import: folder of the rule pack that the mapping is for")
          .TypeName("FOLDER")
          .Needs("--import");
  command.GetOption("--import").Needs(pack);
  AddDigest(command, options->request.pack_digest);
  AddRemoteCall(command, options->call);
  command
      .AddOption("--concurrency", options->concurrency,
                 "Calls in flight at most, on a stream accounts (default: unary 16, batch and "
                 "columns 4, stream 64)")
      .TypeName("N")
      .InRange(1, 1024);
  AddExample(command,
             "bellwether remote evaluate --server 127.0.0.1:50051 --accounts "
             "rules/saas/accounts/book.jsonl --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Evaluate(*options); }; });
  AddRemoteHealth(remote, run);
  AddRemotePortfolio(remote, run);
  AddRemoteDrivers(remote, run);
  AddRemoteExperiment(remote, run);
  AddRemoteBooks(remote, run);
  AddRemoteLoad(remote, run);
  AddRemoteCheck(remote, run);
  AddRemoteCompare(remote, run);
  AddRemoteImpact(remote, run);
  AddRemotePath(remote, run);
  AddRemotePacks(remote, run);
  AddRemoteAccounts(remote, run);
  AddRemoteExport(remote, run);
  AddRemoteImport(remote, run);
  AddRemoteHistory(remote, run);
  AddRemoteDecisions(remote, run);
  AddRemoteEvaluations(remote, run);
  AddRemoteAlerts(remote, run);
  AddRemoteInterventions(remote, run);
  AddRemoteDeliveries(remote, run);
  AddRemoteAudit(remote, run);
  AddRemoteWhoami(remote, run);
  AddRemoteActivate(remote, run);
}

}  // namespace bellwether::cli
