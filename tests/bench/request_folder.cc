// Tested by tests/bench/request_files_test.py.
#include "tests/bench/request_folder.h"

#include <cstdint>
#include <cstdio>
#include <fstream>

namespace bellwether::bench {
namespace {

constexpr size_t kMostBytes = 64u << 20;

// A compression flag (none) and the length, big-endian.
std::string Framed(std::string_view message) {
  std::string frame(1, '\0');
  for (int shift = 24; shift >= 0; shift -= 8) {
    frame.push_back(static_cast<char>((message.size() >> shift) & 0xff));
  }
  return frame.append(message);
}

}  // namespace

bool RequestFolder::Add(const std::string& name, const std::string& method, size_t accounts,
                        std::string_view message) const {
  const std::string path = folder_ + "/" + name + ".bin";
  const std::string frame = Framed(message);
  std::ofstream file(path, std::ios::binary);
  file.write(frame.data(), static_cast<std::streamsize>(frame.size()));
  file.close();
  if (!file || frame.size() > kMostBytes) {
    std::fprintf(stderr, "cannot write %s\n", path.c_str());
    return false;
  }
  std::printf("%s %s %zu %s\n", name.c_str(), method.c_str(), accounts, path.c_str());
  return true;
}

}  // namespace bellwether::bench
