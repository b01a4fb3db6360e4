// Tested by tests/clients/import_test.py.
#include "clients/cli/imports/mapping_loading.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/input/yaml_file.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "rules/reader/pack_folder.h"

namespace bellwether::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "imports";
constexpr const char* kEndings[] = {".yaml", ".yml"};

bool IsYaml(const fs::path& path) {
  return path.extension() == kEndings[0] || path.extension() == kEndings[1];
}

// Its path, or nothing after it was said why not.
std::optional<std::string> PathOf(const std::string& name, const std::string& pack,
                                  Console& console) {
  if (name.find('/') != std::string::npos || IsYaml(name)) return name;
  std::error_code error;
  for (const char* ending : kEndings) {
    const fs::path path = fs::path(pack) / kFolder / (name + ending);
    if (fs::exists(path, error)) return path.string();
  }
  const std::vector<std::string> known = MappingsOf(pack);
  console.Fail(
      absl::StrCat("the pack ", pack, " has no mapping ", Quoted(name), "; ",
                   known.empty() ? "its folder imports holds none" : DidYouMean(name, known),
                   "; a file is given with its path: ./", name, ".yaml"));
  return std::nullopt;
}

}  // namespace

std::vector<std::string> MappingsOf(const std::string& pack) {
  std::vector<std::string> names;
  std::error_code error;
  const fs::path folder = fs::path(pack) / kFolder;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (IsYaml(it->path())) names.push_back(it->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

absl::StatusOr<CheckedMappings> CheckMappings(const std::string& pack, const Plan& plan) {
  CheckedMappings checked;
  if (MappingsOf(pack).empty()) return checked;
  const std::string folder = (fs::path(pack) / kFolder).string();
  const auto read = ReadPackFolder(folder);
  if (!read.ok()) return read.status();
  std::vector<SourceFile> files = read->files();
  for (SourceFile& file : files) file.name = (fs::path(folder) / file.name).string();
  checked.sources = Sources(std::move(files));
  for (uint32_t i = 0; i < checked.sources.files().size(); ++i) {
    for (Diagnostic& found : imports::LoadMapping(checked.sources, i, plan, Limits{}).diagnostics) {
      checked.diagnostics.push_back(std::move(found));
    }
  }
  return checked;
}

std::optional<imports::Mapping> LoadMappingOrSayWhy(const std::string& name,
                                                    const std::string& pack, const Plan& plan,
                                                    Console& console) {
  const auto path = PathOf(name, pack, console);
  if (!path) return std::nullopt;
  const auto sources = ReadYamlFile(*path);
  if (!sources.ok()) {
    console.Fail(ToStd(sources.status().message()));
    return std::nullopt;
  }
  Staged<imports::Mapping> staged = imports::LoadMapping(*sources, 0, plan, Limits{});
  if (staged.ok()) return std::move(staged.value);
  console.Write(DiagnosticsText(staged.diagnostics, *sources, console.style()));
  console.Fail(absl::StrCat("the mapping ", *path, " has ", CountText(staged.diagnostics)));
  return std::nullopt;
}

bool LoadImportOrSayWhy(ImportRequest& request, const std::string& pack, const Plan& plan,
                        Console& console) {
  if (request.name.empty()) return true;
  auto mapping = LoadMappingOrSayWhy(request.name, pack, plan, console);
  if (!mapping) return false;
  request.mapping = std::make_shared<const imports::Mapping>(*std::move(mapping));
  return true;
}

ExitCode LoadImportFor(ImportRequest& request, const std::string& pack, Console& console) {
  if (request.name.empty()) return ExitCode::kGood;
  if (pack.empty()) {
    console.Fail(kImportNeedsPack);
    return ExitCode::kUsage;
  }
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(pack, {}, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  return LoadImportOrSayWhy(request, pack, *plan, console) ? ExitCode::kGood
                                                           : ExitCode::kInputRefused;
}

}  // namespace bellwether::cli
