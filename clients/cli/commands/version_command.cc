// bellwether version: what a bug report needs.
//
// Tested by tests/clients/cli_test.py.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "CLI/Version.hpp"
#include "absl/base/config.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "google/protobuf/stubs/common.h"
#include "grpcpp/grpcpp.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

std::string Compiler() {
#ifdef __clang__
  return absl::StrCat("clang ", __clang_major__, ".", __clang_minor__, ".", __clang_patchlevel__);
#else
  return absl::StrCat("g++ ", __GNUC__, ".", __GNUC_MINOR__, ".", __GNUC_PATCHLEVEL__);
#endif
}

std::string AbseilVersion() {
#ifdef ABSL_LTS_RELEASE_VERSION
  return absl::StrCat(ABSL_LTS_RELEASE_VERSION, ".", ABSL_LTS_RELEASE_PATCH_LEVEL);
#else
  return "unreleased";
#endif
}

std::string JsonVersion() {
  return absl::StrCat(NLOHMANN_JSON_VERSION_MAJOR, ".", NLOHMANN_JSON_VERSION_MINOR, ".",
                      NLOHMANN_JSON_VERSION_PATCH);
}

using Lines = std::vector<std::pair<std::string, std::string>>;

Lines Libraries() {
  return {{"grpc", grpc::Version()},
          {"protobuf", google::protobuf::internal::VersionString(GOOGLE_PROTOBUF_VERSION)},
          {"abseil", AbseilVersion()},
          {"yaml-cpp", BELLWETHER_YAML_CPP_VERSION},
          {"cli11", CLI11_VERSION},
          {"nlohmann-json", JsonVersion()}};
}

ExitCode Version(bool json) {
  Output output;
  if (json) {
    nlohmann::ordered_json document;
    document["version"] = BELLWETHER_VERSION;
    document["compiler"] = Compiler();
    for (const auto& [name, version] : Libraries()) document["libraries"][name] = version;
    output.Write(Dump(document, 2) + "\n");
  } else {
    output.Write(absl::StrCat("bellwether ", BELLWETHER_VERSION, "\n", Compiler(), "\n"));
    for (const auto& [name, version] : Libraries()) {
      output.Write(absl::StrCat(name, " ", version, "\n"));
    }
  }
  Console console(ColorChoice::kAuto);
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddVersion(Command app, Run& run) {
  auto json = std::make_shared<bool>(false);
  const Command command =
      app.AddCommand("version", "Show the versions of the program and of its libraries");
  AddTextOrJson(command, *json);
  AddExample(command, "bellwether version");
  command.WhenChosen([json, &run] { run = [json] { return Version(*json); }; });
}

}  // namespace bellwether::cli
