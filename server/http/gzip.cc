// Tested by tests/server/http/gzip_test.cc.
#include "server/http/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"

namespace bellwether::http {
namespace {

constexpr int kGzipWindow = 15 + 16;
constexpr size_t kStep = 64u << 10;
// Answers are read once: time counts for more than the last per cent.
constexpr int kLevel = 3;
constexpr int kMemory = 8;

Bytef* AsBytes(const char* text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text));  // zlib reads it alone
}

absl::Status NoGzip() { return absl::InvalidArgumentError("the bytes are not whole gzip"); }

// `stream` is set up, and has its input.
absl::StatusOr<std::string> Unpack(z_stream& stream, uint64_t max_bytes) {
  std::string bytes;
  int state = Z_OK;
  while (state != Z_STREAM_END) {
    const size_t begin = bytes.size();
    // One byte more than allowed shows that there is more.
    const uint64_t room = std::min<uint64_t>(kStep, max_bytes + 1 - begin);
    bytes.resize(begin + room);
    stream.next_out = AsBytes(bytes.data() + begin);
    stream.avail_out = static_cast<uInt>(room);
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.resize(begin + room - stream.avail_out);
    if (bytes.size() > max_bytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat("unpacked, the message has more than ", max_bytes, " bytes"));
    }
    const bool goes_on = state == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0);
    if (state != Z_STREAM_END && !goes_on) return NoGzip();
  }
  if (stream.avail_in > 0) return NoGzip();
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> Gunzip(std::string_view packed, uint64_t max_bytes) {
  if (packed.size() > (std::numeric_limits<uInt>::max)()) return NoGzip();
  z_stream stream{};
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) return absl::InternalError("no memory for gzip");
  stream.next_in = AsBytes(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  absl::StatusOr<std::string> bytes = Unpack(stream, max_bytes);
  inflateEnd(&stream);
  return bytes;
}

std::string Gzip(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = AsBytes(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = AsBytes(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace bellwether::http
