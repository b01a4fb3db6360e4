// bellwether init FOLDER: a repository of rules to begin with.
//
// Tested by tests/clients/init_command_test.py.
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/schema_json.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/accounts/account_schema.h"
#include "engine/base/string_bridge.h"
#include "engine/document/schema.h"
#include "engine/testing/test_schema.h"

// Files of rules/examples/starter and scripts, compiled in (scripts/cmake/BellwetherEmbed.cmake).
namespace bellwether::embedded {
extern const std::string_view README_md;
extern const std::string_view pack_yaml;
extern const std::string_view health_yaml;
extern const std::string_view health_test_yaml;
extern const std::string_view budget_yaml;
extern const std::string_view rules_yaml;
extern const std::string_view judge_rules;
}  // namespace bellwether::embedded

namespace bellwether::cli {
namespace {

namespace fs = std::filesystem;

constexpr int kIndent = 2;

struct InitOptions {
  std::string folder;
  ColorChoice color = ColorChoice::kAuto;
};

struct NewFile {
  const char* name;
  std::string text;
  bool is_program = false;
};

// Schemas lie two folders nearer than in the repository that the template comes from.
std::string Rules(std::string_view text) {
  return absl::StrReplaceAll(std::string(text), {{"$schema=../../", "$schema="}});
}

std::string Schema(const SchemaDocument& schema) { return Dump(ToJson(schema), kIndent) + "\n"; }

std::vector<NewFile> Files() {
  return {{"README.md", std::string(embedded::README_md)},
          {"rules/pack.yaml", Rules(embedded::pack_yaml)},
          {"rules/health.yaml", Rules(embedded::health_yaml)},
          {"rules/tests/health_test.yaml", Rules(embedded::health_test_yaml)},
          {"budget.yaml", std::string(embedded::budget_yaml)},
          {"judge_rules", std::string(embedded::judge_rules), true},
          {".github/workflows/rules.yaml", std::string(embedded::rules_yaml)},
          {"schema/pack.schema.json", Schema(document::PackSchema())},
          {"schema/test.schema.json", Schema(TestSchema())},
          {"schema/account.schema.json", Schema(AccountSchema())}};
}

// Nothing of what is there already is written over: all of it is named.
bool IsFree(const fs::path& folder, const std::vector<NewFile>& files, Console& console) {
  std::string there;
  for (const NewFile& file : files) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(folder / file.name, error))) {
      absl::StrAppend(&there, there.empty() ? "" : ", ", file.name);
    }
  }
  if (there.empty()) return true;
  console.Fail(absl::StrCat(Printable(folder.string()), " has ", there,
                            " already; give a folder that does not"));
  return false;
}

absl::Status WriteFile(const fs::path& path, const NewFile& file) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (!error) {
    std::ofstream stream(path, std::ios::binary);
    stream << file.text;
    stream.close();
    if (!stream) error = {errno, std::generic_category()};
  }
  if (!error && file.is_program) {
    constexpr auto kRun = fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
    fs::permissions(path, kRun, fs::perm_options::add, error);
  }
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot write ", Printable(path.string()), ": ", error.message()));
}

ExitCode Init(const InitOptions& options) {
  Console console(options.color);
  const fs::path folder(options.folder);
  const std::vector<NewFile> files = Files();
  if (!IsFree(folder, files, console)) return ExitCode::kUsage;
  for (const NewFile& file : files) {
    if (const absl::Status written = WriteFile(folder / file.name, file); !written.ok()) {
      console.Fail(ToStd(written.message()));
      return ExitCode::kFailed;
    }
  }
  Output output;
  const std::string name = Printable(folder.string());
  output.Write(absl::StrCat(name, ": ", files.size(), " files\n", "next: cd ", name,
                            ", bellwether check rules, bellwether test rules\n",
                            "README.md says what is what\n"));
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddInit(Command app, Run& run) {
  auto options = std::make_shared<InitOptions>();
  const Command command = app.AddCommand(
      "init", "Write a repository of rules to begin with: a pack, its tests, what judges changes");
  command.AddOption("FOLDER", options->folder, "Where to; made when it is not there")
      .TypeName("")
      .Required();
  AddColor(command, options->color);
  AddExample(command, "bellwether init my-rules");
  command.WhenChosen([options, &run] { run = [options] { return Init(*options); }; });
}

}  // namespace bellwether::cli
