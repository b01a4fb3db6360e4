// Tested by tests/bench/request_files_test.py: every variation is answered.
#include "tests/bench/bench_accounts.h"

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <variant>

#include "absl/strings/str_cat.h"
#include "engine/accounts/accounts.h"
#include "rules/reader/pack_folder.h"

namespace bellwether::bench {
namespace {

constexpr const char* kSegments[] = {"enterprise", "mid_market", "smb", "plg"};
constexpr uint32_t kOneIn = 8;  // of yes-or-no answers are the other one

void Vary(std::mt19937& random, SignalInput& signal) {
  // Counts stay whole, and amounts as they are: only what lies between 0 and 1 is a ratio for sure.
  if (double* number = std::get_if<double>(&signal.value);
      number != nullptr && *number > 0 && *number < 1) {
    *number *= 0.5 + 0.5 * static_cast<double>(random() % 1000) / 1000;
  }
  if (bool* flag = std::get_if<bool>(&signal.value); flag != nullptr && random() % kOneIn == 0) {
    *flag = !*flag;
  }
}

}  // namespace

std::string FromTop(const std::string& relative) {
  const char* top = std::getenv("BELLWETHER_SOURCE_DIR");
  return top == nullptr ? relative : absl::StrCat(top, "/", relative);
}

absl::StatusOr<std::shared_ptr<const Plan>> LoadBenchPack(const std::string& relative_folder) {
  const auto sources = ReadPackFolder(FromTop(relative_folder));
  if (!sources.ok()) return sources.status();
  const auto loaded = Load(*sources);
  if (!loaded.ok()) return absl::InvalidArgumentError(RenderAll(loaded.diagnostics, *sources));
  return loaded.value;
}

namespace {

absl::StatusOr<Account> ReadAccount(const std::string& relative) {
  const std::string path = FromTop(relative);
  std::ifstream stream(path);
  if (!stream) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  std::vector<AccountRecord> records = ReadAccounts(text, AccountFormat::kYaml, Limits());
  if (records.size() != 1) {
    return absl::InvalidArgumentError(absl::StrCat(path, " is to hold one account"));
  }
  for (const Violation& violation : records[0].violations) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": ", violation.path, ": ", violation.message));
  }
  return std::move(records[0].account);
}

}  // namespace

absl::StatusOr<Account> FullAccount() { return ReadAccount("tests/bench/full_account.yaml"); }

absl::StatusOr<Account> ExportedAccount() {
  return ReadAccount("tests/bench/exported_account.yaml");
}

std::vector<Account> Variations(const Account& account, size_t count, size_t first) {
  std::vector<Account> varied;
  varied.reserve(count);
  for (size_t i = first; i < first + count; ++i) {
    std::mt19937 random(static_cast<uint32_t>(i));
    Account& one = varied.emplace_back(account);
    one.id = absl::StrCat(account.id, "-", i);
    one.segment = kSegments[i % std::size(kSegments)];
    for (SignalInput& signal : one.signals) Vary(random, signal);
  }
  return varied;
}

}  // namespace bellwether::bench
