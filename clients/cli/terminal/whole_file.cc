// Tested by tests/clients/test_update_test.py and tests/clients/fmt_command_test.py.
#include "clients/cli/terminal/whole_file.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "clients/cli/terminal/output.h"

namespace bellwether::cli {

namespace fs = std::filesystem;

absl::Status ReplaceFile(const std::string& name, std::string_view text) {
  std::error_code error;
  const fs::path path = fs::canonical(name, error);  // what a link leads to
  const std::string whole = path.string() + ".new";
  Output output;
  absl::Status done = output.Open(whole);
  if (done.ok()) {
    output.Write(text);
    done = output.Close();
  }
  if (done.ok()) {
    fs::permissions(whole, fs::status(path, error).permissions(), error);
    fs::rename(whole, path, error);
    if (!error) return done;
    done = absl::UnavailableError(absl::StrCat("cannot write ", name, ": ", error.message()));
  }
  fs::remove(whole, error);
  return done;
}

}  // namespace bellwether::cli
