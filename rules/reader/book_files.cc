// Tested by tests/clients/book_command_test.py.
#include "rules/reader/book_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "engine/accounts/accounts.h"
#include "rules/reader/file_names.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;

// "contracts-2026.csv.gz" -> contract.
std::optional<records::Kind> KindOfFile(const fs::path& path) {
  const std::string name = path.filename().string();
  return records::KindOf(std::string_view(name).substr(0, name.find_first_of(".-_ ")));
}

bool HoldsRecords(const fs::path& path) {
  const std::string name = path.filename().string();
  return AccountFormatOf(WithoutCompressionEnding(name)).has_value();
}

}  // namespace

absl::StatusOr<BookFiles> FindBookFiles(const std::string& path) {
  BookFiles found;
  std::error_code error;
  if (path == "-" || !fs::is_directory(path, error)) {
    found.files.push_back({path, KindOfFile(path)});
    return found;
  }
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    const fs::path& file = it->path();
    if (!fs::is_regular_file(file, ignored) || file.filename().string().starts_with('.')) continue;
    if (file.filename() == kTruthFile) continue;
    if (HoldsRecords(file)) {
      found.files.push_back({file.string(), KindOfFile(file)});
    } else {
      found.ignored.push_back(file.string());
    }
  }
  if (error) return absl::NotFoundError(absl::StrCat(path, ": ", error.message()));
  if (found.files.empty()) {
    return absl::NotFoundError(absl::StrCat(
        path, " holds no file of records: .jsonl, .json, .csv or .yaml, packed or not"));
  }
  std::sort(found.files.begin(), found.files.end(),
            [](const BookFile& a, const BookFile& b) { return a.path < b.path; });
  std::sort(found.ignored.begin(), found.ignored.end());
  return found;
}

}  // namespace bellwether
