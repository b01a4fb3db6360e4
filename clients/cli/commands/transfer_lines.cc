// Tested by tests/clients/remote_export_test.py.
#include "clients/cli/commands/transfer_lines.h"

#include <cerrno>
#include <cstring>
#include <iostream>
#include <optional>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"

namespace bellwether::cli {
namespace {

constexpr std::string_view kBlanks = " \t\r";

std::string LineOf(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string line;
  // It fails on timestamps beyond the year 9999 alone, which no server has.
  static_cast<void>(google::protobuf::util::MessageToJsonString(message, &line, options));
  return line;
}

void Trim(std::string_view& text) {
  const size_t first = text.find_first_not_of(kBlanks);
  text.remove_prefix(first == std::string_view::npos ? text.size() : first);
  const size_t last = text.find_last_not_of(kBlanks);
  text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

bool Take(std::string_view word, std::string_view& text) {
  Trim(text);
  if (text.substr(0, word.size()) != word) return false;
  text.remove_prefix(word.size());
  return true;
}

// What stands within {"record": ...}: it is not read here, so that no digit of it changes.
std::optional<std::string_view> RecordWithin(std::string_view text) {
  if (!Take("{", text) || !Take("\"record\"", text) || !Take(":", text)) return std::nullopt;
  Trim(text);
  if (text.size() < 2 || text.front() != '{' || text.back() != '}') return std::nullopt;
  text.remove_suffix(1);
  Trim(text);
  return text;
}

// A line of a file of records names its kind.
bool IsRecord(const std::string& text) {
  std::string_view rest = text;
  Trim(rest);
  return !rest.empty() && rest.front() == '{' && rest.back() == '}' &&
         rest.find("\"kind\"") != std::string_view::npos &&
         rest.find("\"account\"") != std::string_view::npos;
}

// Empty: it is `item`.
std::string Read(const std::string& text, v1::TransferItem& item) {
  item.Clear();
  if (const auto record = RecordWithin(text)) {
    item.set_record(record->data(), record->size());
    return "";
  }
  const auto read = google::protobuf::util::JsonStringToMessage(text, &item);
  if (read.ok() && item.item_case() != v1::TransferItem::ITEM_NOT_SET) return "";
  item.Clear();
  v1::ExportedEntry entry;
  if (google::protobuf::util::JsonStringToMessage(text, &entry).ok() &&
      entry.entry_case() != v1::ExportedEntry::ENTRY_NOT_SET) {
    *item.mutable_entry() = std::move(entry);
    return "";
  }
  if (IsRecord(text)) {
    item.set_record(text);
    return "";
  }
  return absl::StrCat("this is no line as remote export writes them", read.ok() ? "" : ": ",
                      read.ok() ? "" : std::string(read.message()));
}

}  // namespace

std::string EntryLine(const v1::ExportedEntry& entry) { return LineOf(entry); }

std::string TransferLine(const v1::TransferItem& item) {
  if (item.has_record()) return absl::StrCat("{\"record\":", item.record(), "}");
  return LineOf(item);
}

TransferLines::TransferLines(const std::string& path) : name_(path == "-" ? "stdin" : path) {
  if (path == "-") {
    stream_ = &std::cin;
    return;
  }
  file_.open(path, std::ios::binary);
  stream_ = &file_;
  if (!file_) {
    status_ = absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  }
}

bool TransferLines::Next(v1::TransferItem& item, std::string& problem) {
  while (status_.ok() && std::getline(*stream_, text_)) {
    ++line_;
    if (text_.find_first_not_of(kBlanks) == std::string::npos) continue;
    problem = Read(text_, item);
    return true;
  }
  if (status_.ok() && stream_->bad()) {
    status_ = absl::UnavailableError(absl::StrCat("cannot read ", name_));
  }
  return false;
}

std::string TransferLines::Place() const { return absl::StrCat(name_, ":", line_); }

}  // namespace bellwether::cli
