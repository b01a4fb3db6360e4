// bellwether schema pack|test|account|import|record|simulation: JSON Schema of the files that
// people write; with --pack, one that knows the names of a pack.
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
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "engine/accounts/account_schema.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/completion/completion.h"
#include "engine/document/schema.h"
#include "engine/imports/import_schema.h"
#include "engine/records/record_schema.h"
#include "engine/simulation/load.h"
#include "engine/testing/test_schema.h"
#include "rules/reader/git_folder.h"
#include "rules/reader/pack_folder.h"

namespace bellwether::cli {
namespace {

constexpr int kIndent = 2;

// What schemas may be told of one pack.
struct KnownPack {
  document::Document document;
  Sources tests;
};

struct NamedSchema {
  const char* name;
  SchemaDocument (*make)();
  SchemaDocument (*with)(const KnownPack&);  // null: names of a pack stand nowhere in it
};

SchemaDocument PackWith(const KnownPack& pack) { return completion::PackSchemaWith(pack.document); }
SchemaDocument TestWith(const KnownPack& pack) {
  return completion::TestSchemaWith(pack.document, pack.tests);
}
SchemaDocument AccountWith(const KnownPack& pack) {
  return completion::AccountSchemaWith(pack.document);
}

constexpr NamedSchema kSchemas[] = {{"pack", document::PackSchema, PackWith},
                                    {"test", TestSchema, TestWith},
                                    {"account", AccountSchema, AccountWith},
                                    {"import", imports::ImportSchema, nullptr},
                                    {"record", records::RecordSchema, nullptr},
                                    {"simulation", simulation::SimulationSchema, nullptr}};

struct SchemaOptions {
  std::string name;
  std::string pack;  // "": of no pack
};

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

// A pack that is being written has mistakes now and then, and names all the same.
absl::StatusOr<KnownPack> ReadNames(const std::string& path, Console& console) {
  const absl::StatusOr<LoadedPack> loaded = LoadPack(path);
  if (!loaded.ok()) return loaded.status();
  if (loaded->plan == nullptr) {
    console.Say(absl::StrCat("the pack has ", CountText(loaded->diagnostics),
                             "; its names are those that could be read"));
  }
  KnownPack pack{document::ParseDocument(loaded->sources, Limits{}).value, {}};
  if (IsPackRevision(path)) return pack;
  absl::StatusOr<Sources> tests = ReadPackTests(path);
  if (!tests.ok()) return tests.status();
  pack.tests = std::move(*tests);
  return pack;
}

ExitCode PrintSchema(const SchemaOptions& options) {
  Console console(ColorChoice::kAuto);
  const NamedSchema& schema = *FindSchema(options.name);
  SchemaDocument document;
  if (options.pack.empty()) {
    document = schema.make();
  } else if (schema.with == nullptr) {
    console.Fail(absl::StrCat(
        "names of a pack stand in packs, tests and accounts; leave out --pack for ", options.name));
    return ExitCode::kUsage;
  } else {
    const absl::StatusOr<KnownPack> pack = ReadNames(options.pack, console);
    if (!pack.ok()) {
      console.Fail(ToStd(pack.status().message()));
      return ExitCode::kPackInvalid;
    }
    document = schema.with(*pack);
  }
  Output output;
  output.Write(Dump(ToJson(document), kIndent) + "\n");
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddSchema(Command app, Run& run) {
  auto options = std::make_shared<SchemaOptions>();
  const Command command =
      app.AddCommand("schema", "Print the JSON Schema of packs, tests, accounts and other files");
  command
      .AddParsed(
          "WHAT",
          [options](const std::string& given) {
            if (FindSchema(given) == nullptr) {
              ThrowInvalid("WHAT", absl::StrCat("no schema is called ", Quoted(given), "; ",
                                                DidYouMean(given, Names())));
            }
            options->name = given;
          },
          "Files that it is about: pack, test (with fixtures), account, import (mappings) or "
          "simulation (parameters)")
      .TypeName(ChoiceName(Names()))
      .Required();
  command
      .AddOption("--pack", options->pack,
                 "Offer the names of this pack, each with what it is: for pack, test and account")
      .TypeName("FOLDER");
  AddExample(command, "bellwether schema pack --pack rules/saas");
  command.WhenChosen([options, &run] { run = [options] { return PrintSchema(*options); }; });
}

}  // namespace bellwether::cli
