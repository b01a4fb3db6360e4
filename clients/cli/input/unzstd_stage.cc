// Tested by tests/clients/decompression_test.cc.
#include "clients/cli/input/unzstd_stage.h"

#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"

namespace bellwether::cli {
namespace {

// Memory for one frame: what `zstd` itself reads without being asked for more.
constexpr int kMostWindowLog = 27;

class UnzstdStage : public ByteStage {
 public:
  explicit UnzstdStage(ByteStage& next)
      : next_(next), stream_(ZSTD_createDStream()), piece_(ZSTD_DStreamOutSize()) {
    if (stream_ != nullptr) ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kMostWindowLog);
  }
  ~UnzstdStage() override { ZSTD_freeDStream(stream_); }
  UnzstdStage(const UnzstdStage&) = delete;
  UnzstdStage& operator=(const UnzstdStage&) = delete;

  absl::Status Take(std::string_view bytes) override {
    if (stream_ == nullptr) return absl::ResourceExhaustedError("no memory to read Zstandard");
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    bool output_is_full = false;
    while (input.pos < input.size || output_is_full) {
      ZSTD_outBuffer output{piece_.data(), piece_.size(), 0};
      const size_t before = input.pos;
      const size_t wanted = ZSTD_decompressStream(stream_, &output, &input);
      compressed_bytes_ += input.pos - before;
      if (ZSTD_isError(wanted) != 0) return Corrupt(wanted);
      frame_ended_ = wanted == 0;
      output_is_full = !frame_ended_ && output.pos == output.size;
      if (output.pos == 0) continue;
      absl::Status taken = next_.Take({piece_.data(), output.pos});
      if (!taken.ok()) return taken;
    }
    return absl::OkStatus();
  }

  absl::Status Finish() override {
    if (!frame_ended_) {
      return absl::DataLossError(absl::StrCat("the Zstandard data end too early, after byte ",
                                              compressed_bytes_, ": the file was cut off"));
    }
    return next_.Finish();
  }

 private:
  absl::Status Corrupt(size_t code) const {
    return absl::DataLossError(absl::StrCat("the Zstandard data are damaged after byte ",
                                            compressed_bytes_, " (", ZSTD_getErrorName(code), ")"));
  }

  ByteStage& next_;
  ZSTD_DStream* const stream_;
  std::vector<char> piece_;
  bool frame_ended_ = false;
  uint64_t compressed_bytes_ = 0;
};

}  // namespace

std::unique_ptr<ByteStage> MakeUnzstdStage(ByteStage& next) {
  return std::make_unique<UnzstdStage>(next);
}

}  // namespace bellwether::cli
