// What the native engine answers to everything that tests/playground asks of the one for browsers:
// frames on the standard output, each a letter and byte strings with their lengths before them
// (four bytes, the lowest first).
//
//   C files answer            Playground::Check
//   D options answer          Playground::Declare
//   E account options answer  Playground::Evaluate
//
// Packs and accounts are those of the repository: its examples with their accounts, the golden
// evaluations, packs full of mistakes, accounts that are refused, and days of every time zone.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "bellwether/v1/declarations.pb.h"
#include "bellwether/v1/evaluation.pb.h"
#include "bellwether/v1/packs.pb.h"
#include "clients/playground/playground.h"
#include "engine/accounts/account_json.h"
#include "engine/accounts/accounts.h"
#include "protos/wire/packs.h"
#include "rules/reader/pack_folder.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;

// Of the golden evaluations, and of a book's accounts.
constexpr absl::CivilDay kDay(2026, 3, 1);

[[noreturn]] void Fail(const std::string& why) {
  std::fprintf(stderr, "bellwether_playground_answers: %s\n", why.c_str());
  std::exit(1);
}

void Write(char letter, const std::vector<std::string>& parts) {
  std::string frame(1, letter);
  for (const std::string& part : parts) {
    for (size_t shift = 0; shift < 32; shift += 8) {
      frame += static_cast<char>((part.size() >> shift) & 0xff);
    }
    frame += part;
  }
  if (std::fwrite(frame.data(), 1, frame.size(), stdout) != frame.size()) Fail("cannot write");
}

std::string ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream.is_open()) Fail(path.string() + " cannot be read");
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> FilesOf(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (absl::EndsWith(entry.path().filename().string(), ending)) files.push_back(entry.path());
  }
  if (files.empty()) Fail(folder.string() + " has no *" + ending);
  std::sort(files.begin(), files.end());
  return files;
}

std::string OptionsOf(absl::CivilDay day, v1::ExplanationLevel level, const std::string& language) {
  v1::EvaluationOptions options;
  v1::Date& date = *options.mutable_as_of()->mutable_date();
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  options.set_explanation(level);
  options.set_language(language);
  return options.SerializeAsString();
}

class Asking {
 public:
  void Check(const Sources& sources) {
    v1::PackFiles message;
    wire::SourcesToProto(sources, message);
    const std::string files = message.SerializeAsString();
    Write('C', {files, playground_.Check(files)});
    for (const char* language : {"", "id"}) {
      v1::DeclarationsOptions options;
      options.set_language(language);
      const std::string bytes = options.SerializeAsString();
      Write('D', {bytes, playground_.Declare(bytes)});
    }
  }

  void CheckFolder(const fs::path& folder) {
    const auto sources = ReadPackFolder(folder.string());
    if (!sources.ok()) Fail(std::string(sources.status().message()));
    Check(*sources);
  }

  void CheckFile(const fs::path& file) { Check(Sources({{"pack.yaml", ReadFile(file)}})); }

  void Evaluate(const std::string& account, const std::string& options) {
    Write('E', {account, options, playground_.Evaluate(account, options)});
  }

  // Accounts of a file in any format, each as JSON; at most so many, spread over the file.
  void EvaluateAll(const fs::path& file, size_t most, absl::CivilDay day = kDay) {
    const auto format = AccountFormatOf(file.string());
    if (!format) Fail(file.string() + " is no file of accounts");
    const std::vector<AccountRecord> records = ReadAccounts(ReadFile(file), *format, Limits{});
    const size_t step = std::max<size_t>(1, records.size() / most);
    for (size_t i = 0; i < records.size(); i += step) {
      const std::string account = AccountJson(records[i].account, 2);
      Evaluate(account, OptionsOf(day, v1::EXPLANATION_LEVEL_FULL, i % 2 == 0 ? "en" : "id"));
      if (i % 3 == 0) Evaluate(account, OptionsOf(day, v1::EXPLANATION_LEVEL_NONE, ""));
    }
  }

 private:
  Playground playground_;
};

// Of these days the clocks change somewhere, or changed once, or will.
void AskZones(Asking& asking) {
  const absl::CivilDay kDays[] = {absl::CivilDay(1975, 10, 5), absl::CivilDay(2026, 3, 29),
                                  absl::CivilDay(2026, 11, 1), absl::CivilDay(2051, 4, 2)};
  asking.CheckFile(fs::path(std::getenv("BELLWETHER_SOURCE_DIR")) / "tests/playground/zones.yaml");
  int asked = 0;
  const fs::path zones("/usr/share/zoneinfo");
  for (const auto& entry : fs::recursive_directory_iterator(zones)) {
    const std::string name = entry.path().lexically_relative(zones).generic_string();
    const bool is_other = absl::StartsWith(name, "posix/") || absl::StartsWith(name, "right/");
    // A zone begins so; beside them are lists.
    if (is_other || !entry.is_regular_file() || ReadFile(entry.path()).substr(0, 4) != "TZif")
      continue;
    const absl::CivilDay day = kDays[asked++ % 4];
    const absl::CivilDay before = day - 1;
    asking.Evaluate(
        absl::StrCat(R"({"id": "a", "time_zone": ")", name, R"(", "kickoff_at": ")",
                     absl::FormatCivilTime(before), R"(T02:30:00", "signals": {"seen_at": ")",
                     absl::FormatCivilTime(day), R"(T00:15:00"}})"),
        OptionsOf(day + 1, v1::EXPLANATION_LEVEL_FULL, ""));
  }
  if (asked < 300) Fail("this system has few time zones; install tzdata");
}

// Texts that are no accounts, and accounts that are wrong in many ways at once.
void AskRefused(Asking& asking) {
  const std::string options = OptionsOf(kDay, v1::EXPLANATION_LEVEL_FULL, "");
  for (
      const char* account :
      {"", "{", "[]", "{\"id\": 1}", "{\"id\": \"a\", \"id\": \"b\"}", "nonsense",
       "{\"id\": \"\xff\"}",
       R"({"id": "a", "signals": {"nobody_knows": 1}, "segmnt": "x", "acv": -1})",
       R"({"id": "a", "kickoff_at": "2026-02-31", "seats": "many", "milestones": [{"key": 7}]})",
       R"({"id": "a", "time_zone": "Middle/Earth", "signals": {"active_ratio": 1e999}})",
       R"({"id": "a", "signals": {"active_ratio": 0.30000000000000004}, "acv": 123456789.12345679})",
       R"({"id": "a", "acv": 5e-324, "seats": 18446744073709551616})"}) {
    asking.Evaluate(account, options);
  }
  asking.Evaluate(R"({"id": "a"})",
                  OptionsOf(absl::CivilDay(2026, 2, 1), v1::EXPLANATION_LEVEL_FULL, "ms"));
}

void AskAll(const fs::path& root) {
  Asking asking;
  AskRefused(asking);  // without a pack
  for (const char* pack :
       {"rules/examples/starter/rules", "rules/examples/telco", "rules/examples/alerts"}) {
    asking.CheckFolder(root / pack);
    asking.Evaluate(R"({"id": "a"})", OptionsOf(kDay, v1::EXPLANATION_LEVEL_FULL, ""));
  }
  asking.CheckFolder(root / "rules/examples/clinic");
  asking.EvaluateAll(root / "rules/examples/clinic/accounts/patients.jsonl", 100);
  asking.CheckFolder(root / "rules/examples/oulad");
  asking.EvaluateAll(root / "rules/examples/oulad/cohort.jsonl", 100);
  asking.CheckFolder(root / "rules/saas");
  for (const char* ending : {".json", ".jsonl"}) {
    for (const fs::path& file : FilesOf(root / "rules/saas/accounts", ending)) {
      asking.EvaluateAll(file, 200);
      asking.EvaluateAll(file, 20, absl::CivilDay(2027, 1, 1));
    }
  }
  AskRefused(asking);
  for (const fs::path& file : FilesOf(root / "tests/golden/evaluate", ".pack.yaml")) {
    asking.CheckFile(file);
    const std::string name = file.string();
    asking.EvaluateAll(
        name.substr(0, name.size() - std::string(".pack.yaml").size()) + ".account.yaml", 100);
  }
  for (const char* folder :
       {"tests/golden/document", "tests/golden/plan", "tests/golden/ruleset"}) {
    for (const fs::path& file : FilesOf(root / folder, ".yaml")) asking.CheckFile(file);
  }
  AskZones(asking);
}

}  // namespace
}  // namespace bellwether

int main() {
  const char* root = std::getenv("BELLWETHER_SOURCE_DIR");
  if (root == nullptr) bellwether::Fail("BELLWETHER_SOURCE_DIR is not set");
  bellwether::AskAll(root);
}
