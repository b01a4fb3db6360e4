// Tested by tests/clients/import_files_test.cc.
#include "clients/cli/imports/import_files.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

namespace fs = std::filesystem;

using Named = std::map<std::string, std::string>;

std::vector<std::string> NamesOf(const imports::Mapping& mapping) {
  std::vector<std::string> names;
  for (const imports::Source& source : mapping.sources) names.push_back(source.name);
  return names;
}

Named ReadNamed(const imports::Mapping& mapping, const std::vector<std::string>& given,
                std::vector<std::string>& problems) {
  const std::vector<std::string> names = NamesOf(mapping);
  Named named;
  for (const std::string& one : given) {
    const size_t equals = one.find('=');
    const std::string name = one.substr(0, equals);
    if (equals == std::string::npos) {
      problems.push_back(absl::StrCat("--source ", Quoted(one), " is not NAME=FILE"));
    } else if (std::find(names.begin(), names.end(), name) == names.end()) {
      problems.push_back(
          absl::StrCat("the mapping has no source ", Quoted(name), "; ", DidYouMean(name, names)));
    } else {
      named[name] = one.substr(equals + 1);
    }
  }
  return named;
}

// Files of a folder whose name is that of a source, whatever their ending.
std::vector<std::string> CalledAfter(const fs::path& folder, const std::string& source) {
  std::vector<std::string> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.substr(0, name.find('.')) == source) found.push_back(it->path().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string InFolder(const std::string& folder, const imports::Source& source,
                     std::vector<std::string>& problems) {
  const fs::path stated = fs::path(folder) / source.file;
  std::error_code error;
  if (!source.file.empty()) {
    if (!fs::exists(stated, error)) {
      problems.push_back(absl::StrCat("there is no ", stated.string(), ", which the source ",
                                      source.name, " is read from"));
    }
    return stated.string();
  }
  const std::vector<std::string> found = CalledAfter(folder, source.name);
  if (found.size() == 1) return found[0];
  const std::string what = absl::StrCat(
      folder, " holds ",
      found.empty() ? "no file called " + source.name + ".*" : absl::StrJoin(found, " and "));
  problems.push_back(absl::StrCat(what, "; say which is meant: --source ", source.name, "=FILE"));
  return "";
}

std::string FileOf(const imports::Mapping& mapping, const imports::Source& source,
                   const std::string& accounts, const Named& named,
                   std::vector<std::string>& problems) {
  if (const auto found = named.find(source.name); found != named.end()) return found->second;
  std::error_code error;
  if (fs::is_directory(accounts, error)) return InFolder(accounts, source, problems);
  if (mapping.sources.size() == 1 && !accounts.empty()) return accounts;
  problems.push_back(absl::StrCat("no file is given for the source ", source.name, ": --source ",
                                  source.name,
                                  "=FILE, or --accounts with a folder that holds all of them"));
  return "";
}

}  // namespace

absl::StatusOr<std::vector<std::string>> FilesOf(const imports::Mapping& mapping,
                                                 const std::string& accounts,
                                                 const std::vector<std::string>& given) {
  std::vector<std::string> problems;
  const Named named = ReadNamed(mapping, given, problems);
  std::vector<std::string> files;
  for (const imports::Source& source : mapping.sources) {
    files.push_back(FileOf(mapping, source, accounts, named, problems));
  }
  if (problems.empty()) return files;
  return absl::InvalidArgumentError(absl::StrJoin(problems, "; "));
}

}  // namespace bellwether::cli
