// Account files -> Accounts: JSON (one account or an array), JSON lines, YAML, CSV.
//
// Reading is incremental: bytes are pushed in, finished records are handed out, and memory is
// bounded by the largest record (in YAML: by the largest document), not by the file. One bad record
// never stops the rest: it comes out with its violations. What comes out does not depend on how the
// bytes were cut into pieces. The engine opens no files: the caller feeds bytes.
//
// Whoever wants to read accounts in several threads takes their texts: what only needs to be cut
// out of the file comes as a text, what depends on what stood before it as a record, in one order.
//
// A problem of the file itself (no header, text after the end) is a record too, without an account
// and with the path "header" or "".
//
//   AccountReader reader(AccountFormat::kJsonLines, limits, [&](AccountRecord record) { ... });
//   while (read(chunk)) reader.Feed(chunk);
//   reader.Finish();
//
// Not thread-safe. Nothing throws.
#ifndef BELLWETHER_ENGINE_ACCOUNTS_ACCOUNTS_H_
#define BELLWETHER_ENGINE_ACCOUNTS_ACCOUNTS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/accounts/csv_dialect.h"
#include "engine/base/limits.h"
#include "engine/facts/account.h"

namespace bellwether {

enum class AccountFormat { kJson, kJsonLines, kYaml, kCsv };

// By the ending of the name: .json, .jsonl or .ndjson, .yaml or .yml, .csv.
std::optional<AccountFormat> AccountFormatOf(std::string_view file_name);

// One account of a file, or what was wrong with it.
struct AccountRecord {
  Account account;                    // as far as it could be read
  uint32_t line = 0;                  // 1-based line at which the record begins
  uint32_t index = 0;                 // 0-based position among the records
  std::vector<Violation> violations;  // all of them; empty when the account is good
  bool is_header = false;             // no account: the header of CSV is bad, and no row follows
  bool ok() const { return violations.empty(); }
};

// What a caller may declare about a file; the rest is recognised.
struct AccountReadOptions {
  CsvOptions csv;
};

// One account, or one record of a book, cut out of its file and not read yet.
struct UnreadText {
  std::string text;
  uint32_t line = 0;    // 1-based, at which it begins
  uint32_t column = 1;  // likewise, in bytes
  uint32_t index = 0;   // as in AccountRecord
};

// Reads the texts of one file. Thread-safe.
class AccountTextReader {
 public:
  virtual ~AccountTextReader() = default;
  virtual AccountRecord Read(const UnreadText& text) const = 0;
};
using AccountTextReaderPointer = std::shared_ptr<const AccountTextReader>;

class AccountReader {
 public:
  using Sink = std::function<void(AccountRecord)>;
  using TextSink = std::function<void(UnreadText, const AccountTextReaderPointer& reader)>;

  // Without `texts` everything goes to `sink`.
  AccountReader(AccountFormat format, const Limits& limits, Sink sink,
                const AccountReadOptions& options = {}, TextSink texts = nullptr);
  ~AccountReader();

  void Feed(std::string_view bytes);
  // Hands out what is left; a cut-off last record is a record with a violation. Call it once.
  void Finish();

  // CSV: the columns that are no fields of an account, so must be signals of the pack. Complete
  // before the first record is handed out, so that the caller can refuse an unknown one once
  // and not in every row. Empty in the other formats.
  const std::vector<std::string>& signal_columns() const;

  class Decoder;  // one for each format

 private:
  // A byte order mark at the very beginning is passed over, in however many pieces it comes.
  std::string_view WithoutByteOrderMark(std::string_view bytes);

  std::unique_ptr<Decoder> decoder_;
  size_t mark_bytes_ = 0;  // of the mark, seen so far
  bool mark_decided_ = false;
};

// The fields of an account, for "did you mean" and for documentation: "id", "segment", ...
const std::vector<std::string>& AccountFieldNames();

// The whole of a small text at once.
std::vector<AccountRecord> ReadAccounts(std::string_view text, AccountFormat format,
                                        const Limits& limits,
                                        const AccountReadOptions& options = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_ACCOUNTS_ACCOUNTS_H_
