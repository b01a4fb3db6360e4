// The bytes of a file, unpacked where it is one of Zstandard.
#ifndef BELLWETHER_TESTS_SERVER_UNPACKED_FILE_H_
#define BELLWETHER_TESTS_SERVER_UNPACKED_FILE_H_

#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gtest/gtest.h"

namespace bellwether {

inline std::string UnpackedFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (path.extension() != ".zst") return bytes;
  ZSTD_DCtx* const context = ZSTD_createDCtx();
  std::string text, piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
  size_t left = 1;
  while (left != 0 && !ZSTD_isError(left)) {
    ZSTD_outBuffer output{piece.data(), piece.size(), 0};
    left = ZSTD_decompressStream(context, &output, &input);
    text.append(piece, 0, output.pos);
    if (output.pos == 0 && input.pos == input.size) break;
  }
  ZSTD_freeDCtx(context);
  EXPECT_EQ(left, 0u) << path << " is cut off";
  return text;
}

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_SERVER_UNPACKED_FILE_H_
