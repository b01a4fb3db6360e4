#include "tests/fuzz/account_text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "protos/wire/wire.h"
#include "tests/fuzz/known_packs.h"
#include "tests/fuzz/properties.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

std::vector<AccountRecord> ReadInPieces(std::string_view text, AccountFormat format,
                                        const AccountReadOptions& options, size_t size) {
  std::vector<AccountRecord> records;
  AccountReader reader(
      format, Limits{}, [&](AccountRecord record) { records.push_back(std::move(record)); },
      options);
  for (size_t at = 0; at < text.size(); at += size) reader.Feed(text.substr(at, size));
  reader.Finish();
  return records;
}

std::vector<AccountRecord> ReadUnread(std::string_view text, AccountFormat format,
                                      const AccountReadOptions& options) {
  std::vector<AccountRecord> records;
  AccountReader reader(
      format, Limits{}, [&](AccountRecord record) { records.push_back(std::move(record)); },
      options,
      [&](const UnreadText& account, const AccountTextReaderPointer& read) {
        records.push_back(read->Read(account));
      });
  reader.Feed(text);
  reader.Finish();
  return records;
}

std::string Describe(const std::vector<AccountRecord>& records) {
  std::string text;
  for (const AccountRecord& record : records) {
    v1::Account message;
    if (record.ok()) wire::AccountToProto(record.account, message);
    absl::StrAppend(&text, record.line, " ", record.index, " ", message.SerializeAsString());
    for (const Violation& violation : record.violations) {
      absl::StrAppend(&text, "\n  ", violation.path, " ", violation.reason, " ", violation.message);
    }
    text.push_back('\n');
  }
  return text;
}

void RequirePlaces(std::string_view text, const std::vector<AccountRecord>& records) {
  const auto lines = static_cast<uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  uint32_t last = 1;
  for (size_t i = 0; i < records.size(); ++i) {
    const AccountRecord& record = records[i];
    Require(record.line >= last && record.line <= lines, "a record begins at a line of the text",
            absl::StrCat("line ", record.line, " of ", lines));
    last = record.line;
    if (!record.ok()) RequireTold(record.violations);
  }
}

// Signals that a pack does not know are reported, so that the rest is tried too.
BindOptions Options(bool report_unknown) {
  BindOptions options;
  options.as_of = Moment::Date(absl::CivilDay(2026, 3, 1));
  options.report_unknown_signals = report_unknown;
  return options;
}

// Offline and online give the same answer.
void RequireTravelsAlike(const Account& account, const std::string& answer, AccountRun& run) {
  v1::Account message;
  wire::AccountToProto(account, message);
  RequireTravels(message);
  Account arrived;
  std::vector<Violation> violations;
  wire::AccountFromProto(message, arrived, violations);
  Require(violations.empty(), "an account that was read arrives as a message",
          violations.empty() ? "" : violations.front().message);
  run.Answer(arrived, Options(true));
  Require(run.rendered() == answer, "a message is answered as the file is", run.rendered());
}

void AnswerAccount(const Account& account) {
  for (const auto& plan : KnownPacks()) {
    AccountRun run(*plan);
    run.Answer(account, Options(false));
    if (!run.Answer(account, Options(true))) continue;
    const std::string answer = run.rendered();
    RequireTravelsAlike(account, answer, run);
  }
}

}  // namespace

void RunAccountText(std::string_view text, AccountFormat format,
                    const AccountReadOptions& options) {
  const std::vector<AccountRecord> records = ReadAccounts(text, format, Limits{}, options);
  RequirePlaces(text, records);
  const std::string described = Describe(records);
  for (const size_t size : {size_t{1}, size_t{7}}) {
    Require(Describe(ReadInPieces(text, format, options, size)) == described,
            "records do not depend on how the bytes are cut", described);
  }
  Require(Describe(ReadUnread(text, format, options)) == described,
          "what comes unread is read alike", described);
  for (const AccountRecord& record : records) {
    if (record.ok()) AnswerAccount(record.account);
  }
}

}  // namespace bellwether::fuzz
