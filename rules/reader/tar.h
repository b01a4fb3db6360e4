// Tar archives in memory: written the same way every time, and read with bounds.
//
//   TarWriter tar;
//   tar.Add("pack.yaml", text);
//   absl::StatusOr<std::string> bytes = tar.Finish();
//
//   ReadTar(bytes, room, take)   // every member in its order
//
// Over libarchive; no file is touched. One thread at a time.
#ifndef BELLWETHER_RULES_READER_TAR_H_
#define BELLWETHER_RULES_READER_TAR_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace bellwether {

class TarWriter {
 public:
  TarWriter();
  ~TarWriter();
  TarWriter(const TarWriter&) = delete;
  TarWriter& operator=(const TarWriter&) = delete;

  // A file that everybody may read, without owner and of no time.
  void Add(const std::string& name, std::string_view text);
  absl::StatusOr<std::string> Finish();

 private:
  struct Archive;
  std::unique_ptr<Archive> archive_;
};

// Calls `take` with the name and the bytes of each member, until it fails. `room` says of a name
// how large the member may be. Fails with a sentence about "it": for bytes that are no archive, or
// a packed one; for members that are no plain files; for larger ones; and with whatever `take`
// fails with.
absl::Status ReadTar(
    std::string_view bytes, const std::function<uint64_t(const std::string& name)>& room,
    const std::function<absl::Status(const std::string& name, std::string text)>& take);

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_TAR_H_
