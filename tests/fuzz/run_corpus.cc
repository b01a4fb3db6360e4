// A fuzz target as a test: the given files, and those of given folders, once each. Fails when there
// is none.
//
// The file that a property does not hold for is the last one named.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

std::vector<std::filesystem::path> FilesOf(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void Run(const std::filesystem::path& file) {
  std::fprintf(stderr, "%s\n", file.c_str());
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    std::fprintf(stderr, "cannot be read\n");
    std::exit(1);
  }
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  // An array of exactly this size, so that a sanitizer sees a read behind its end.
  const std::unique_ptr<uint8_t[]> exact(new uint8_t[bytes.size()]);
  std::copy(bytes.begin(), bytes.end(), exact.get());
  LLVMFuzzerTestOneInput(exact.get(), bytes.size());
}

}  // namespace

int main(int count, char** paths) {
  size_t inputs = 0;
  for (int i = 1; i < count; ++i) {
    for (const auto& file : FilesOf(paths[i])) {
      Run(file);
      ++inputs;
    }
  }
  std::printf("%zu inputs\n", inputs);
  if (inputs == 0) std::fprintf(stderr, "no input: the folder of the corpus is empty\n");
  return inputs == 0 ? 1 : 0;
}
