// bellwether remote drivers: which facts go with staying in a book that a server holds, printed
// like one's own.
//
// Tested by tests/clients/remote_evidence_test.py.
#include <memory>

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

struct RemoteDrivers {
  RemoteEvidence evidence;
  LandmarkOptions landmark;
};

v1::GetDriversRequest RequestOf(const RemoteDrivers& options) {
  v1::GetDriversRequest request;
  request.set_book(BookResource(options.evidence.question.book));
  WriteQuestion(options.evidence.question, options.evidence.as_of, options.evidence.where,
                *request.mutable_options());
  const LandmarkOptions& days = options.landmark;
  if (days.landmark) request.set_landmark_days(static_cast<int32_t>(*days.landmark));
  if (days.gap) request.set_gap_days(static_cast<int32_t>(*days.gap));
  if (days.horizon) request.set_horizon_days(static_cast<int32_t>(*days.horizon));
  return request;
}

ExitCode Report(const RemoteDrivers& options) {
  const RemoteEvidence& asked = options.evidence;
  Console console(asked.question.color);
  const auto client = ConnectOrSayWhy(asked.question.server,
                                      "or find them without one: bellwether drivers", console);
  if (client == nullptr) return ExitCode::kFailed;
  grpc::ClientContext context;
  context.set_deadline(DeadlineOf(asked.question));
  const auto reader = client->portfolio().GetDrivers(&context, RequestOf(options));
  EvidenceGround ground;
  evidence::DriverReport report;
  const ExitCode read = ReadEvidence(*reader, "account", console, ground, [&](const auto& part) {
    if (part.has_drivers()) report = wire::DriversFromProto(part.drivers());
  });
  if (read != ExitCode::kGood) return read;
  return WriteEvidence(
      asked, ground,
      [&](const Style& style, size_t width) {
        return asked.json ? DriversJson(report, ground.digest) : DriversText(report, style, width);
      },
      console);
}

}  // namespace

void AddRemoteDrivers(Command remote, Run& run) {
  auto options = std::make_shared<RemoteDrivers>();
  const Command command = remote.AddCommand(
      "drivers", "Say which facts go with staying in a server's book, as drivers does");
  AddRemoteEvidence(command, options->evidence);
  AddLandmark(command, options->landmark);
  AddExample(command,
             "bellwether remote drivers --server 127.0.0.1:50051 --book main --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
