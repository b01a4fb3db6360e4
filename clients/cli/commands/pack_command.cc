// bellwether pack build and pack verify: a pack as one file that can be carried, signed and served.
//
// Tested by tests/clients/pack_command_test.py.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/terminal/whole_file.h"
#include "clients/cli/words/counted.h"
#include "engine/base/string_bridge.h"
#include "rules/reader/pack_bundle.h"
#include "rules/reader/pack_source.h"

namespace bellwether::cli {
namespace {

struct PackOptions {
  std::string pack;
  std::string output;
  std::string key;           // to sign with; "": not signed
  std::string trusted_keys;  // "": whoever signed it
  ColorChoice color = ColorChoice::kAuto;
};

ExitCode Fail(Console& console, const absl::Status& status, ExitCode code) {
  console.Fail(ToStd(status.message()));
  return code;
}

std::string SignedBy(const std::optional<Signature>& signature) {
  return signature ? absl::StrCat("signed by ", signature->key) : "not signed";
}

// "saas.tar: pack saas 0.1.0, digest 9a66…, 61 files, signed by 1f2e3d4c5b6a7988".
std::string Describe(const std::string& path, const Plan& plan, const PackBundle& bundle) {
  return absl::StrCat(Printable(path), ": ", PackText(plan), ", ",
                      Counted(bundle.manifest.files.size(), "file"), ", ",
                      SignedBy(bundle.signature));
}

// A pack that does not load is not worth carrying; whether it passes its tests is asked by whoever
// takes it.
ExitCode Build(const PackOptions& options) {
  Console console(options.color);
  std::optional<SigningKey> key;
  if (!options.key.empty()) {
    auto read = SigningKey::Read(options.key);
    if (!read.ok()) return Fail(console, read.status(), ExitCode::kUsage);
    key = *std::move(read);
  }
  const auto contents = PackSource(options.pack).Read();
  if (!contents.ok()) return Fail(console, contents.status(), ExitCode::kPackInvalid);
  const auto plan = LoadPlanOrSayWhy(options.pack, PackNumbers(), console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  const auto bytes =
      WritePackBundle(*contents, {plan->name, plan->version, plan->digest}, key ? &*key : nullptr);
  if (!bytes.ok()) return Fail(console, bytes.status(), ExitCode::kPackInvalid);
  // What cannot be read back is not handed out.
  const auto bundle = ReadPackBundle(*bytes, Limits{});
  if (!bundle.ok()) return Fail(console, bundle.status(), ExitCode::kPackInvalid);
  const absl::Status written = WriteWhole(options.output, *bytes);
  if (!written.ok()) return Fail(console, written, ExitCode::kFailed);
  Output output;
  output.Write(absl::StrCat(Describe(options.output, *plan, *bundle), "\n"));
  return CloseOrSayWhy(output, console);
}

// Another version of the engine may give the same rules another digest, and so may a bundle that
// was put together by hand.
absl::Status CheckDigest(const PackBundle& bundle, const Plan& plan) {
  if (bundle.manifest.digest == plan.digest) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "the bundle names the digest ", bundle.manifest.digest, ", and its rules have the digest ",
      plan.digest, " here; build it anew with this version of bellwether"));
}

ExitCode Verify(const PackOptions& options) {
  Console console(options.color);
  std::optional<TrustedKeys> trusted;
  if (!options.trusted_keys.empty()) {
    auto read = TrustedKeys::Read(options.trusted_keys);
    if (!read.ok()) return Fail(console, read.status(), ExitCode::kUsage);
    trusted = *std::move(read);
  }
  const auto bundle = ReadPackBundleFile(options.pack, Limits{});
  if (!bundle.ok()) return Fail(console, bundle.status(), ExitCode::kPackInvalid);
  if (trusted.has_value()) {
    const absl::Status checked = CheckTrust(*bundle, *trusted);
    if (!checked.ok()) return Fail(console, checked, ExitCode::kPackInvalid);
  }
  const auto plan = LoadPlanOrSayWhy(options.pack, PackNumbers(), console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  const absl::Status same = CheckDigest(*bundle, *plan);
  if (!same.ok()) return Fail(console, same, ExitCode::kPackInvalid);
  Output output;
  output.Write(absl::StrCat(Describe(options.pack, *plan, *bundle),
                            trusted ? ", whose key is trusted\n" : "\n"));
  return CloseOrSayWhy(output, console);
}

// A pipe, for instance: whoever reads it gives the file its name.
bool IsDevice(const std::string& path) {
  std::error_code error;
  return std::filesystem::is_other(std::filesystem::status(path, error));
}

void AddBuild(Command pack, Run& run) {
  auto options = std::make_shared<PackOptions>();
  const Command command =
      pack.AddCommand("build", "Make one file of a pack: its rules and its tests");
  command.AddOption("PACK", options->pack, "The rule pack, wherever it is").TypeName("").Required();
  command.AddOption("--output", options->output, "The bundle; its name ends with .tar")
      .TypeName("FILE")
      .Required();
  command.AddOption("--key", options->key, "Private ed25519 key (PEM) to sign the bundle with")
      .TypeName("FILE");
  AddColor(command, options->color);
  AddExample(command, "bellwether pack build rules/saas --output /tmp/saas.tar");
  command.WhenChosen([options, &run] {
    if (!IsBundleName(options->output) && !IsDevice(options->output)) {
      ThrowInvalid("--output", "the name of a bundle ends with .tar");
    }
    run = [options] { return Build(*options); };
  });
}

void AddVerify(Command pack, Run& run) {
  auto options = std::make_shared<PackOptions>();
  const Command command =
      pack.AddCommand("verify", "Say what a bundle holds, whether it is whole, and who signed it");
  command.AddOption("BUNDLE", options->pack, "The file").TypeName("").Required();
  command
      .AddOption("--trusted-keys", options->trusted_keys,
                 "Public ed25519 keys (PEM); a bundle of nobody else's passes")
      .TypeName("FILE");
  AddColor(command, options->color);
  AddExample(command, "bellwether pack verify /tmp/saas.tar");
  command.WhenChosen([options, &run] { run = [options] { return Verify(*options); }; });
}

}  // namespace

void AddPack(Command app, Run& run) {
  const Command pack = app.AddCommand("pack", "Carry a pack as one file");
  pack.RequireCommand();
  AddBuild(pack, run);
  AddVerify(pack, run);
}

}  // namespace bellwether::cli
