// Zstandard -> the bytes that were compressed, by libzstd. Frames that follow each other are read
// on.
#ifndef BELLWETHER_CLIENTS_CLI_INPUT_UNZSTD_STAGE_H_
#define BELLWETHER_CLIENTS_CLI_INPUT_UNZSTD_STAGE_H_

#include <memory>

#include "clients/cli/input/byte_stage.h"

namespace bellwether::cli {

// `next` must outlive the stage.
std::unique_ptr<ByteStage> MakeUnzstdStage(ByteStage& next);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_INPUT_UNZSTD_STAGE_H_
