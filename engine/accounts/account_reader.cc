// Tested by tests/engine/accounts/account_reader_test.cc.
#include <utility>

#include "absl/strings/match.h"
#include "engine/accounts/accounts.h"
#include "engine/accounts/decoder.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Ending {
  std::string_view text;
  AccountFormat format;
};
constexpr Ending kEndings[] = {
    {".json", AccountFormat::kJson},        {".jsonl", AccountFormat::kJsonLines},
    {".ndjson", AccountFormat::kJsonLines}, {".yaml", AccountFormat::kYaml},
    {".yml", AccountFormat::kYaml},         {".csv", AccountFormat::kCsv},
};

std::unique_ptr<AccountReader::Decoder> MakeDecoder(AccountFormat format, const Limits& limits,
                                                    const AccountReadOptions& options,
                                                    RecordOutput output) {
  switch (format) {
    case AccountFormat::kJson:
      return MakeJsonDecoder(limits, std::move(output));
    case AccountFormat::kJsonLines:
      return MakeJsonLinesDecoder(limits, std::move(output));
    case AccountFormat::kYaml:
      return MakeYamlDecoder(limits, std::move(output));
    case AccountFormat::kCsv:
      return MakeCsvDecoder(limits, options.csv, std::move(output));
  }
  return nullptr;
}

}  // namespace

std::optional<AccountFormat> AccountFormatOf(std::string_view file_name) {
  for (const Ending& ending : kEndings) {
    if (absl::EndsWithIgnoreCase(ToAbsl(file_name), ToAbsl(ending.text))) return ending.format;
  }
  return std::nullopt;
}

AccountReader::AccountReader(AccountFormat format, const Limits& limits, Sink sink,
                             const AccountReadOptions& options, TextSink texts)
    : decoder_(
          MakeDecoder(format, limits, options, RecordOutput(std::move(sink), std::move(texts)))) {}

AccountReader::~AccountReader() = default;

void AccountReader::Feed(std::string_view bytes) {
  if (!mark_decided_) bytes = WithoutByteOrderMark(bytes);
  if (!bytes.empty()) decoder_->Feed(bytes);
}

std::string_view AccountReader::WithoutByteOrderMark(std::string_view bytes) {
  while (!bytes.empty() && mark_bytes_ < kByteOrderMark.size() &&
         bytes[0] == kByteOrderMark[mark_bytes_]) {
    bytes.remove_prefix(1);
    ++mark_bytes_;
  }
  const bool whole = mark_bytes_ == kByteOrderMark.size();
  if (bytes.empty() && !whole) return bytes;  // not decided yet
  mark_decided_ = true;
  if (!whole) decoder_->Feed(kByteOrderMark.substr(0, mark_bytes_));
  return bytes;
}

void AccountReader::Finish() {
  if (!mark_decided_) decoder_->Feed(kByteOrderMark.substr(0, mark_bytes_));
  mark_decided_ = true;
  decoder_->Finish();
}

const std::vector<std::string>& AccountReader::signal_columns() const {
  return decoder_->signal_columns();
}

const std::vector<std::string>& AccountReader::Decoder::signal_columns() const {
  static const auto* const none = new std::vector<std::string>();
  return *none;
}

std::vector<AccountRecord> ReadAccounts(std::string_view text, AccountFormat format,
                                        const Limits& limits, const AccountReadOptions& options) {
  std::vector<AccountRecord> records;
  AccountReader reader(
      format, limits, [&](AccountRecord record) { records.push_back(std::move(record)); }, options);
  reader.Feed(text);
  reader.Finish();
  return records;
}

}  // namespace bellwether
