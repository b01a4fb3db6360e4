// Tested by tests/clients/remote_export_test.py.
#include "clients/cli/commands/entry_lines.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/json_util.h"

namespace bellwether::cli {
namespace {

constexpr size_t kMostTold = 20;

absl::StatusOr<std::vector<v1::ExportedEntry>> ReadLines(std::istream& stream,
                                                         const std::string& name) {
  std::vector<v1::ExportedEntry> entries;
  std::string problems;
  size_t told = 0, number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    v1::ExportedEntry entry;
    const auto read = google::protobuf::util::JsonStringToMessage(line, &entry);
    if (read.ok() && entry.entry_case() != v1::ExportedEntry::ENTRY_NOT_SET) {
      entries.push_back(std::move(entry));
      continue;
    }
    if (++told > kMostTold) continue;
    absl::StrAppend(&problems, problems.empty() ? "" : "\n", name, ":", number,
                    ": no override or decision as remote export --entries writes them",
                    read.ok() ? "" : ": ", read.ok() ? "" : std::string(read.message()));
  }
  if (stream.bad()) return absl::UnavailableError(absl::StrCat("cannot read ", name));
  if (told > kMostTold) absl::StrAppend(&problems, "\nand ", told - kMostTold, " more");
  if (told > 0) return absl::InvalidArgumentError(problems);
  return entries;
}

}  // namespace

std::string EntryLine(const v1::ExportedEntry& entry) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string line;
  // It fails on timestamps beyond the year 9999 alone, which no server has.
  static_cast<void>(google::protobuf::util::MessageToJsonString(entry, &line, options));
  return line;
}

absl::StatusOr<std::vector<v1::ExportedEntry>> ReadEntryLines(const std::string& path) {
  if (path == "-") return ReadLines(std::cin, "stdin");
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  }
  return ReadLines(file, path);
}

}  // namespace bellwether::cli
