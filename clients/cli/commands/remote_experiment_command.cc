// bellwether remote experiment: arms against each other in a book that a server holds, printed like
// one's own.
//
// Tested by tests/clients/remote_evidence_test.py.
#include <memory>
#include <string>

#include "clients/cli/commands/evidence_options.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_evidence.h"
#include "clients/cli/evidence/evidence_json.h"
#include "clients/cli/evidence/evidence_text.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "protos/wire/evidence.h"

namespace bellwether::cli {
namespace {

struct RemoteExperiment {
  RemoteEvidence evidence;
  std::string name;
};

v1::CompareExperimentRequest RequestOf(const RemoteExperiment& options) {
  v1::CompareExperimentRequest request;
  request.set_book(BookResource(options.evidence.question.book));
  request.set_experiment(options.name);
  WriteQuestion(options.evidence.question, options.evidence.as_of, options.evidence.where,
                *request.mutable_options());
  return request;
}

ExitCode Report(const RemoteExperiment& options) {
  const RemoteEvidence& asked = options.evidence;
  Console console(asked.question.color);
  const auto client = ConnectOrSayWhy(asked.question.server,
                                      "or compare without one: bellwether experiment", console);
  if (client == nullptr) return ExitCode::kFailed;
  grpc::ClientContext context;
  context.set_deadline(DeadlineOf(asked.question));
  const auto reader = client->portfolio().CompareExperiment(&context, RequestOf(options));
  EvidenceGround ground;
  evidence::ExperimentReport report;
  const ExitCode read = ReadEvidence(*reader, "comparison", console, ground, [&](const auto& part) {
    if (part.has_experiment()) report = wire::ExperimentFromProto(part.experiment());
  });
  if (read != ExitCode::kGood) return read;
  if (report.arms.empty()) {
    console.Fail("the server named no arm of the experiment");
    return ExitCode::kFailed;
  }
  return WriteEvidence(
      asked, ground,
      [&](const Style& style, size_t width) {
        return asked.json ? ExperimentJson(report, ground.digest)
                          : ExperimentText(report, style, width);
      },
      console);
}

}  // namespace

void AddRemoteExperiment(Command remote, Run& run) {
  auto options = std::make_shared<RemoteExperiment>();
  const Command command = remote.AddCommand(
      "experiment", "Compare the arms of an experiment over a server's book, as experiment does");
  AddRemoteEvidence(command, options->evidence);
  AddExperimentName(command, options->name);
  AddExample(
      command,
      "bellwether remote experiment --server 127.0.0.1:50051 --book main --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
