// bellwether diff OLD NEW: what two packs say otherwise, rule by rule.
//
// Tested by tests/clients/diff_command_test.py.
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/proofs/rule_changes.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using difference::RuleChange;

constexpr int kIndent = 2;

struct DiffOptions {
  std::string from;
  std::string to;
  bool json = false;
  ColorChoice color = ColorChoice::kAuto;
};

std::string Text(const std::vector<RuleChange>& changes, const LoadedPack& from,
                 const LoadedPack& to, const Style& style) {
  if (changes.empty()) return absl::StrCat("the same rules: ", PackText(*to.plan), "\n");
  std::string text;
  for (const RuleChange& change : changes) text += ChangeLine(change, from, to, style);
  return absl::StrCat(text, changes.size(), changes.size() == 1 ? " change" : " changes", ": ",
                      PackText(*from.plan), " → ", PackText(*to.plan), "\n");
}

std::string Json(const DiffOptions& options, const std::vector<RuleChange>& changes,
                 const LoadedPack& from, const LoadedPack& to) {
  nlohmann::ordered_json json;
  json["from"] = PackJson(InfoOf(*from.plan), options.from);
  json["to"] = PackJson(InfoOf(*to.plan), options.to);
  auto& list = json["changes"] = nlohmann::ordered_json::array();
  for (const RuleChange& change : changes) list.push_back(ChangeJson(change, from, to));
  return Dump(json, kIndent) + "\n";
}

ExitCode Diff(const DiffOptions& options) {
  Console console(options.color);
  // Both, so that what is wrong with one does not hide what is wrong with the other.
  const auto from = LoadPackOrSayWhy(options.from, {}, console);
  const auto to = LoadPackOrSayWhy(options.to, {}, console);
  if (!from || !to) return ExitCode::kPackInvalid;
  const std::vector<RuleChange> changes = ChangesOf(*from, *to);
  Output output;
  output.Write(options.json ? Json(options, changes, *from, *to)
                            : Text(changes, *from, *to, Style::For(options.color, stdout)));
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddDiff(Command app, Run& run) {
  auto options = std::make_shared<DiffOptions>();
  const Command command =
      app.AddCommand("diff", "Say what two packs rule otherwise, however they are written");
  command.AddOption("OLD", options->from, "Folder of a pack, or git:REVISION:PATH")
      .TypeName("")
      .Required();
  command.AddOption("NEW", options->to, "Likewise").TypeName("").Required();
  AddTextOrJson(command, options->json);
  AddColor(command, options->color);
  AddExample(command, "bellwether diff git:HEAD:rules/saas rules/saas");
  command.WhenChosen([options, &run] { run = [options] { return Diff(*options); }; });
}

}  // namespace bellwether::cli
