// What stages of an account file's bytes are tested with: one that keeps what it gets.
#ifndef BELLWETHER_TESTS_CLIENTS_BYTE_STAGES_H_
#define BELLWETHER_TESTS_CLIENTS_BYTE_STAGES_H_

#include <algorithm>
#include <string>
#include <string_view>

#include "clients/cli/input/byte_stage.h"

namespace bellwether::cli {

struct KeptBytes : public ByteStage {
  absl::Status Take(std::string_view bytes) override {
    text.append(bytes);
    return text.size() > most ? Stopped() : absl::OkStatus();
  }
  absl::Status Finish() override {
    finished = true;
    return absl::OkStatus();
  }

  std::string text;
  bool finished = false;
  size_t most = std::string::npos;
};

// Gives `bytes` to `stage` in pieces of `size`, then the end.
inline absl::Status Push(std::string_view bytes, size_t size, ByteStage& stage) {
  absl::Status status;
  while (status.ok() && !bytes.empty()) {
    status = stage.Take(bytes.substr(0, size));
    bytes.remove_prefix(std::min(size, bytes.size()));
  }
  return status.ok() ? stage.Finish() : status;
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_TESTS_CLIENTS_BYTE_STAGES_H_
