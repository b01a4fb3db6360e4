// bellwether log PACK: what its rules said, and since when, out of the history of git.
//
// Tested by tests/clients/diff_command_test.py.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/proofs/rule_changes.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "nlohmann/json.hpp"
#include "rules/reader/git_history.h"

namespace bellwether::cli {
namespace {

using difference::RuleChange;

constexpr size_t kCommitShown = 9;

struct LogOptions {
  std::string pack;
  std::string revision = "HEAD";
  std::optional<size_t> last;
  bool json = false;
  ColorChoice color = ColorChoice::kAuto;
};

std::string Day(absl::Time time) { return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone()); }

bool Same(const Sources& one, const Sources& other) {
  return std::equal(one.files().begin(), one.files().end(), other.files().begin(),
                    other.files().end(), [](const SourceFile& a, const SourceFile& b) {
                      return a.name == b.name && a.text == b.text;
                    });
}

// Loads packs, but none twice in a row: what a commit found is mostly what the one before it left.
class PackLoader {
 public:
  explicit PackLoader(const std::string& pack) : prefix_(pack.back() == '/' ? pack : pack + "/") {}

  LoadedPack Load(const Sources& sources) {
    if (!last_ || !Same(last_->first, sources)) {
      last_.emplace(sources, LoadSources(sources, prefix_));
    }
    return last_->second;
  }

 private:
  const std::string prefix_;
  std::optional<std::pair<Sources, LoadedPack>> last_;
};

// A commit and the pack on both sides of it, as far as it loads.
struct Edit {
  const PackEdit& commit;
  std::optional<LoadedPack> before, after;  // nothing where there was no pack

  // Commits come newest first: what is older is loaded last, and remembered.
  Edit(const PackEdit& edit, PackLoader& loader) : commit(edit) {
    if (edit.after.ok()) after = loader.Load(*edit.after);
    if (edit.before.ok()) before = loader.Load(*edit.before);
  }

  static bool Loads(const std::optional<LoadedPack>& pack) { return pack && pack->plan != nullptr; }
  bool both_load() const { return Loads(before) && Loads(after); }
  // Whether the commit says anything that the one before it did not.
  bool means_something() const {
    return !both_load() || before->plan->digest != after->plan->digest;
  }
  // Where there are no rules to be told one by one, why; else "".
  std::string why() const {
    if (!after) return "the pack is gone";
    if (!Loads(after)) return "the pack does not load: " + CountText(after->diagnostics);
    if (!before) return absl::StrCat("begins: ", PackText(*after->plan));
    if (!Loads(before)) return absl::StrCat("loads again: ", PackText(*after->plan));
    return "";
  }
};

std::string Text(const Edit& edit, const Style& style) {
  std::string text = absl::StrCat(
      style.Paint(Tone::kStrong, absl::StrCat(Day(edit.commit.time), " ",
                                              edit.commit.commit.substr(0, kCommitShown))),
      "  ", Printable(edit.commit.subject), "  ",
      style.Paint(Tone::kQuiet, Printable(edit.commit.author)), "\n");
  if (const std::string why = edit.why(); !why.empty()) return absl::StrCat(text, "  ", why, "\n");
  for (const RuleChange& change : ChangesOf(*edit.before, *edit.after)) {
    absl::StrAppend(&text, "  ", ChangeLine(change, *edit.before, *edit.after, style));
  }
  return text;
}

// One object on a line, so that a long history can be read while it is written.
std::string Json(const Edit& edit, const std::string& pack) {
  nlohmann::ordered_json json = {{"commit", edit.commit.commit},
                                 {"time", FormatMoment(Moment::Instant(edit.commit.time))},
                                 {"author", edit.commit.author},
                                 {"subject", edit.commit.subject}};
  if (Edit::Loads(edit.after)) json["pack"] = PackJson(InfoOf(*edit.after->plan), pack);
  if (const std::string why = edit.why(); !why.empty()) json["note"] = why;
  auto& list = json["changes"] = nlohmann::ordered_json::array();
  if (edit.both_load()) {
    for (const RuleChange& change : ChangesOf(*edit.before, *edit.after)) {
      list.push_back(ChangeJson(change, *edit.before, *edit.after));
    }
  }
  return Dump(json, -1) + "\n";
}

ExitCode Log(const LogOptions& options) {
  Console console(options.color);
  Output output;
  const Style style = Style::For(options.color, stdout);
  const Interruption interruption;
  PackLoader loader(options.pack);
  size_t told = 0;
  const absl::Status read =
      ReadPackHistory(options.pack, options.revision, Limits(), [&](const PackEdit& commit) {
        const Edit edit(commit, loader);
        if (edit.means_something()) {
          ++told;
          output.Write(options.json ? Json(edit, options.pack) : Text(edit, style));
          output.Flush();
        }
        return !output.broken() && !interruption.requested() && told != options.last;
      });
  if (!read.ok()) {
    console.Fail(ToStd(read.message()));
    return ExitCode::kPackInvalid;
  }
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (interruption.requested()) return ExitCode::kInterrupted;
  if (told == 0) console.Say(absl::StrCat("no commit holds a pack in ", options.pack));
  return closed;
}

}  // namespace

void AddLog(Command app, Run& run) {
  auto options = std::make_shared<LogOptions>();
  const Command command =
      app.AddCommand("log", "Say what changed in the meaning of a pack, commit by commit of git");
  command.AddOption("PACK", options->pack, "Folder of the rule pack, in a git repository")
      .TypeName("")
      .Required();
  command.AddOption("--revision", options->revision, "Where to begin (default: HEAD)")
      .TypeName("REVISION");
  command.AddOption("--last", options->last, "Only the last so many changes (default: all)")
      .TypeName("N")
      .Positive();
  AddTextOrJson(command, options->json);
  AddColor(command, options->color);
  AddExample(command, "bellwether log rules/saas --last 3");
  command.WhenChosen([options, &run] { run = [options] { return Log(*options); }; });
}

}  // namespace bellwether::cli
