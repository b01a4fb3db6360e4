// Tested by tests/rules/pack_bundle_test.cc.
#include "rules/reader/tar.h"

#include <archive.h>
#include <archive_entry.h>

#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

constexpr mode_t kReadable = 0644;

using EntryPointer = std::unique_ptr<archive_entry, void (*)(archive_entry*)>;
using ReaderPointer = std::unique_ptr<archive, int (*)(archive*)>;

la_ssize_t Append(archive*, void* text, const void* bytes, size_t size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

std::string ReasonOf(archive* one) {
  const char* const reason = archive_error_string(one);
  return reason == nullptr ? "it is damaged" : reason;
}

absl::StatusOr<std::string> ReadMember(archive* reader, const std::string& name, uint64_t room) {
  // Nothing is taken on trust: the header may tell any size.
  std::string text;
  const void* block = nullptr;
  size_t size = 0;
  la_int64_t offset = 0;
  while (true) {
    const int result = archive_read_data_block(reader, &block, &size, &offset);
    if (result == ARCHIVE_EOF) return text;
    if (result != ARCHIVE_OK) {
      return absl::DataLossError(
          absl::StrCat("it cannot be read on in ", name, ": ", ReasonOf(reader)));
    }
    if (offset != static_cast<la_int64_t>(text.size())) {
      return absl::InvalidArgumentError(absl::StrCat(name, " in it has holes; build it anew"));
    }
    if (size > room - text.size()) {
      return absl::ResourceExhaustedError(
          absl::StrCat(name, " in it is larger than what a pack may still hold"));
    }
    text.append(static_cast<const char*>(block), size);
  }
}

}  // namespace

struct TarWriter::Archive {
  archive* writer = archive_write_new();
  std::string bytes;
  int result = ARCHIVE_OK;
};

TarWriter::TarWriter() : archive_(std::make_unique<Archive>()) {
  archive_write_set_format_gnutar(archive_->writer);  // names of any length, as they are
  archive_->result =
      archive_write_open(archive_->writer, &archive_->bytes, nullptr, &Append, nullptr);
}

TarWriter::~TarWriter() { archive_write_free(archive_->writer); }

void TarWriter::Add(const std::string& name, std::string_view text) {
  if (archive_->result != ARCHIVE_OK) return;
  const EntryPointer entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), kReadable);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(text.size()));
  archive_entry_set_mtime(entry.get(), 0, 0);
  archive_->result = archive_write_header(archive_->writer, entry.get());
  if (archive_->result != ARCHIVE_OK) return;
  if (archive_write_data(archive_->writer, text.data(), text.size()) < 0) {
    archive_->result = ARCHIVE_FATAL;
  }
}

absl::StatusOr<std::string> TarWriter::Finish() {
  if (archive_->result == ARCHIVE_OK) archive_->result = archive_write_close(archive_->writer);
  if (archive_->result == ARCHIVE_OK) return std::move(archive_->bytes);
  return absl::UnavailableError(
      absl::StrCat("the archive cannot be written: ", ReasonOf(archive_->writer)));
}

absl::Status ReadTar(
    std::string_view bytes, const std::function<uint64_t(const std::string& name)>& room,
    const std::function<absl::Status(const std::string& name, std::string text)>& take) {
  const ReaderPointer reader(archive_read_new(), archive_read_free);
  archive_read_support_format_tar(reader.get());  // and no filter: packed archives are refused
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return absl::InvalidArgumentError("it is no tar archive, or a packed one");
  }
  for (archive_entry* entry = nullptr;;) {
    const int result = archive_read_next_header(reader.get(), &entry);
    if (result == ARCHIVE_EOF) return absl::OkStatus();
    if (result != ARCHIVE_OK) {
      return absl::InvalidArgumentError("it is no tar archive, or a packed or damaged one");
    }
    const char* const path = archive_entry_pathname(entry);
    const std::string name = path == nullptr ? "" : path;
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
      return absl::InvalidArgumentError(
          absl::StrCat("it holds ", name, ", which is no plain file; build it anew"));
    }
    auto text = ReadMember(reader.get(), name, room(name));
    if (!text.ok()) return text.status();
    if (absl::Status taken = take(name, *std::move(text)); !taken.ok()) return taken;
  }
}

}  // namespace bellwether
