// A file -> the same file by Zstandard, piece by piece, so that a thread can do something else
// between two of them.
//
//   FileCompression compression(from, to);
//   while (compression.Step()) {}
//   if (compression.status().ok()) ...   // `to` is whole, and on disk
//
// `to` is written under another name first: it is there whole or not at all. One thread.
#ifndef BELLWETHER_SERVER_DECISIONS_FILE_COMPRESSION_H_
#define BELLWETHER_SERVER_DECISIONS_FILE_COMPRESSION_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"

// Of zstd.h.
struct ZSTD_CCtx_s;

namespace bellwether {

inline constexpr char kUnfinishedEnding[] = ".unfinished";

class FileCompression {
 public:
  FileCompression(std::string from, std::string to);
  ~FileCompression();
  FileCompression(const FileCompression&) = delete;
  FileCompression& operator=(const FileCompression&) = delete;

  // Compresses some more; false when there is no more to do, or it has failed.
  bool Step();
  const absl::Status& status() const { return status_; }

 private:
  void Fail(const std::string& what);
  bool Write(size_t bytes);
  bool Finish();
  bool Continue(size_t bytes_read);

  const std::string from_, to_, unfinished_;
  absl::Status status_;
  int input_ = -1;
  int output_ = -1;
  bool done_ = false;
  ZSTD_CCtx_s* context_ = nullptr;
  std::vector<char> read_, written_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_DECISIONS_FILE_COMPRESSION_H_
