// bellwether remote override, remote decide, remote decisions: what people decided about accounts
// that a server knows.
//
// Tested by tests/clients/remote_decisions_test.py.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "bellwether/v1/decisions.pb.h"
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
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr int kIndent = 2;

// What all of them are asked with.
struct Asked {
  ServerRequest server;
  std::string account;
  bool json = false;
};

// Of those that write.
struct Writing : Asked {
  std::string reason;
  std::string author;
  std::string etag;
  std::string request_id;  // "": one is made
  std::optional<Moment> known_at;
};

struct SetOptions : Writing {
  std::string model;
  std::optional<double> score, cap, floor;
  std::optional<Moment> expires_at;
};

struct RemoveOptions : Writing {
  std::string model;
};

struct DecideOptions : Writing {
  uint32_t granted_days = 0;
  bool refused = false;
  std::string escalation;
};

struct ListOptions : Asked {
  std::optional<Moment> as_of;
};

void AddAccount(Command command, Asked& asked) {
  AddServer(command, asked.server, kUsualTimeout);
  command.AddOption("ACCOUNT", asked.account, "Its id").Required();
  AddTextOrJson(command, asked.json);
}

void AddWriting(Command command, Writing& writing) {
  AddAccount(command, writing);
  command.AddOption("--reason", writing.reason, "Why, for those who look at it later")
      .TypeName("TEXT")
      .Required();
  command
      .AddOption("--author", writing.author,
                 "Who decided, where the server does not know who asks (default: who asks)")
      .TypeName("NAME");
  command
      .AddOption("--etag", writing.etag,
                 "Etag that the account must have, so that nothing was decided meanwhile "
                 "(default: any)")
      .TypeName("ETAG");
  command
      .AddOption("--request-id", writing.request_id,
                 "Name of the request: given again within 24 hours, it is done once (default: a "
                 "new UUID)")
      .TypeName("ID");
  AddMoment(command, "--known-at",
            "Since when it is known, a time with its offset (default: the time of receipt)",
            writing.known_at);
}

// False after it was said why not.
bool FillContext(const Writing& writing, v1::DecisionContext& context, Console& console) {
  context.set_reason(writing.reason);
  context.set_author(writing.author);
  context.set_etag(writing.etag);
  RemoteChange named;
  named.request_id = writing.request_id;
  context.set_request_id(RequestIdOf(named));
  if (!writing.known_at) return true;
  if (writing.known_at->date_only || writing.known_at->local) {
    console.Fail("--known-at is a time with its offset: 2026-03-01T09:00:00Z");
    return false;
  }
  wire::TimeToProto(writing.known_at->time, *context.mutable_known_at());
  return true;
}

// "set 40", "removed".
std::string ActionWords(const v1::OverrideEntry& entry) {
  if (entry.kind() == v1::OVERRIDE_KIND_UNSPECIFIED) return "removal";
  return absl::StrCat(absl::AsciiStrToLower(EnumWord(entry.kind())), " ", entry.value());
}

std::string ByWhom(const std::string& author, const std::string& reason) {
  return Printable(absl::StrCat("by ", author, ": ", reason));
}

// "2026-03-01T10:00:00Z #3 primary cap 60 until 2026-06-01T00:00:00Z, standing, by ann: because".
std::string LineOf(const v1::OverrideEntry& entry) {
  std::string text = absl::StrCat(FormatTimestamp(entry.set_at()), " #", entry.number(), " ",
                                  Printable(entry.model()), " ", ActionWords(entry));
  if (entry.has_expires_at()) {
    absl::StrAppend(&text, " until ", FormatTimestamp(entry.expires_at()));
  }
  if (entry.state() != v1::OVERRIDE_STATE_REMOVAL) {
    absl::StrAppend(&text, ", ", absl::AsciiStrToLower(EnumWord(entry.state())));
  }
  return absl::StrCat(text, ", ", ByWhom(entry.author(), entry.reason()), "\n");
}

std::string WhatOf(const v1::AccountDecision& decision) {
  if (decision.has_graduation()) return "graduation signed off";
  if (decision.has_escalation()) {
    const std::string& which = decision.escalation().escalation();
    return Printable(absl::StrCat("escalation", which.empty() ? "" : " ", which, " answered"));
  }
  const v1::ExtensionAnswer& extension = decision.extension();
  if (extension.outcome() == v1::EXTENSION_OUTCOME_REFUSED) return "extension refused";
  return absl::StrCat("extension of ", extension.days(), extension.days() == 1 ? " day" : " days",
                      " granted");
}

std::string LineOf(const v1::AccountDecision& decision) {
  return absl::StrCat(FormatTimestamp(decision.decided_at()), " #", decision.number(), " ",
                      WhatOf(decision), ", ", ByWhom(decision.author(), decision.reason()), "\n");
}

std::string EtagLine(const std::string& etag) {
  return absl::StrCat("etag ", Printable(etag), "\n");
}

// Prints what was written, or says why it was not.
template <typename Response, typename Entry>
ExitCode Tell(const Asked& asked, const CallAnswer<Response>& answer, const Entry& entry,
              Console& console) {
  if (!answer.ok()) return SayWhyNoAccounts(answer.status, answer.violations, console);
  Output output;
  output.Write(asked.json ? MessageJson(answer.response, kIndent) + "\n"
                          : LineOf(entry) + EtagLine(answer.response.etag()));
  return CloseOrSayWhy(output, console);
}

// Exactly one of them; nothing after it was said what is to be given.
std::optional<std::pair<v1::OverrideKind, double>> KindOf(const SetOptions& options,
                                                          Console& console) {
  std::vector<std::pair<v1::OverrideKind, double>> given;
  if (options.score) given.emplace_back(v1::OVERRIDE_KIND_SET, *options.score);
  if (options.cap) given.emplace_back(v1::OVERRIDE_KIND_CAP, *options.cap);
  if (options.floor) given.emplace_back(v1::OVERRIDE_KIND_FLOOR, *options.floor);
  if (given.size() == 1) return given.front();
  console.Fail("say one thing of the score: --score, --cap or --floor");
  return std::nullopt;
}

ExitCode Set(const SetOptions& options) {
  Console console(ColorChoice::kAuto);
  const auto kind = KindOf(options, console);
  v1::SetOverrideRequest request;
  if (!kind || !FillContext(options, *request.mutable_context(), console)) return ExitCode::kUsage;
  request.set_account_id(options.account);
  request.set_model(options.model);
  request.set_kind(kind->first);
  request.set_value(kind->second);
  if (options.expires_at) {
    wire::MomentToProto(*options.expires_at, *request.mutable_expires_at());
  }
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = client->SetOverride(request);
  return Tell(options, answer, answer.response.entry(), console);
}

ExitCode Remove(const RemoveOptions& options) {
  Console console(ColorChoice::kAuto);
  v1::RemoveOverrideRequest request;
  if (!FillContext(options, *request.mutable_context(), console)) return ExitCode::kUsage;
  request.set_account_id(options.account);
  request.set_model(options.model);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = client->RemoveOverride(request);
  return Tell(options, answer, answer.response.entry(), console);
}

// What the request is about is filled in by `fill`; false: it said what is wrong.
ExitCode Decide(const DecideOptions& options,
                const std::function<bool(v1::RecordDecisionRequest&, Console&)>& fill) {
  Console console(ColorChoice::kAuto);
  v1::RecordDecisionRequest request;
  request.set_account_id(options.account);
  if (!fill(request, console)) return ExitCode::kUsage;
  if (!FillContext(options, *request.mutable_context(), console)) return ExitCode::kUsage;
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = client->RecordDecision(request);
  return Tell(options, answer, answer.response.decision(), console);
}

bool FillExtension(const DecideOptions& options, v1::RecordDecisionRequest& request,
                   Console& console) {
  if (options.refused == (options.granted_days > 0)) {
    console.Fail("say what was decided: --grant DAYS or --refuse");
    return false;
  }
  v1::ExtensionAnswer& answer = *request.mutable_extension();
  answer.set_outcome(options.refused ? v1::EXTENSION_OUTCOME_REFUSED
                                     : v1::EXTENSION_OUTCOME_GRANTED);
  answer.set_days(static_cast<int32_t>(options.granted_days));
  return true;
}

// All pages of a list as one message. `ask` asks for a page, `lines` are those of all.
template <typename Request, typename Ask, typename Lines>
ExitCode List(const ListOptions& options, Request request, const Ask& ask, const Lines& lines) {
  Console console(ColorChoice::kAuto);
  request.set_account_id(options.account);
  if (options.as_of) wire::MomentToProto(*options.as_of, *request.mutable_as_of());
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  auto all = decltype(ask(*client, request).response)();
  const auto last = ReadPages(
      request, [&](const Request& page) { return ask(*client, page); },
      [&](const auto& page) {
        const std::string etag = all.etag().empty() ? page.etag() : all.etag();  // of the first
        all.MergeFrom(page);
        all.set_etag(etag);
        return true;
      });
  if (!last.ok()) return SayWhyNoAccounts(last.status, last.violations, console);
  all.clear_next_page_token();
  Output output;
  output.Write(options.json ? MessageJson(all, kIndent) + "\n" : lines(all) + EtagLine(all.etag()));
  return CloseOrSayWhy(output, console);
}

template <typename Entries>
std::string LinesOf(const Entries& entries) {
  std::string text;
  for (const auto& entry : entries) text += LineOf(entry);
  return text;
}

ExitCode ListOverrides(const ListOptions& options) {
  return List(
      options, v1::ListOverridesRequest(),
      [](Client& client, const v1::ListOverridesRequest& page) {
        return client.ListOverrides(page);
      },
      [](const v1::ListOverridesResponse& all) { return LinesOf(all.entries()); });
}

ExitCode ListDecisions(const ListOptions& options) {
  return List(
      options, v1::ListDecisionsRequest(),
      [](Client& client, const v1::ListDecisionsRequest& page) {
        return client.ListDecisions(page);
      },
      [](const v1::ListDecisionsResponse& all) { return LinesOf(all.decisions()); });
}

void AddSet(Command override, Run& run) {
  auto options = std::make_shared<SetOptions>();
  const Command command =
      override.AddCommand("set", "Set, cap or floor the score of a health model");
  AddWriting(command, *options);
  command.AddOption("--model", options->model, "The health model").TypeName("NAME").Required();
  const auto add_score = [&](const char* name, std::optional<double>& score, const char* help) {
    command.AddOption(name, score, help).TypeName("SCORE");
  };
  add_score("--score", options->score, "The score is this, 0 to 100");
  add_score("--cap", options->cap, "The score is at most this");
  add_score("--floor", options->floor, "The score is at least this");
  AddMoment(command, "--expires-at", "From then on it has no effect: a date or a time",
            options->expires_at);
  AddExample(command,
             "bellwether remote override set --server 127.0.0.1:50051 iris --model onboarding "
             "--cap 60 --author ann --reason 'the sponsor has left' --expires-at 2099-01-01");
  command.WhenChosen([options, &run] { run = [options] { return Set(*options); }; });
}

void AddRemove(Command override, Run& run) {
  auto options = std::make_shared<RemoveOptions>();
  const Command command = override.AddCommand("remove", "End an override before it expires");
  AddWriting(command, *options);
  command.AddOption("--model", options->model, "The health model").TypeName("NAME").Required();
  AddExample(command,
             "bellwether remote override remove --server 127.0.0.1:50051 iris --model onboarding "
             "--author ann --reason 'a new sponsor was named'");
  command.WhenChosen([options, &run] { run = [options] { return Remove(*options); }; });
}

void AddList(Command parent, Run& run, const std::string& name, const std::string& about,
             const std::string& example, ExitCode (*list)(const ListOptions&)) {
  auto options = std::make_shared<ListOptions>();
  const Command command = parent.AddCommand(name, about);
  AddAccount(command, *options);
  AddMoment(command, "--as-of", "What was known then: a date or a time (default: now)",
            options->as_of);
  AddExample(command, example);
  command.WhenChosen([options, list, &run] { run = [options, list] { return list(*options); }; });
}

Command AddDecision(Command decide, Run& run, const std::string& name, const std::string& about,
                    const std::string& example, const std::shared_ptr<DecideOptions>& options,
                    bool (*fill)(const DecideOptions&, v1::RecordDecisionRequest&, Console&)) {
  const Command command = decide.AddCommand(name, about);
  AddWriting(command, *options);
  AddExample(command, example);
  command.WhenChosen([options, fill, &run] {
    run = [options, fill] {
      return Decide(*options, [&](v1::RecordDecisionRequest& request, Console& console) {
        return fill(*options, request, console);
      });
    };
  });
  return command;
}

void AddDecide(Command remote, Run& run) {
  const Command decide = remote.AddCommand("decide", "Record what people decided of an account");
  decide.RequireCommand();
  decide.Footer("Run `bellwether remote decide COMMAND --help` for options and an example.");
  const std::string begin = "bellwether remote decide ";
  AddDecision(decide, run, "graduation", "Sign a graduation off",
              begin +
                  "graduation --server 127.0.0.1:50051 iris --author ann --reason 'they run "
                  "it alone'",
              std::make_shared<DecideOptions>(),
              [](const DecideOptions&, v1::RecordDecisionRequest& request, Console&) {
                request.mutable_graduation();
                return true;
              });
  auto extension = std::make_shared<DecideOptions>();
  const Command command = AddDecision(
      decide, run, "extension", "Grant more time for the onboarding, or refuse it",
      begin +
          "extension --server 127.0.0.1:50051 iris --grant 14d --author ann --reason 'their "
          "data came late'",
      extension, &FillExtension);
  AddDays(command, "--grant", "Granted beyond what was granted before: 14d",
          extension->granted_days);
  command.AddFlag("--refuse", extension->refused, "It was refused");
  auto escalation = std::make_shared<DecideOptions>();
  AddDecision(decide, run, "escalation", "Answer an escalation; the reason is the answer",
              begin +
                  "escalation --server 127.0.0.1:50051 iris --about e-7 --author ann --reason "
                  "'the vice president has called'",
              escalation,
              [](const DecideOptions& options, v1::RecordDecisionRequest& request, Console&) {
                request.mutable_escalation()->set_escalation(options.escalation);
                return true;
              })
      .AddOption("--about", escalation->escalation, "Which one, as you name it")
      .TypeName("NAME");
}

}  // namespace

void AddRemoteDecisions(Command remote, Run& run) {
  const Command override = remote.AddCommand("override", "Overrule the score of an account");
  override.RequireCommand();
  override.Footer("Run `bellwether remote override COMMAND --help` for options and an example.");
  AddSet(override, run);
  AddRemove(override, run);
  AddList(override, run, "list",
          "The overrides of an account, with those that do not stand any more",
          "bellwether remote override list --server 127.0.0.1:50051 iris", &ListOverrides);
  AddDecide(remote, run);
  AddList(remote, run, "decisions", "What people decided of an account, when and why",
          "bellwether remote decisions --server 127.0.0.1:50051 iris", &ListDecisions);
}

}  // namespace bellwether::cli
