// bellwether remote interventions: what was done after alerts of a server's accounts, and whether
// they recovered.
//
// Tested by tests/clients/remote_interventions_test.py.
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/interventions.pb.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_lists.h"
#include "clients/cli/evidence/interventions_text.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/terminal/style.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "clients/cpp/status.h"
#include "engine/accounts/json_text.h"
#include "protos/wire/time_to_proto.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr size_t kUsualWidth = 120;
constexpr char kLacking[] =
    "the server keeps no alerts: it was started without --store, or with "
    "--evaluate-continuously=false, or is older";

struct InterventionOptions {
  ServerRequest server;
  ColorChoice color = ColorChoice::kAuto;
  bool json = false;
  bool list = false;
  uint32_t most = 100;
  std::string playbook;
  uint32_t within_days = 0;
  std::optional<Moment> from, to;
};

// A date begins at midnight in UTC.
absl::Time TimeOf(const Moment& moment) {
  const absl::TimeZone utc = absl::UTCTimeZone();
  return moment.date_only ? absl::FromCivil(moment.day, utc) : moment.time;
}

template <typename Request>
Request RequestOf(const InterventionOptions& options) {
  Request request;
  request.set_playbook(options.playbook);
  request.set_within_days(static_cast<int32_t>(options.within_days));
  if (options.from) wire::TimeToProto(TimeOf(*options.from), *request.mutable_from());
  if (options.to) wire::TimeToProto(TimeOf(*options.to), *request.mutable_to());
  return request;
}

ExitCode List(const InterventionOptions& options) {
  return PrintList(
      options.server, options.most, kLacking, RequestOf<v1::ListInterventionsRequest>(options),
      [](Client& client, const v1::ListInterventionsRequest& page) {
        return client.ListInterventions(page);
      },
      [](const v1::ListInterventionsResponse& page) -> const auto& { return page.interventions(); },
      [&options](const v1::Intervention& one) {
        return options.json ? absl::StrCat(MessageJson(one, kOneLine), "\n") : LineOf(one);
      });
}

ExitCode Report(const InterventionOptions& options) {
  Console console(options.color);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer =
      client->GetInterventionEffects(RequestOf<v1::GetInterventionEffectsRequest>(options));
  if (!answer.ok()) return SayWhyItFailed(answer.status, answer.violations, kLacking, console);
  Output output;
  const Style style = Style::For(options.color, output.stream());
  output.Write(options.json ? absl::StrCat(MessageJson(answer.response, 2), "\n")
                            : InterventionsText(answer.response, style,
                                                TerminalWidth(output.stream(), kUsualWidth)));
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddRemoteInterventions(Command remote, Run& run) {
  auto options = std::make_shared<InterventionOptions>();
  const Command command = remote.AddCommand(
      "interventions", "What was done after alerts, and whether accounts recovered, by playbook");
  AddServer(command, options->server, kUsualTimeout);
  AddTextOrJson(command, options->json);
  AddColor(command, options->color);
  command.AddOption("--playbook", options->playbook, "Of this one alone (default: all)")
      .TypeName("NAME");
  AddDays(command, "--within",
          "Days in which the band is to recover: 14d (default: what the pack says)",
          options->within_days);
  AddMoment(command, "--from", "Alerts raised then or later, in UTC (default: all)", options->from);
  AddMoment(command, "--to", "Alerts raised before then, in UTC (default: all up to now)",
            options->to);
  command.AddFlag("--list", options->list,
                  "Print each of them: whom lots left alone, what was done, what became of it");
  command.AddOption("--top", options->most, "How many --list prints (default: 100)")
      .TypeName("N")
      .InRange(uint32_t{1}, uint32_t{1'000'000});
  AddExample(command, "bellwether remote interventions --server 127.0.0.1:50051 --from 2026-01-01");
  command.WhenChosen([options, &run] {
    run = [options] { return options->list ? List(*options) : Report(*options); };
  });
}

}  // namespace bellwether::cli
