// The first stage: gzip and Zstandard are told by their first bytes, whatever the file is called,
// and unpacked; all other bytes go on as they are.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_DECOMPRESSION_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_DECOMPRESSION_H_

#include <memory>
#include <string>
#include <string_view>

#include "clients/cli/input/byte_stage.h"

namespace bellwether::cli {

class Decompression : public ByteStage {
 public:
  // `next` must outlive the stage.
  explicit Decompression(ByteStage& next) : next_(next) {}

  absl::Status Take(std::string_view bytes) override;
  absl::Status Finish() override;

 private:
  absl::Status Decide();

  ByteStage& next_;
  std::string begin_;  // until it is decided
  bool decided_ = false;
  std::unique_ptr<ByteStage> unpacking_;  // null: the bytes are not compressed
};

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_DECOMPRESSION_H_
