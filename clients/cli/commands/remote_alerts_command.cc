// bellwether remote alerts, remote tasks: what a server tells people of its accounts, and what they
// do about it.
//
// Tested by tests/clients/remote_alerts_test.py.
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "bellwether/v1/alerts.pb.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_activation.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_lists.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "engine/accounts/json_text.h"
#include "engine/base/number.h"
#include "grpcpp/client_context.h"
#include "protos/wire/time_to_proto.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
// Nobody was told of it, to find out what happens without help.
constexpr char kHeldOut[] = ", left alone";
constexpr char kLacking[] =
    "the server keeps no alerts: it was started without --store, or with "
    "--evaluate-continuously=false, or is older";

struct Asked {
  ServerRequest server;
  bool json = false;
};

struct AlertListOptions : Asked {
  std::vector<std::string> states, severities, rules, segments;
  std::string account, csm, shown, order;
  bool without_csm = false;
  uint32_t most = 100;
};

struct CourseOptions : Asked {
  int64_t number = 0;
  uint32_t most = 100;
};

struct TaskListOptions : Asked {
  std::vector<std::string> states;
  std::string account, owner, csm;
  int64_t alert = 0;
  bool overdue = false;
  uint32_t most = 100;
};

// Of an alert or a task.
struct ActOptions : Asked {
  int64_t number = 0;
  std::string author, reason, etag, request_id;
  std::optional<Moment> until;  // of a snooze
};

template <typename Enum>
std::string Word(Enum value) {
  return absl::AsciiStrToLower(EnumWord(value));
}

std::string OfCsm(const std::string& csm) {
  return csm.empty() ? "" : absl::StrCat(", csm ", Printable(csm));
}

// "#17 acme red turned_red, open since 2026-03-01T10:00:00Z, csm kim: The account is red".
std::string LineOf(const v1::Alert& alert) {
  std::string text = absl::StrCat("#", alert.number(), " ", Printable(alert.account_id()), " ",
                                  Printable(alert.severity()), " ", Printable(alert.alert()), ", ",
                                  Word(alert.state()), " since ",
                                  FormatTimestamp(alert.raised_at()), OfCsm(alert.csm()));
  if (alert.held_back()) {
    absl::StrAppend(&text, ", held back with ", Thousands(static_cast<uint64_t>(alert.stake())),
                    " at stake");
    if (alert.has_place()) {
      absl::StrAppend(&text, ", place ", alert.place().rank(), " of ", alert.place().held_back());
    }
  }
  if (alert.arm() == v1::ALERT_ARM_HELD_OUT) absl::StrAppend(&text, kHeldOut);
  if (alert.has_escalated_at()) {
    absl::StrAppend(&text, ", escalated ", FormatTimestamp(alert.escalated_at()));
  }
  if (alert.state() == v1::ALERT_STATE_SNOOZED) {
    absl::StrAppend(&text, ", until ", FormatTimestamp(alert.snoozed_until()));
  }
  if (alert.has_resolved_at()) {
    absl::StrAppend(&text, ", over ", FormatTimestamp(alert.resolved_at()), " by ",
                    Printable(alert.resolved_by()));
  }
  return absl::StrCat(text, ": ", Printable(alert.reason()), "\n");
}

// "#4 acme alert 17, open, due 2026-03-04T00:00:00Z, csm: Call the sponsor".
std::string LineOf(const v1::Task& task) {
  std::string text =
      absl::StrCat("#", task.number(), " ", Printable(task.account_id()), " alert ", task.alert(),
                   ", ", task.overdue() ? "overdue" : Word(task.state()));
  if (task.has_due_at()) absl::StrAppend(&text, ", due ", FormatTimestamp(task.due_at()));
  if (!task.owner().empty()) absl::StrAppend(&text, ", ", Printable(task.owner()));
  if (!task.done_by().empty()) absl::StrAppend(&text, ", by ", Printable(task.done_by()));
  return absl::StrCat(text, ": ", Printable(task.action()), "\n");
}

// "2026-03-01T10:00:00Z raised #17 acme red turned_red to csm: The account is red".
std::string LineOf(const v1::AlertEvent& event) {
  std::string text = absl::StrCat(FormatTimestamp(event.told_at()), " ", Word(event.kind()), " #",
                                  event.number(), " ", Printable(event.account_id()), " ",
                                  Printable(event.severity()), " ", Printable(event.alert()));
  if (event.to_size() > 0) {
    absl::StrAppend(&text, " to ", Printable(absl::StrJoin(event.to(), ", ")));
  }
  if (!event.by().empty()) absl::StrAppend(&text, " by ", Printable(event.by()));
  if (event.held_back()) absl::StrAppend(&text, ", held back");
  if (event.rank() > 0) absl::StrAppend(&text, " at place ", event.rank());
  if (event.arm() == v1::ALERT_ARM_HELD_OUT) absl::StrAppend(&text, kHeldOut);
  const std::string& words = !event.action().empty() ? event.action() : event.reason();
  return absl::StrCat(text, ": ", Printable(words), "\n");
}

// "acknowledged 2026-03-01T10:00:00Z by kim: I call them".
std::string LineOf(const char* what, const v1::AlertAct& act) {
  const std::string why = act.why().empty() ? "" : absl::StrCat(": ", Printable(act.why()));
  return absl::StrCat("  ", what, " ", FormatTimestamp(act.at()), " by ", Printable(act.by()), why,
                      "\n");
}

// "next escalated 2026-03-03T10:00:00Z to management".
std::string LineOf(const char* what, const v1::AlertStep& step) {
  std::string text = absl::StrCat("  ", what, " ", FormatTimestamp(step.told_at()));
  if (step.to_size() > 0) absl::StrAppend(&text, " to ", Printable(absl::StrJoin(step.to(), ", ")));
  return absl::StrCat(text, "\n");
}

// What people did about it, what comes next, and what its rule asks for.
std::string MoreOf(const v1::Alert& alert,
                   const google::protobuf::RepeatedPtrField<v1::AlertRule>& rules) {
  std::string text;
  if (!alert.segment().empty())
    absl::StrAppend(&text, "  segment ", Printable(alert.segment()), "\n");
  if (alert.has_acknowledged()) text += LineOf("acknowledged", alert.acknowledged());
  if (alert.has_snoozed()) text += LineOf("snoozed", alert.snoozed());
  if (alert.has_next_reminder()) text += LineOf("next told again", alert.next_reminder());
  if (alert.has_next_escalation()) text += LineOf("next escalated", alert.next_escalation());
  for (const v1::AlertRule& rule : rules) {
    absl::StrAppend(&text, "  rule ", Printable(rule.name()), ": ", Printable(rule.reason()), "\n");
    for (const v1::AlertRemedyStep& step : rule.steps()) {
      const std::string owner =
          step.owner().empty() ? "" : absl::StrCat(" (", Printable(step.owner()), ")");
      absl::StrAppend(&text, "    ", Printable(step.action()), owner, "\n");
    }
  }
  return text;
}

template <typename Message>
std::string Text(const Message& message, bool json) {
  return json ? absl::StrCat(MessageJson(message, kOneLine), "\n") : LineOf(message);
}

// The states that the words name; false: one is none.
bool FillStates(const std::vector<std::string>& words, v1::ListAlertsRequest& request) {
  for (const std::string& word : words) {
    v1::AlertState state;
    if (!v1::AlertState_Parse(absl::StrCat("ALERT_STATE_", absl::AsciiStrToUpper(word)), &state)) {
      return false;
    }
    request.add_states(state);
  }
  return true;
}

bool FillStates(const std::vector<std::string>& words, v1::ListTasksRequest& request) {
  for (const std::string& word : words) {
    v1::TaskState state;
    if (!v1::TaskState_Parse(absl::StrCat("TASK_STATE_", absl::AsciiStrToUpper(word)), &state)) {
      return false;
    }
    request.add_states(state);
  }
  return true;
}

template <typename Message>
auto TextOf(bool json) {
  return [json](const Message& message) { return Text(message, json); };
}

ExitCode ListAlerts(const AlertListOptions& options) {
  v1::ListAlertsRequest request;
  if (!FillStates(options.states, request)) return ExitCode::kUsage;  // options allow none other
  request.set_account_id(options.account);
  request.set_csm(options.csm);
  for (const std::string& word : options.severities) request.add_severities(word);
  for (const std::string& word : options.rules) request.add_rules(word);
  for (const std::string& word : options.segments) request.add_segments(word);
  request.set_without_csm(options.without_csm);
  if (options.shown == "shown") request.set_shown(v1::ALERT_SHOWN_SHOWN);
  if (options.shown == "held-back") request.set_shown(v1::ALERT_SHOWN_HELD_BACK);
  if (options.order == "stake") request.set_order(v1::ALERT_ORDER_STAKE);
  return PrintList(
      options.server, options.most, kLacking, request,
      [](Client& client, const v1::ListAlertsRequest& page) { return client.ListAlerts(page); },
      [](const v1::ListAlertsResponse& page) -> const auto& { return page.alerts(); },
      TextOf<v1::Alert>(options.json));
}

// The alert, and what happened to it; with JSON a line for each of them.
ExitCode ShowCourse(const CourseOptions& options) {
  v1::ListAlertEventsRequest request;
  request.set_number(options.number);
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  Output output;
  uint32_t left = options.most;
  bool first = true;
  const auto last = ReadPages(
      request, [&](v1::ListAlertEventsRequest& page) { return client->ListAlertEvents(page); },
      [&](const v1::ListAlertEventsResponse& page) {
        if (first) {
          output.Write(Text(page.alert(), options.json));
          if (!options.json) output.Write(MoreOf(page.alert(), page.rules()));
        }
        first = false;
        for (const v1::AlertEvent& event : page.events()) {
          if (left == 0) break;
          const char* const waits = event.sequence() == 0 && !options.json ? "to be told: " : "";
          output.Write(absl::StrCat(waits, Text(event, options.json)));
          --left;
        }
        return left > 0 && !output.broken();
      });
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (last.ok()) return closed;
  return SayWhyItFailed(last.status, last.violations, kLacking, console);
}

ExitCode ListTasks(const TaskListOptions& options) {
  v1::ListTasksRequest request;
  if (!FillStates(options.states, request)) return ExitCode::kUsage;
  request.set_account_id(options.account);
  request.set_owner(options.owner);
  request.set_csm(options.csm);
  request.set_alert(options.alert);
  request.set_overdue(options.overdue);
  return PrintList(
      options.server, options.most, kLacking, request,
      [](Client& client, const v1::ListTasksRequest& page) { return client.ListTasks(page); },
      [](const v1::ListTasksResponse& page) -> const auto& { return page.tasks(); },
      TextOf<v1::Task>(options.json));
}

template <typename Request>
Request RequestOf(const ActOptions& options) {
  Request request;
  request.set_number(options.number);
  v1::AlertContext& context = *request.mutable_context();
  context.set_author(options.author);
  context.set_reason(options.reason);
  context.set_etag(options.etag);
  RemoteChange named;
  named.request_id = options.request_id;
  context.set_request_id(RequestIdOf(named));
  return request;
}

// Does it, and prints what became of it; `ask` asks the client, `part` is the answer's.
template <typename Request, typename Ask, typename Part>
ExitCode Act(const ActOptions& options, const Request& request, const Ask& ask, const Part& part) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = ask(*client, request);
  if (!answer.ok()) {
    return SayWhyItFailed(answer.status, answer.violations, kLacking, console);
  }
  Output output;
  output.Write(Text(part(answer.response), options.json));
  return CloseOrSayWhy(output, console);
}

ExitCode Acknowledge(const ActOptions& options) {
  return Act(
      options, RequestOf<v1::AcknowledgeAlertRequest>(options),
      [](Client& client, const v1::AcknowledgeAlertRequest& request) {
        return client.AcknowledgeAlert(request);
      },
      [](const v1::AcknowledgeAlertResponse& response) { return response.alert(); });
}

ExitCode Snooze(const ActOptions& options) {
  auto request = RequestOf<v1::SnoozeAlertRequest>(options);
  if (options.until && (options.until->date_only || options.until->local)) {
    Console(ColorChoice::kAuto).Fail("--until is a time with its offset: 2026-03-01T09:00:00Z");
    return ExitCode::kUsage;
  }
  if (options.until) wire::TimeToProto(options.until->time, *request.mutable_until());
  return Act(
      options, request,
      [](Client& client, const v1::SnoozeAlertRequest& asked) { return client.SnoozeAlert(asked); },
      [](const v1::SnoozeAlertResponse& response) { return response.alert(); });
}

ExitCode Resolve(const ActOptions& options) {
  return Act(
      options, RequestOf<v1::ResolveAlertRequest>(options),
      [](Client& client, const v1::ResolveAlertRequest& request) {
        return client.ResolveAlert(request);
      },
      [](const v1::ResolveAlertResponse& response) { return response.alert(); });
}

ExitCode Complete(const ActOptions& options) {
  return Act(
      options, RequestOf<v1::CompleteTaskRequest>(options),
      [](Client& client, const v1::CompleteTaskRequest& request) {
        return client.CompleteTask(request);
      },
      [](const v1::CompleteTaskResponse& response) { return response.task(); });
}

std::unique_ptr<grpc::ClientReader<v1::WatchAlertsResponse>> Begin(
    Client& client, grpc::ClientContext& context, const v1::WatchAlertsRequest& request) {
  return client.alerts().WatchAlerts(&context, request);
}

ExitCode WatchAlerts(const WatchOptions& options) {
  return PrintWatch(
      options, kLacking, &Begin,
      [](const v1::WatchAlertsResponse& message) -> const auto& { return message.events(); },
      TextOf<v1::AlertEvent>(options.json));
}

void AddAsked(Command command, Asked& asked) {
  AddServer(command, asked.server, kUsualTimeout);
  AddTextOrJson(command, asked.json);
}

void AddTop(Command command, uint32_t& most) {
  command.AddOption("--top", most, "How many (default: 100)")
      .TypeName("N")
      .InRange(uint32_t{1}, uint32_t{100'000});
}

void AddFilter(Command command, const char* name, std::string& value, const char* help) {
  command.AddOption(name, value, help).TypeName("NAME");
}

void AddListOfAlerts(Command alerts, Run& run) {
  auto options = std::make_shared<AlertListOptions>();
  const Command command = alerts.AddCommand("list", "The alerts of a server's accounts");
  AddAsked(command, *options);
  command.AddOption("--state", options->states, "Those alone (default: all but resolved)")
      .TypeName("STATE")
      .SplitAt(',')
      .OneOf({"open", "acknowledged", "snoozed", "resolved"});
  command.AddOption("--severity", options->severities, "Those alone, in the pack's words")
      .TypeName("WORD")
      .SplitAt(',');
  AddFilter(command, "--account", options->account, "Of this account");
  AddFilter(command, "--csm", options->csm, "Of accounts that they look after");
  command.AddFlag("--no-csm", options->without_csm, "Of accounts that nobody looks after");
  command.AddOption("--segment", options->segments, "Of accounts of these segments")
      .TypeName("WORD")
      .SplitAt(',');
  command.AddOption("--rule", options->rules, "Led by these rules").TypeName("NAME").SplitAt(',');
  command.AddOption("--only", options->shown, "Those that are not held back, or that are")
      .OneOf({"shown", "held-back"});
  command.AddOption("--order", options->order, "By what (default: newest)")
      .OneOf({"newest", "stake"});
  AddTop(command, options->most);
  AddExample(command, "bellwether remote alerts list --server 127.0.0.1:50051 --severity red");
  command.WhenChosen([options, &run] { run = [options] { return ListAlerts(*options); }; });
}

void AddCourse(Command alerts, Run& run) {
  auto options = std::make_shared<CourseOptions>();
  const Command command =
      alerts.AddCommand("show", "One alert, what comes next, and what happened to it");
  AddAsked(command, *options);
  command.AddOption("NUMBER", options->number, "Its number, as lists show it")
      .Required()
      .InRange(int64_t{1}, std::numeric_limits<int64_t>::max());
  AddTop(command, options->most);
  AddExample(command, "bellwether remote alerts show --server 127.0.0.1:50051 17");
  command.WhenChosen([options, &run] { run = [options] { return ShowCourse(*options); }; });
}

// ack, snooze, resolve and done.
Command AddAct(Command parent, Run& run, const std::string& name, const std::string& about,
               const std::string& example, const std::shared_ptr<ActOptions>& options,
               ExitCode (*act)(const ActOptions&)) {
  const Command command = parent.AddCommand(name, about);
  AddAsked(command, *options);
  command.AddOption("NUMBER", options->number, "Its number, as lists show it")
      .Required()
      .InRange(int64_t{1}, std::numeric_limits<int64_t>::max());
  command
      .AddOption("--author", options->author,
                 "Who it is, where the server does not know who asks (default: who asks)")
      .TypeName("NAME");
  command
      .AddOption("--etag", options->etag,
                 "Etag that it must have, so that nothing was done meanwhile (default: any)")
      .TypeName("ETAG");
  command
      .AddOption("--request-id", options->request_id,
                 "Name of the request: given again within 24 hours, it is done once (default: a "
                 "new UUID)")
      .TypeName("ID");
  AddExample(command, example);
  command.WhenChosen([options, act, &run] { run = [options, act] { return act(*options); }; });
  return command;
}

Option AddReason(Command command, ActOptions& options, const char* help) {
  return command.AddOption("--reason", options.reason, help).TypeName("TEXT");
}

void AddWatch(Command alerts, Run& run) {
  auto options = std::make_shared<WatchOptions>();
  const Command command =
      alerts.AddCommand("watch", "Print what happens to alerts, when people are to be told of it");
  AddServer(command, options->server, kUsualTimeout);
  AddWatchOptions(command, *options, "--events");
  AddTextOrJson(command, options->json);
  AddExample(command,
             "bellwether remote alerts watch --server 127.0.0.1:50051 --from-beginning --events 1");
  command.WhenChosen([options, &run] { run = [options] { return WatchAlerts(*options); }; });
}

void AddAlertCommands(Command remote, Run& run) {
  const Command alerts =
      remote.AddCommand("alerts", "What a server tells people of its accounts, and acting on it");
  alerts.RequireCommand();
  alerts.Footer("Run `bellwether remote alerts COMMAND --help` for options and an example.");
  AddListOfAlerts(alerts, run);
  AddCourse(alerts, run);
  const std::string begin = "bellwether remote alerts ";
  const std::string server = " --server 127.0.0.1:50051 17 --author kim";
  auto acknowledging = std::make_shared<ActOptions>();
  const Command acknowledge =
      AddAct(alerts, run, "ack", "Say that somebody takes care of an alert",
             absl::StrCat(begin, "ack", server), acknowledging, &Acknowledge);
  AddReason(acknowledge, *acknowledging, "What they have to say about it");
  auto snoozing = std::make_shared<ActOptions>();
  const Command snooze = AddAct(
      alerts, run, "snooze", "Put reminders and escalation of an alert off",
      absl::StrCat(begin, "snooze", server, " --until 2026-03-09T09:00:00Z"), snoozing, &Snooze);
  AddMoment(snooze, "--until", "Until then, a time with its offset", snoozing->until);
  snooze.GetOption("--until").Required();
  AddReason(snooze, *snoozing, "What they have to say about it");
  auto resolving = std::make_shared<ActOptions>();
  const Command resolve =
      AddAct(alerts, run, "resolve", "End an alert",
             absl::StrCat(begin, "resolve", server, " --reason 'the sponsor is back'"), resolving,
             &Resolve);
  AddReason(resolve, *resolving, "Why it is over, for those who look at it later").Required();
  AddWatch(alerts, run);
}

void AddTaskCommands(Command remote, Run& run) {
  const Command tasks =
      remote.AddCommand("tasks", "What people are to do about the alerts of a server's accounts");
  tasks.RequireCommand();
  tasks.Footer("Run `bellwether remote tasks COMMAND --help` for options and an example.");
  auto listing = std::make_shared<TaskListOptions>();
  const Command list = tasks.AddCommand("list", "Tasks, what is due first comes first");
  AddAsked(list, *listing);
  list.AddOption("--state", listing->states, "Those alone (default: open)")
      .TypeName("STATE")
      .SplitAt(',')
      .OneOf({"open", "done", "dropped"});
  AddFilter(list, "--account", listing->account, "Of this account");
  list.AddOption("--alert", listing->alert, "Of the alert of this number").TypeName("NUMBER");
  AddFilter(list, "--owner", listing->owner, "Theirs, in the pack's words");
  AddFilter(list, "--csm", listing->csm, "Of accounts that they look after");
  list.AddFlag("--overdue", listing->overdue, "Those alone whose time is over");
  AddTop(list, listing->most);
  AddExample(list, "bellwether remote tasks list --server 127.0.0.1:50051 --overdue");
  list.WhenChosen([listing, &run] { run = [listing] { return ListTasks(*listing); }; });
  auto completing = std::make_shared<ActOptions>();
  const Command done = AddAct(tasks, run, "done", "Say that a task is done",
                              "bellwether remote tasks done --server 127.0.0.1:50051 4 --author "
                              "kim --note 'the sponsor was called'",
                              completing, &Complete);
  done.AddOption("--note", completing->reason, "What came of it").TypeName("TEXT");
}

}  // namespace

void AddRemoteAlerts(Command remote, Run& run) {
  AddAlertCommands(remote, run);
  AddTaskCommands(remote, run);
}

}  // namespace bellwether::cli
