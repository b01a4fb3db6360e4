// Tested by tests/server/log_folder_test.cc.
#include "server/decisions/file_compression.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

constexpr size_t kPiece = 256u << 10;
constexpr int kLevel = 3;  // the library's own
constexpr mode_t kMode = 0640;

}  // namespace

FileCompression::FileCompression(std::string from, std::string to)
    : from_(std::move(from)),
      to_(std::move(to)),
      unfinished_(to_ + kUnfinishedEnding),
      read_(kPiece),
      written_(ZSTD_CStreamOutSize()) {
  input_ = open(from_.c_str(), O_RDONLY | O_CLOEXEC);
  if (input_ < 0) {
    Fail(from_);
    return;
  }
  output_ = open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode);
  if (output_ < 0 || fchmod(output_, kMode) != 0) {
    Fail(unfinished_);
    return;
  }
  context_ = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context_, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context_, ZSTD_c_checksumFlag, 1);
}

FileCompression::~FileCompression() {
  if (input_ >= 0) close(input_);
  if (output_ >= 0) close(output_);
  if (!done_ || !status_.ok()) unlink(unfinished_.c_str());
  ZSTD_freeCCtx(context_);
}

void FileCompression::Fail(const std::string& what) {
  status_ = absl::UnavailableError(absl::StrCat(what, ": ", std::strerror(errno)));
  done_ = true;
}

bool FileCompression::Write(size_t bytes) {
  size_t written = 0;
  while (written < bytes) {
    const ssize_t count = write(output_, written_.data() + written, bytes - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      Fail(unfinished_);
      return false;
    }
    written += static_cast<size_t>(count);
  }
  return true;
}

// On disk before the name is, and the name before the first file is deleted.
bool FileCompression::Finish() {
  done_ = true;
  if (fdatasync(output_) != 0 || std::rename(unfinished_.c_str(), to_.c_str()) != 0) Fail(to_);
  return false;
}

bool FileCompression::Continue(size_t bytes_read) {
  ZSTD_inBuffer input{read_.data(), bytes_read, 0};
  const ZSTD_EndDirective mode = bytes_read == 0 ? ZSTD_e_end : ZSTD_e_continue;
  while (true) {
    ZSTD_outBuffer output{written_.data(), written_.size(), 0};
    const size_t left = ZSTD_compressStream2(context_, &output, &input, mode);
    if (ZSTD_isError(left) != 0) {
      errno = ENOMEM;  // nothing else can go wrong with bytes that are in memory
      Fail(to_);
      return false;
    }
    if (!Write(output.pos)) return false;
    if (mode == ZSTD_e_end ? left == 0 : input.pos == input.size) break;
  }
  return mode == ZSTD_e_end ? Finish() : true;
}

bool FileCompression::Step() {
  if (done_) return false;
  ssize_t count = 0;
  do {
    count = read(input_, read_.data(), read_.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) {
    Fail(from_);
    return false;
  }
  return Continue(static_cast<size_t>(count));
}

}  // namespace bellwether
