// Tested by tests/server/book_folders_test.cc.
#include "rules/reader/book_folder.h"

#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/accounts/accounts.h"
#include "engine/records/record_reader.h"
#include "rules/reader/book_files.h"
#include "rules/reader/file_names.h"

namespace bellwether {
namespace {

constexpr size_t kChunkBytes = 1 << 20;

absl::Status ReadBookFile(const BookFile& file, const Limits& limits,
                          const std::function<absl::Status(const BookRecord& record)>& take) {
  if (WithoutCompressionEnding(file.path) != file.path) {
    return absl::InvalidArgumentError(
        absl::StrCat(file.path, " is packed; unpack it, or load it with a client"));
  }
  const auto format = AccountFormatOf(file.path);
  if (!format.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(file.path, " is in no format of records: .jsonl, .json, .csv or .yaml"));
  }
  std::ifstream stream(file.path, std::ios::binary);
  if (!stream) return absl::NotFoundError(absl::StrCat("cannot read ", file.path));
  absl::Status taken;
  records::RecordReader reader(*format, file.usual, limits, [&](records::ReadRecord record) {
    if (taken.ok()) taken = take({file.path, std::move(record)});
  });
  std::string chunk(kChunkBytes, '\0');
  while (taken.ok() && (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())),
                        stream.gcount() > 0)) {
    reader.Feed(std::string_view(chunk).substr(0, static_cast<size_t>(stream.gcount())));
  }
  if (stream.bad()) return absl::DataLossError(absl::StrCat("cannot read on in ", file.path));
  if (taken.ok()) reader.Finish();
  return taken;
}

}  // namespace

absl::Status ReadBookFolder(const std::string& path, const Limits& limits,
                            const std::function<absl::Status(const BookRecord& record)>& take) {
  const auto files = FindBookFiles(path);
  if (!files.ok()) return files.status();
  for (const BookFile& file : files->files) {
    if (absl::Status read = ReadBookFile(file, limits, take); !read.ok()) return read;
  }
  return absl::OkStatus();
}

}  // namespace bellwether
