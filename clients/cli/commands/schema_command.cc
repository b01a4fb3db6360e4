// bellwether schema pack|test|account|import|simulation: JSON Schema of the files that people
// write.
//
// Tested by tests/clients/schema_command_test.py.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/schema_json.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/accounts/account_schema.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/document/schema.h"
#include "engine/imports/import_schema.h"
#include "engine/records/record_schema.h"
#include "engine/simulation/load.h"
#include "engine/testing/test_schema.h"

namespace bellwether::cli {
namespace {

constexpr int kIndent = 2;

struct NamedSchema {
  const char* name;
  SchemaDocument (*make)();
};
constexpr NamedSchema kSchemas[] = {
    {"pack", document::PackSchema},    {"test", TestSchema},
    {"account", AccountSchema},        {"import", imports::ImportSchema},
    {"record", records::RecordSchema}, {"simulation", simulation::SimulationSchema}};

std::vector<std::string> Names() {
  std::vector<std::string> names;
  for (const NamedSchema& schema : kSchemas) names.emplace_back(schema.name);
  return names;
}

const NamedSchema* FindSchema(const std::string& name) {
  for (const NamedSchema& schema : kSchemas) {
    if (schema.name == name) return &schema;
  }
  return nullptr;
}

ExitCode PrintSchema(const std::string& name) {
  Output output;
  output.Write(Dump(ToJson(FindSchema(name)->make()), kIndent) + "\n");
  Console console(ColorChoice::kAuto);
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddSchema(CLI::App& app, Run& run) {
  auto name = std::make_shared<std::string>();
  CLI::App& command = *app.add_subcommand(
      "schema", "Print the JSON Schema of packs, tests, accounts and other files");
  command
      .add_option_function<std::string>(
          "WHAT",
          [name](const std::string& given) {
            if (FindSchema(given) == nullptr) {
              throw CLI::ValidationError("WHAT", absl::StrCat("no schema is called ", Quoted(given),
                                                              "; ", DidYouMean(given, Names())));
            }
            *name = given;
          },
          "Files that it is about: pack, test (with fixtures), account, import (mappings) or "
          "simulation (parameters)")
      ->type_name(ChoiceName(Names()))
      ->required();
  AddExample(command, "bellwether schema pack");
  command.callback([name, &run] { run = [name] { return PrintSchema(*name); }; });
}

}  // namespace bellwether::cli
