// The way of an account file's bytes, in stages: each takes pieces of any size and hands on what
// it makes of them. What comes out does not depend on how the bytes were cut.
//
//   file -> Decompression -> Transcoding -> FormatSniffing -> AccountReader
//
// One thread. Failures are statuses whose message says where in the bytes that this stage saw, and
// what to do; kStopped is none: nobody wants more.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_BYTE_STAGE_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_BYTE_STAGE_H_

#include <string_view>

#include "absl/status/status.h"

namespace bellwether::cli {

class ByteStage {
 public:
  virtual ~ByteStage() = default;
  virtual absl::Status Take(std::string_view bytes) = 0;
  // There are no more bytes. Call it once, and not after a failure.
  virtual absl::Status Finish() = 0;
};

// What a stage returns when whoever comes after it wants no more bytes.
inline absl::Status Stopped() { return absl::CancelledError("no more bytes are wanted"); }
inline bool IsStopped(const absl::Status& status) { return absl::IsCancelled(status); }

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_BYTE_STAGE_H_
