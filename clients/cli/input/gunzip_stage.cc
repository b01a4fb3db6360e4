// Tested by tests/clients/decompression_test.cc.
#include "clients/cli/input/gunzip_stage.h"

#include <zlib.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"

namespace bellwether::cli {
namespace {

constexpr size_t kPieceBytes = 64 << 10;
constexpr int kGzipAlone = 16 + MAX_WBITS;

class GunzipStage : public ByteStage {
 public:
  explicit GunzipStage(ByteStage& next) : next_(next) {
    stream_ = {};
    ready_ = inflateInit2(&stream_, kGzipAlone) == Z_OK;
  }
  ~GunzipStage() override {
    if (ready_) inflateEnd(&stream_);
  }
  GunzipStage(const GunzipStage&) = delete;
  GunzipStage& operator=(const GunzipStage&) = delete;

  absl::Status Take(std::string_view bytes) override {
    if (!ready_) return absl::ResourceExhaustedError("no memory to read gzip");
    // zlib reads through this pointer and never writes.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    absl::Status taken;
    while (taken.ok() && (stream_.avail_in > 0 || output_is_full_)) taken = Inflate();
    return taken;
  }

  absl::Status Finish() override {
    if (!member_ended_) {
      return absl::DataLossError(absl::StrCat("the gzip data end too early, after byte ",
                                              compressed_bytes_, ": the file was cut off"));
    }
    return next_.Finish();
  }

 private:
  // Another member begins where one ended; `member_ended_` says that there was none until now.
  absl::Status Inflate() {
    if (member_ended_ && inflateReset(&stream_) != Z_OK) return Corrupt();
    member_ended_ = false;
    stream_.next_out = piece_.data();
    stream_.avail_out = static_cast<uInt>(piece_.size());
    const uInt before = stream_.avail_in;
    const int result = inflate(&stream_, Z_NO_FLUSH);
    compressed_bytes_ += before - stream_.avail_in;
    const size_t got = piece_.size() - stream_.avail_out;
    output_is_full_ = stream_.avail_out == 0;
    absl::Status taken =
        got == 0 ? absl::OkStatus() : next_.Take({reinterpret_cast<char*>(piece_.data()), got});
    if (!taken.ok()) return taken;
    member_ended_ = result == Z_STREAM_END;
    if (member_ended_) output_is_full_ = false;
    return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR ? absl::OkStatus()
                                                                             : Corrupt();
  }

  absl::Status Corrupt() const {
    return absl::DataLossError(
        absl::StrCat("the gzip data are damaged at byte ", compressed_bytes_ + 1,
                     stream_.msg == nullptr ? "" : absl::StrCat(" (", stream_.msg, ")")));
  }

  ByteStage& next_;
  z_stream stream_;
  bool ready_ = false;
  bool member_ended_ = false;
  bool output_is_full_ = false;  // there may be more without further input
  uint64_t compressed_bytes_ = 0;
  std::array<Bytef, kPieceBytes> piece_;
};

}  // namespace

std::unique_ptr<ByteStage> MakeGunzipStage(ByteStage& next) {
  return std::make_unique<GunzipStage>(next);
}

}  // namespace bellwether::cli
