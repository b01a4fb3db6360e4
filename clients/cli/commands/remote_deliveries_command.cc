// bellwether remote deliveries: messages of a server that wait for their targets or were given up,
// and sending these again.
//
// Tested by tests/clients/remote_deliveries_test.py.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "bellwether/v1/delivery.pb.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "engine/accounts/json_text.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr uint32_t kMostPage = 1'000;

struct DeliveriesOptions {
  ServerRequest server;
  bool json = false;
  std::vector<std::string> states;  // none: dead, then waiting
  std::string target;
  uint32_t most = 100;
  std::vector<std::string> replayed;  // TARGET/KEY each
  std::string replayed_target;        // all of its dead letters; "": none
};

ExitCode SayWhyNoDeliveries(const absl::Status& status, const std::vector<Violation>& violations,
                            Console& console) {
  if (!absl::IsUnimplemented(status)) return SayWhyItFailed(status, violations, console);
  console.Fail("the server delivers nothing: it was started without --delivery, or is older");
  return ExitCode::kUsage;
}

// "dead pager/3f6c... acme #4, written 2026-03-01T10:00:00Z, 30 attempts: answered 503".
std::string LineOf(const v1::OutboxMessage& message) {
  std::string text = absl::StrCat(
      absl::AsciiStrToLower(EnumWord(message.state())), " ", Printable(message.target()), "/",
      Printable(message.key()), " ", Printable(message.account_id()), " #", message.sequence(),
      ", written ", FormatTimestamp(message.created_at()), ", ", message.attempts(),
      message.attempts() == 1 ? " attempt" : " attempts");
  if (!message.problem().empty()) absl::StrAppend(&text, ": ", Printable(message.problem()));
  return absl::StrCat(text, "\n");
}

// At most `most` messages of that state, page by page, to `take` until it does not end well.
template <typename Take>
ExitCode EachMessage(Client& client, const std::string& state, const std::string& target,
                     uint32_t most, const Take& take, Console& console) {
  v1::MessageState wanted = v1::MESSAGE_STATE_UNSPECIFIED;
  if (!v1::MessageState_Parse(absl::StrCat("MESSAGE_STATE_", absl::AsciiStrToUpper(state)),
                              &wanted)) {
    return ExitCode::kUsage;  // options allow none other
  }
  v1::ListMessagesRequest request;
  request.set_state(wanted);
  request.set_target(target);
  uint32_t left = most;
  while (left > 0) {
    request.set_page_size(static_cast<int32_t>(std::min(left, kMostPage)));
    const auto page = client.ListMessages(request);
    if (!page.ok()) return SayWhyNoDeliveries(page.status, page.violations, console);
    for (const v1::OutboxMessage& one : page.response.messages()) {
      const ExitCode taken = take(one);
      if (taken != ExitCode::kGood) return taken;
      --left;
    }
    if (page.response.next_page_token().empty()) break;
    request.set_page_token(page.response.next_page_token());
  }
  return ExitCode::kGood;
}

ExitCode ListDeliveries(Client& client, const DeliveriesOptions& options, Output& output,
                        Console& console) {
  uint32_t told = 0;
  const auto tell = [&](const v1::OutboxMessage& one) {
    output.Write(options.json ? absl::StrCat(MessageJson(one, kOneLine), "\n") : LineOf(one));
    ++told;
    return ExitCode::kGood;
  };
  const std::vector<std::string> usual = {"dead", "waiting"};
  for (const std::string& state : options.states.empty() ? usual : options.states) {
    const ExitCode listed =
        EachMessage(client, state, options.target, options.most - told, tell, console);
    if (listed != ExitCode::kGood) return listed;
  }
  return ExitCode::kGood;
}

// Says which one waits again. `may_be_gone`: somebody else may have replayed it meanwhile.
ExitCode Replay(Client& client, const v1::ReplayMessageRequest& request, bool may_be_gone,
                const DeliveriesOptions& options, Output& output, Console& console) {
  const auto answer = client.ReplayMessage(request);
  if (may_be_gone && absl::IsNotFound(answer.status)) return ExitCode::kGood;
  if (!answer.ok()) return SayWhyNoDeliveries(answer.status, answer.violations, console);
  output.Write(options.json ? absl::StrCat(MessageJson(request, kOneLine), "\n")
                            : absl::StrCat(Printable(request.target()), "/",
                                           Printable(request.key()), " waits again\n"));
  return ExitCode::kGood;
}

ExitCode ReplayNamed(Client& client, const DeliveriesOptions& options, Output& output,
                     Console& console) {
  for (const std::string& name : options.replayed) {
    const size_t slash = std::min(name.find('/'), name.size());
    v1::ReplayMessageRequest request;
    request.set_target(name.substr(0, slash));
    request.set_key(name.substr(std::min(slash + 1, name.size())));
    if (request.target().empty() || request.key().empty()) {
      console.Fail(absl::StrCat("--replay: ", Printable(name),
                                " is no message; write TARGET/KEY, as the list shows it"));
      return ExitCode::kUsage;
    }
    const ExitCode replayed = Replay(client, request, false, options, output, console);
    if (replayed != ExitCode::kGood) return replayed;
  }
  return ExitCode::kGood;
}

// A page goes on behind its last message, so one that is given up again meanwhile is not met twice.
ExitCode ReplayAll(Client& client, const DeliveriesOptions& options, Output& output,
                   Console& console) {
  const auto replay = [&](const v1::OutboxMessage& one) {
    v1::ReplayMessageRequest request;
    request.set_target(one.target());
    request.set_key(one.key());
    return Replay(client, request, true, options, output, console);
  };
  return EachMessage(client, "dead", options.replayed_target, std::numeric_limits<uint32_t>::max(),
                     replay, console);
}

ExitCode RunDeliveries(const DeliveriesOptions& options) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, "with --store and --delivery", console);
  if (client == nullptr) return ExitCode::kFailed;
  Output output;
  const auto act = !options.replayed.empty()          ? &ReplayNamed
                   : !options.replayed_target.empty() ? &ReplayAll
                                                      : &ListDeliveries;
  const ExitCode done = act(*client, options, output, console);
  const ExitCode closed = CloseOrSayWhy(output, console);
  return done != ExitCode::kGood ? done : closed;
}

}  // namespace

void AddRemoteDeliveries(Command remote, Run& run) {
  auto options = std::make_shared<DeliveriesOptions>();
  const Command command = remote.AddCommand(
      "deliveries", "Messages of a server that were given up or wait, and sending them again");
  AddServer(command, options->server, kUsualTimeout);
  AddTextOrJson(command, options->json);
  const Option state =
      command.AddOption("--state", options->states, "Those alone (default: dead,waiting)")
          .TypeName("STATE")
          .SplitAt(',')
          .OneOf({"dead", "waiting", "delivered"});
  const Option target =
      command.AddOption("--target", options->target, "To this one (default: to all)")
          .TypeName("NAME");
  const Option top = command.AddOption("--top", options->most, "How many (default: 100)")
                         .TypeName("N")
                         .InRange(uint32_t{1}, uint32_t{100'000});
  const Option replay =
      command
          .AddOption("--replay", options->replayed,
                     "Send a dead letter again, as the list shows it; needs the role admin")
          .TypeName("TARGET/KEY")
          .OneAtATime()
          .Excludes(state)
          .Excludes(target)
          .Excludes(top);
  command
      .AddOption("--replay-all", options->replayed_target,
                 "Send all dead letters to a target again; needs the role admin")
      .TypeName("TARGET")
      .Excludes(replay)
      .Excludes(state)
      .Excludes(target)
      .Excludes(top);
  AddExample(command, "bellwether remote deliveries --server 127.0.0.1:50051 --target pager");
  command.WhenChosen([options, &run] { run = [options] { return RunDeliveries(*options); }; });
}

}  // namespace bellwether::cli
