#include "tests/conformance/manifest.h"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/files.h"

namespace bellwether::conformance {
namespace {

// "RUN core", "EXCEPTION(reason) core" or "OUT(reason)".
bool ParseStatus(const std::string& text, ManifestEntry& entry) {
  const size_t open = text.find('(');
  const size_t close = text.find(')');
  const std::string word = text.substr(0, std::min(open, text.find(' ')));
  if (open != std::string::npos && close != std::string::npos) {
    entry.reason = text.substr(open + 1, close - open - 1);
  }
  if (word == "OUT") {
    entry.status = ManifestEntry::Status::kOut;
    return !entry.reason.empty();
  }
  entry.status = word == "RUN" ? ManifestEntry::Status::kRun : ManifestEntry::Status::kException;
  entry.group = text.substr(text.rfind(' ') + 1);
  return word == "RUN" || (word == "EXCEPTION" && !entry.reason.empty());
}

}  // namespace

std::map<TestName, ManifestEntry> ReadManifest() {
  std::map<TestName, ManifestEntry> manifest;
  std::istringstream lines(testing_support::ReadFileOrFail(
      testing_support::SourcePath("tests/conformance/manifest.txt")));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string file, section, test, status;
    words >> file >> section >> test >> std::ws;
    std::getline(words, status);
    ManifestEntry entry;
    EXPECT_TRUE(ParseStatus(status, entry)) << "manifest.txt: " << line;
    EXPECT_TRUE(manifest.emplace(TestName(file, section, test), entry).second)
        << "manifest.txt names a test twice: " << line;
  }
  return manifest;
}

}  // namespace bellwether::conformance
