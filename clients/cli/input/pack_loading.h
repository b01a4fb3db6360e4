// A pack, in whatever place (rules/reader/pack_source.h) -> plan, with what is wrong in it.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_PACK_LOADING_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_PACK_LOADING_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/style.h"
#include "engine/bellwether.h"

namespace bellwether::cli {

// Numbers of the deployment in place of the pack's constants (rules/reader/overrides.h).
struct PackNumbers {
  std::vector<std::string> set;  // "target_days=45", "target_days.enterprise=120"
  std::string values;            // a file of them; "": none
};

// The files of a pack.
struct PackSources {
  Sources files;  // under the names that they have in it: "pack.yaml"
  Sources named;  // under those that reach them from here: "rules/saas/pack.yaml"
};
// Fails when they cannot be read.
absl::StatusOr<PackSources> ReadPackSources(const std::string& path);

struct LoadedPack {
  std::shared_ptr<const Plan> plan;  // null exactly when a diagnostic is an error
  Sources sources;                   // under the names that reach them from here
  std::vector<Diagnostic> diagnostics;
  document::Overrides overrides;  // what it was loaded with
};

// Fails when it, or the numbers, cannot be read.
absl::StatusOr<LoadedPack> LoadPack(const std::string& path, const PackNumbers& numbers = {});
// The same of files that were read already, with `prefix` before their names.
LoadedPack LoadSources(const Sources& sources, const std::string& prefix,
                       const document::Overrides& overrides = {});

// A pack with a plan; nothing when there is none, after everything that is wrong was said. Warnings
// are the business of `check` and are not said here.
std::optional<LoadedPack> LoadPackOrSayWhy(const std::string& path, const PackNumbers& numbers,
                                           Console& console);
// Says why the pack `path` has no plan.
void SayErrorsOf(const std::string& path, const std::vector<Diagnostic>& diagnostics,
                 const Sources& sources, Console& console);
// Its plan alone; null when there is none.
std::shared_ptr<const Plan> LoadPlanOrSayWhy(const std::string& path, const PackNumbers& numbers,
                                             Console& console);

// "pack saas 0.1.0, digest 9a66f9180030…".
std::string PackText(const v1::PackInfo& pack);
std::string PackText(const Plan& plan);
// What names a pack in answers.
v1::PackInfo InfoOf(const Plan& plan);

// Diagnostics as the engine renders them, the severity in colour.
std::string DiagnosticsText(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                            const Style& style);

// "2 errors and 1 warning".
std::string CountText(const std::vector<Diagnostic>& diagnostics);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_PACK_LOADING_H_
