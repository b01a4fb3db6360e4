// bellwether remote audit: what must not be forgotten of a server's store, and by whom it was done.
//
// Tested by tests/clients/remote_audit_test.py.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "bellwether/v1/audit.pb.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_lists.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "engine/accounts/json_text.h"
#include "protos/wire/time_to_proto.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr char kNoAudit[] =
    "the server keeps no audit: it was started without --store, or is older";

struct AuditOptions {
  ServerRequest server;
  bool json = false;
  uint32_t most = 100;
  std::string what, by;
  std::optional<Moment> from, to;
};

// "2026-03-01T10:00:00Z account erased by ann".
std::string LineOf(const v1::AuditLine& line) {
  std::string text = absl::StrCat(FormatTimestamp(line.at()), " ", Printable(line.what()));
  if (!line.by().empty()) absl::StrAppend(&text, " by ", Printable(line.by()));
  return absl::StrCat(text, "\n");
}

v1::ListAuditRequest RequestOf(const AuditOptions& options) {
  v1::ListAuditRequest request;
  request.set_what(options.what);
  request.set_by(options.by);
  const absl::TimeZone utc = absl::UTCTimeZone();
  if (options.from) wire::TimeToProto(options.from->At(utc), *request.mutable_from());
  if (options.to) wire::TimeToProto(options.to->At(utc), *request.mutable_to());
  return request;
}

ExitCode ListLines(const AuditOptions& options) {
  return PrintList(
      options.server, options.most, kNoAudit, RequestOf(options),
      [](Client& client, const v1::ListAuditRequest& page) { return client.ListAudit(page); },
      [](const v1::ListAuditResponse& page) -> const auto& { return page.lines(); },
      [&options](const v1::AuditLine& line) {
        return options.json ? absl::StrCat(MessageJson(line, kOneLine), "\n") : LineOf(line);
      });
}

}  // namespace

void AddRemoteAudit(Command remote, Run& run) {
  auto options = std::make_shared<AuditOptions>();
  const Command command = remote.AddCommand(
      "audit", "Which accounts were erased, and what was imported, by whom: the newest first");
  AddServer(command, options->server, kUsualTimeout);
  AddTextOrJson(command, options->json);
  command
      .AddOption("--what", options->what,
                 "Lines of this sort alone: account erased, accounts imported, decisions imported "
                 "(default: all)")
      .TypeName("WORDS");
  command.AddOption("--by", options->by, "Of this caller alone (default: all)").TypeName("NAME");
  AddMoment(command, "--from", "Of then or later, in UTC (default: all)", options->from);
  AddMoment(command, "--to", "Of before then, in UTC (default: all up to now)", options->to);
  command.AddOption("--top", options->most, "How many are printed (default: 100)")
      .TypeName("N")
      .InRange(uint32_t{1}, uint32_t{1'000'000});
  AddExample(command, "bellwether remote audit --server 127.0.0.1:50051 --from 2026-01-01");
  command.WhenChosen([options, &run] { run = [options] { return ListLines(*options); }; });
}

}  // namespace bellwether::cli
