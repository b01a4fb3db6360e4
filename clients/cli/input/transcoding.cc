// Tested by tests/clients/transcoding_test.cc.
#include "clients/cli/input/transcoding.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

constexpr size_t kPieceBytes = 16 << 10;
constexpr const char* kUtf8 = "UTF-8";
constexpr std::string_view kLittleEndianMark = "\xFF\xFE";
constexpr std::string_view kBigEndianMark = "\xFE\xFF";

const iconv_t kNoConverter = reinterpret_cast<iconv_t>(-1);  // NOLINT: as iconv.h defines it

bool IsUtf8(const std::string& encoding) {
  return absl::EqualsIgnoreCase(encoding, "utf-8") || absl::EqualsIgnoreCase(encoding, "utf8");
}

bool MayBecome(std::string_view bytes, std::string_view mark) {
  return bytes.size() < mark.size() && mark.starts_with(bytes);
}

}  // namespace

std::string EncodingProblem(const std::string& encoding) {
  if (encoding.empty() || IsUtf8(encoding)) return "";
  const iconv_t converter = iconv_open(kUtf8, encoding.c_str());
  if (converter == kNoConverter) {
    return absl::StrCat("unknown encoding ", Quoted(encoding),
                        "; give utf-8, utf-16, windows-1252, iso-8859-1, or another name that "
                        "`iconv --list` knows");
  }
  iconv_close(converter);
  return "";
}

Transcoding::Transcoding(std::string encoding, ByteStage& next)
    : encoding_(std::move(encoding)),
      next_(next),
      decided_(!encoding_.empty()),
      converter_(kNoConverter) {
  if (decided_ && !IsUtf8(encoding_)) converter_ = iconv_open(kUtf8, encoding_.c_str());
}

Transcoding::~Transcoding() {
  if (converts()) iconv_close(converter_);
}

bool Transcoding::converts() const { return converter_ != kNoConverter; }

absl::Status Transcoding::Take(std::string_view bytes) {
  if (decided_ && !converts()) return next_.Take(bytes);
  kept_.append(bytes);
  if (!decided_) {
    if (MayBecome(kept_, kLittleEndianMark) || MayBecome(kept_, kBigEndianMark)) {
      return absl::OkStatus();
    }
    return Decide();
  }
  return Convert(std::exchange(kept_, ""));
}

absl::Status Transcoding::Finish() {
  if (!decided_) {
    if (absl::Status taken = Decide(); !taken.ok()) return taken;
  }
  if (!kept_.empty()) return NoCharacter(kept_);
  return next_.Finish();
}

absl::Status Transcoding::Decide() {
  decided_ = true;
  if (kept_.starts_with(kLittleEndianMark) || kept_.starts_with(kBigEndianMark)) {
    encoding_ = "utf-16";
    converter_ = iconv_open(kUtf8, "UTF-16");
  }
  const std::string begin = std::exchange(kept_, "");
  return begin.empty() ? absl::OkStatus() : Take(begin);
}

// What is left at the end of a piece belongs to a character that is not whole yet.
absl::Status Transcoding::Convert(std::string_view bytes) {
  // iconv reads through this pointer and never writes.
  char* from = const_cast<char*>(bytes.data());
  size_t from_left = bytes.size();
  while (from_left > 0) {
    std::array<char, kPieceBytes> piece;
    char* to = piece.data();
    size_t to_left = piece.size();
    const size_t converted = iconv(converter_, &from, &from_left, &to, &to_left);
    const int error = converted == static_cast<size_t>(-1) ? errno : 0;
    absl::Status taken = HandOn({piece.data(), piece.size() - to_left});
    if (!taken.ok()) return taken;
    if (error == EINVAL) break;
    if (error != 0 && error != E2BIG) return NoCharacter({from, from_left});
  }
  kept_.assign(from, from_left);
  return absl::OkStatus();
}

absl::Status Transcoding::HandOn(std::string_view text) {
  line_ += static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
  return text.empty() ? absl::OkStatus() : next_.Take(text);
}

absl::Status Transcoding::NoCharacter(std::string_view rest) const {
  return absl::DataLossError(absl::StrCat(
      "line ", line_, ": the byte ", absl::StrFormat("0x%02X", static_cast<unsigned char>(rest[0])),
      " begins no character of ", encoding_,
      "; save the file as UTF-8, or give another --encoding"));
}

}  // namespace bellwether::cli
