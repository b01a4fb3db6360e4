// The new text stands beside the file until it is whole, so that no failure costs the old one.
//
// Tested by tests/clients/test_update_test.py and pack_command_test.py.
#include "clients/cli/terminal/whole_file.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/output.h"

namespace bellwether::cli {

namespace fs = std::filesystem;

namespace {

// A pipe or a device, as /dev/null: nothing may stand in its place.
absl::Status WriteInto(const std::string& path, std::string_view text) {
  Output output;
  const absl::Status opened = output.Open(path);
  if (!opened.ok()) return opened;
  output.Write(text);
  return output.Close();
}

}  // namespace

absl::Status WriteWhole(const std::string& path, std::string_view text) {
  std::error_code error;
  const bool exists = fs::exists(path, error);
  const fs::path target = exists ? fs::canonical(path, error) : fs::path(path);
  if (exists && !fs::is_regular_file(target, error)) return WriteInto(path, text);
  const std::string whole = target.string() + ".new";
  Output output;
  absl::Status done = output.Open(whole);
  if (done.ok()) {
    output.Write(text);
    done = output.Close();
  }
  if (done.ok()) {
    if (exists) fs::permissions(whole, fs::status(target, error).permissions(), error);
    fs::rename(whole, target, error);
    if (!error) return absl::OkStatus();
    done = absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", error.message()));
  }
  fs::remove(whole, error);
  return done;
}

}  // namespace bellwether::cli
