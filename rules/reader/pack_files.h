// What belongs to a pack, and how much of it, wherever its files lie: in a folder, or in a revision
// of a repository. Part of pack_folder.h and git_folder.h.
#ifndef BELLWETHER_RULES_READER_PACK_FILES_H_
#define BELLWETHER_RULES_READER_PACK_FILES_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "engine/base/limits.h"
#include "engine/source/source.h"

namespace bellwether {

// By their names alone.
bool IsYamlName(std::string_view name);
bool IsHiddenName(std::string_view name);
// A folder of what a pack is tried with: tests, fixtures, accounts, imports.
bool IsFolderOfTests(std::string_view name);
// Those of them that the tests of a pack are read from.
inline constexpr std::array kTestFolders = {"fixtures", "imports", "tests"};

// Files as they are gathered, within the limits of a pack.
class PackFiles {
 public:
  // `limits` must outlive it.
  explicit PackFiles(const Limits& limits) : limits_(limits) {}

  // Whether one more file may come, by its number.
  absl::Status CheckRoom() const;
  // How many bytes may still come.
  uint64_t left() const { return limits_.max_pack_bytes - bytes_; }
  // Refuses what is larger than that; `text` may stop one byte after it.
  absl::Status Add(std::string name, std::string text);
  std::vector<SourceFile> Take() { return std::move(files_); }

 private:
  const Limits& limits_;
  std::vector<SourceFile> files_;
  uint64_t bytes_ = 0;
};

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_PACK_FILES_H_
