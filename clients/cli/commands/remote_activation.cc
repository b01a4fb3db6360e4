// Tested by tests/clients/remote_activation_test.py.
#include "clients/cli/commands/remote_activation.h"

#include <random>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr size_t kLabelWidth = 10;
constexpr size_t kDigits = 8;

const Words<std::string>& LabelWords() {
  static const auto* const kWords =
      new Words<std::string>{{"active", "active"}, {"canary", "canary"}, {"shadow", "shadow"}};
  return *kWords;
}

std::string NewUuid() {
  std::random_device random;
  const auto word = [&random] { return static_cast<uint32_t>(random()); };
  const uint32_t a = word(), b = word(), c = word(), d = word();
  return absl::StrFormat("%08x-%04x-4%03x-%04x-%04x%08x", a, b >> 16, b & 0xFFF,
                         0x8000 | (c & 0x3FFF), c >> 16, d);
}

// "tests failed".
std::string Lower(const std::string& word) {
  return absl::StrReplaceAll(absl::AsciiStrToLower(word), {{"_", " "}});
}

std::string WordsOf(const v1::Pack& pack) {
  return absl::StrCat(pack.name(), " ", pack.version(), " (", pack.digest().substr(0, kDigits),
                      ")");
}

// "by ann: because".
std::string ByWhom(const std::string& by, const std::string& reason) {
  const bool both = !by.empty() && !reason.empty();
  return Printable(absl::StrCat(by.empty() ? "" : "by ", by, both ? ": " : "", reason));
}

std::string OriginText(const v1::Pack& pack, const v1::LabelState& label) {
  const std::string since = FormatTimestamp(label.activated_at());
  if (label.origin() != v1::PACK_ORIGIN_CALL) {
    return absl::StrCat("from ", Printable(pack.source()), pack.revision().empty() ? "" : " at ",
                        Printable(pack.revision()), " since ", since);
  }
  return absl::StrCat("by ", label.activation_id(), " since ", since, ", ",
                      ByWhom(label.activated_by(), label.reason()));
}

std::string SourceText(const v1::SourceState& source) {
  std::string text = absl::StrCat(
      PadRight(source.label(), kLabelWidth), Printable(source.source()), ": ",
      Lower(EnumWord(source.outcome())), ", ", PackWords(source.pack()),
      source.is_overridden() ? ", overridden by a call" : "",
      source.has_broken_since() ? ", broken since " + FormatTimestamp(source.broken_since()) : "",
      "\n");
  for (const v1::PackProblem& problem : source.problems()) {
    absl::StrAppend(&text, std::string(kLabelWidth, ' '), Printable(problem.place()),
                    problem.place().empty() ? "" : ": ",
                    problem.severity() == v1::DIAGNOSTIC_SEVERITY_ERROR ? "error: " : "warning: ",
                    Printable(problem.message()), "\n");
  }
  return text;
}

}  // namespace

void AddRemoteChange(Command command, RemoteChange& change, bool needs_reason) {
  AddServer(command, change.server, kUsualTimeout);
  const Option reason =
      command.AddOption("--reason", change.reason, "Why, for those who look at it later")
          .TypeName("TEXT");
  if (needs_reason) reason.Required();
  command
      .AddOption("--request-id", change.request_id,
                 "Name of the request: given again within 24 hours, it is done once (default: a "
                 "new UUID)")
      .TypeName("ID");
  command.AddFlag("--check-only", change.check_only, "Do everything but the change");
  AddTextOrJson(command, change.json);
}

void AddListedLabel(Command command, std::string& label) {
  AddChoice(command, "--label", label, LabelWords(), "Of this label alone (default: all)");
}

void AddChangedLabel(Command command, RemoteChange& change) {
  AddChoice(command, "--label", change.label, LabelWords(),
            "What is to stand for the pack (default: active)");
  command
      .AddOption("--expect", change.expected_digest,
                 "Digest of what must stand there now (default: whatever does)")
      .TypeName("HEX");
}

std::string RequestIdOf(const RemoteChange& change) {
  return change.request_id.empty() ? NewUuid() : change.request_id;
}

std::string PackWords(const v1::PackInfo& pack) {
  if (pack.digest().empty()) return "none";
  return Printable(
      absl::StrCat(pack.name(), " ", pack.version(), " (", pack.digest().substr(0, kDigits), ")"));
}

std::string ActivationLine(const v1::Activation& activation) {
  std::string text = absl::StrCat(FormatTimestamp(activation.recorded_at()), " ", activation.id(),
                                  activation.id().empty() ? "" : " ", activation.label(), " ",
                                  PackWords(activation.from()), " → ", PackWords(activation.to()),
                                  " ", Lower(EnumWord(activation.outcome())));
  if (activation.is_rollback()) text += ", rollback";
  const std::string by = ByWhom(activation.requested_by(), activation.reason());
  if (!by.empty()) absl::StrAppend(&text, ", ", by);
  for (const v1::ActivationApproval& approval : activation.approvals()) {
    absl::StrAppend(&text, "; approved ", ByWhom(approval.by(), approval.reason()));
  }
  if (activation.outcome() == v1::ACTIVATION_OUTCOME_PENDING) {
    absl::StrAppend(&text, "; approve ", activation.pending_id(), " until ",
                    FormatTimestamp(activation.expires_at()));
  }
  return text;
}

ExitCode PrintChange(const RemoteChange& change, const google::protobuf::Message& response,
                     const v1::Activation& activation, Console& console) {
  Output output;
  output.Write(change.json ? absl::StrCat(MessageJson(response, 2), "\n")
                           : absl::StrCat(ActivationLine(activation), "\n"));
  return CloseOrSayWhy(output, console);
}

ExitCode SayWhyRefused(const absl::Status& status, const std::vector<Violation>& violations,
                       Console& console) {
  const ExitCode code = SayWhyItFailed(status, violations, console);
  for (const Violation& violation : violations) {
    if (violation.reason == "TEST_FAILED") return ExitCode::kTestsFailed;
    if (violation.reason == "PACK_ERROR") return ExitCode::kPackInvalid;
  }
  return code;
}

std::string PacksText(const std::vector<v1::Pack>& packs,
                      const std::vector<v1::SourceState>& sources) {
  std::string text;
  for (const v1::Pack& pack : packs) {
    for (const v1::LabelState& label : pack.labels()) {
      absl::StrAppend(&text, PadRight(label.label(), kLabelWidth), Printable(WordsOf(pack)), " ",
                      OriginText(pack, label), "\n");
    }
    if (pack.labels().empty()) {
      absl::StrAppend(&text, PadRight("stored", kLabelWidth), Printable(WordsOf(pack)), "\n");
    }
  }
  if (!sources.empty()) text += "\nSources\n";
  for (const v1::SourceState& source : sources) text += SourceText(source);
  return text;
}

}  // namespace bellwether::cli
