// bellwether remote impact: what another pack does to the accounts of a file, by a server, printed
// like one's own.
//
// Tested by tests/clients/remote_rules_test.py.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/impact_options.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/evaluation/account_run.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/proofs/remote_impact_evaluator.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cpp/client.h"
#include "clients/cpp/pack_preview.h"
#include "engine/base/string_bridge.h"
#include "protos/wire/impact.h"
#include "protos/wire/packs.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 600;

struct RemoteImpact {
  ServerRequest server;
  ImpactRequest request;
};

// A pack that is sent; without a path one that the server has.
struct Side {
  std::string path;
  PackSources sources;
  std::string place;
};

std::optional<Side> ReadSide(const std::string& path, const ServerRequest& server,
                             Console& console) {
  if (path.empty()) return Side{"", {}, "server " + server.server};
  absl::StatusOr<PackSources> sources = ReadPackSources(path);
  if (sources.ok()) return Side{path, *std::move(sources), path};
  console.Fail(ToStd(sources.status().message()));
  return std::nullopt;
}

void SideToProto(const Side& side, const std::string& digest, v1::PackSource& message) {
  if (!side.path.empty()) {
    wire::SourcesToProto(side.sources.files, *message.mutable_files());
  } else if (!digest.empty()) {
    message.set_digest(digest);
  }
}

v1::PreviewPackRequest QuestionOf(const RemoteImpact& options, const Side& from, const Side& to,
                                  Console& console) {
  v1::PreviewPackRequest question;
  SideToProto(from, options.request.accounts.pack_digest, *question.mutable_from());
  SideToProto(to, "", *question.mutable_to());
  v1::EvaluationOptions& evaluation = *question.mutable_options();
  evaluation = EvaluationOptionsOf(options.request.accounts, absl::Now(), console);
  evaluation.clear_view();
  evaluation.clear_explanation();
  evaluation.clear_pack();
  question.set_top(static_cast<int32_t>(options.request.top));
  return question;
}

// Every error of a side, as a local run says them.
void SayProblems(const google::protobuf::RepeatedPtrField<v1::PackDiagnostic>& messages,
                 const Side& side, Console& console) {
  std::vector<Diagnostic> found;
  for (const v1::PackDiagnostic& message : messages) {
    found.push_back(wire::FindingFromProto(message, side.sources.files).what);
  }
  if (HasErrors(found)) SayErrorsOf(side.path, found, side.sources.named, console);
}

ExitCode SayWhyOver(const PackPreview::Answer& answer, const Side& from, const Side& to,
                    Console& console) {
  if (!answer.problems) return SayWhyItFailed(answer.status, answer.violations, console);
  SayProblems(answer.problems->from(), from, console);
  SayProblems(answer.problems->to(), to, console);
  return ExitCode::kPackInvalid;
}

// A stream of its own for what is asked before the first account.
std::shared_ptr<PackPreview> Begun(Client& client, const v1::PreviewPackRequest& question) {
  auto preview = std::make_shared<PackPreview>(client, question);
  preview->Begin();
  return preview;
}

// Sends all accounts. Nothing to report where the file as a whole was refused.
std::optional<wire::NamedImpact> ImpactOf(const RemoteImpact& options, Client& client,
                                          const v1::PreviewPackRequest& question,
                                          std::shared_ptr<PackPreview> preview, Console& console,
                                          ExitCode& code) {
  const EvaluatorFactory factory = [&](const v1::EvaluationOptions&, AccountSource source,
                                       AccountEvaluator::Sink sink, const AccountWatch&) {
    const bool probe = source == AccountSource::kOneAlone;
    return MakeRemoteImpactEvaluator(probe ? Begun(client, question) : preview, std::move(sink));
  };
  AccountRun run(options.request.accounts, factory, console);
  if (!run.Open(code)) return std::nullopt;
  uint64_t unread = 0;
  AccountRunHooks hooks;
  hooks.answered = [](const AccountAnswer&) {};
  hooks.refused = [&unread](const AccountAnswer& answer) {
    if (answer.impact != nullptr) ++unread;
  };
  run.Read({}, std::move(hooks));
  const bool has_results = run.has_results();
  code = run.Conclude();
  if (!has_results || code == ExitCode::kInterrupted) return std::nullopt;
  const PackPreview::Answer& answer = preview->End();
  std::optional<wire::NamedImpact> impact;
  if (answer.ok()) impact = wire::ImpactFromProto(answer.impact);
  if (!answer.ok()) {
    code = SayWhyItFailed(answer.status, answer.violations, console);
  } else if (!impact) {
    console.Fail("the server's answer does not hold together: is it of another version?");
    code = ExitCode::kFailed;
  } else {
    // What could not be read is refused by both.
    impact->impact.refused_by_both += unread;
  }
  return impact;
}

ExitCode Impact(RemoteImpact options) {
  ImpactRequest& request = options.request;
  Console console(request.accounts.color);
  if (request.accounts.duplicates != Duplicates::kKeep) {
    console.Fail(
        "a server counts every account that it is sent: leave --duplicates out, or use "
        "bellwether impact");
    return ExitCode::kUsage;
  }
  const auto from = ReadSide(request.from, options.server, console);
  const auto to = ReadSide(request.to, options.server, console);
  if (!from || !to) return ExitCode::kPackInvalid;
  const ExitCode mapped = LoadImportFor(request.accounts.import, request.to, console);
  if (mapped != ExitCode::kGood) return mapped;
  const auto client = ConnectOrSayWhy(
      options.server, "or say it without one: bellwether impact --from PACK", console);
  if (client == nullptr) return ExitCode::kFailed;
  const v1::PreviewPackRequest question = QuestionOf(options, *from, *to, console);
  const auto preview = std::make_shared<PackPreview>(*client, question);
  if (!preview->Begin()) return SayWhyOver(preview->answer(), *from, *to, console);
  ExitCode code = ExitCode::kGood;
  const auto impact = ImpactOf(options, *client, question, preview, console, code);
  if (!impact) return code;
  const auto budget = BudgetOrSayWhy(request.budget, impact->names, console);
  if (!budget) return ExitCode::kInputRefused;
  const ImpactReport report{impact->names,
                            impact->impact,
                            {preview->head().from(), from->place},
                            {preview->head().to(), to->place},
                            FormatMoment(*request.accounts.as_of),
                            budget->lines};
  return WriteImpact(request, report, code, console);
}

}  // namespace

void AddRemoteImpact(Command remote, Run& run) {
  auto options = std::make_shared<RemoteImpact>();
  const Command command = remote.AddCommand(
      "impact", "Let a server say what a change of the rules does to the accounts of a file");
  AddServer(command, options->server, kUsualTimeout);
  const Option from = AddPackPair(command, options->request);
  from.AddToHelp(" (default: the server's)");
  AddDigest(command, options->request.accounts.pack_digest);
  command.GetOption("--digest").Excludes(from);
  AddImpactRequest(command, options->request);
  AddExample(command,
             "bellwether remote impact --server 127.0.0.1:50051 --to rules/saas --accounts "
             "rules/saas/accounts/book.jsonl --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Impact(*options); }; });
}

}  // namespace bellwether::cli
