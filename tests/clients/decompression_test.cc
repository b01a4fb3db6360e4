// gzip and Zstandard, told by their first bytes, in pieces of any size; damage and early ends.
#include "clients/cli/input/decompression.h"

#include <zlib.h>
#include <zstd.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/clients/byte_stages.h"

namespace bellwether::cli {
namespace {

using testing::HasSubstr;

std::string Gzip(const std::string& text) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(deflateBound(&stream, text.size()) + 32, '\0');
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string Zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return packed;
}

// Longer than the pieces in which stages hand on.
std::string LongText() {
  std::string text = "id,segment\n";
  for (int i = 0; i < 40'000; ++i) text += std::to_string(i * 7919 % 100'003) + ",smb\n";
  return text;
}

struct Unpacked {
  std::string text;
  absl::Status status;
};
Unpacked Unpack(const std::string& bytes, size_t piece) {
  KeptBytes kept;
  Decompression stage(kept);
  absl::Status status = Push(bytes, piece, stage);
  EXPECT_EQ(kept.finished, status.ok());
  return {kept.text, status};
}

TEST(DecompressionTest, OtherBytesGoOnAsTheyAre) {
  for (const char* text : {"", "\x1F", "\x28\xB5\x2F", "id\na\n", "\x1F\x8C"}) {
    const Unpacked unpacked = Unpack(text, 1);
    EXPECT_TRUE(unpacked.status.ok()) << unpacked.status;
    EXPECT_EQ(unpacked.text, text);
  }
}

TEST(DecompressionTest, BothFormatsAreUnpackedHoweverTheyAreCut) {
  const std::string text = LongText();
  for (const std::string& packed : {Gzip(text), Zstd(text)}) {
    for (const size_t piece : {size_t{1}, size_t{7}, size_t{4'096}, packed.size()}) {
      const Unpacked unpacked = Unpack(packed, piece);
      EXPECT_TRUE(unpacked.status.ok()) << unpacked.status;
      EXPECT_TRUE(unpacked.text == text) << piece;
    }
  }
}

TEST(DecompressionTest, MembersAndFramesThatFollowEachOtherAreOneText) {
  EXPECT_EQ(Unpack(Gzip("id\n") + Gzip("") + Gzip("a\n"), 3).text, "id\na\n");
  EXPECT_EQ(Unpack(Zstd("id\n") + Zstd("") + Zstd("a\n"), 3).text, "id\na\n");
}

TEST(DecompressionTest, AnEarlyEndGivesWhatWasThereAndSaysSo) {
  const std::string text = LongText();
  for (const std::string& packed : {Gzip(text), Zstd(text)}) {
    const Unpacked unpacked = Unpack(packed.substr(0, packed.size() - 5), 100);
    EXPECT_THAT(std::string(unpacked.status.message()),
                HasSubstr("data end too early, after byte"));
    EXPECT_TRUE(text.starts_with(unpacked.text));
  }
  EXPECT_THAT(std::string(Unpack(Gzip(text).substr(0, 2), 1).status.message()),
              HasSubstr("end too early"));
  EXPECT_THAT(std::string(Unpack(Gzip("a") + Gzip("b").substr(0, 4), 9).status.message()),
              HasSubstr("end too early"));
}

TEST(DecompressionTest, DamageIsNamedWithItsPlace) {
  const std::string text = LongText();
  for (std::string packed : {Gzip(text), Zstd(text)}) {
    for (size_t i = 500; i < 520; ++i) packed[i] = '\x55';
    const Unpacked unpacked = Unpack(packed, 64);
    EXPECT_THAT(std::string(unpacked.status.message()), HasSubstr("data are damaged"));
  }
  EXPECT_THAT(std::string(Unpack(Gzip("id\n") + "rubbish", 4).status.message()),
              HasSubstr("damaged"));
}

TEST(DecompressionTest, NothingIsUnpackedOnceNobodyWantsMore) {
  for (const std::string& packed :
       {Gzip(std::string(50'000'000, 'x')), Zstd(std::string(50'000'000, 'x'))}) {
    KeptBytes kept;
    kept.most = 1'000;
    Decompression stage(kept);
    EXPECT_TRUE(IsStopped(Push(packed, packed.size(), stage)));
    EXPECT_LT(kept.text.size(), 1'000'000u);
  }
}

}  // namespace
}  // namespace bellwether::cli
