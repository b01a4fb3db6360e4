// Tested by tests/server/console_pages_test.cc and tests/console.
#include "server/console_pages.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kMostBytes = 16u << 20;
constexpr char kEntrance[] = "index.html";
// Where names have the hash of what is in them.
constexpr std::string_view kHashed = "/assets/";
// The engine's thread of the playground (clients/console/src/playground).
constexpr std::string_view kCompiling = "/assets/playground_engine-";
// What the build packed already.
constexpr std::string_view kPackedByGzip = ".gz";
constexpr std::string_view kPackedByBrotli = ".br";

struct ContentType {
  std::string_view ending, type;
};

constexpr std::array<ContentType, 8> kTypes = {{{".html", "text/html; charset=utf-8"},
                                                {".css", "text/css; charset=utf-8"},
                                                {".js", "text/javascript; charset=utf-8"},
                                                {".json", "application/json"},
                                                {".svg", "image/svg+xml"},
                                                {".png", "image/png"},
                                                {".wasm", "application/wasm"},
                                                {".woff2", "font/woff2"}}};

std::string TypeOf(const fs::path& file) {
  const std::string ending = file.extension().string();
  const auto known = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](const ContentType& each) { return each.ending == ending; });
  return std::string(known == kTypes.end() ? "application/octet-stream" : known->type);
}

absl::Status Unreadable(const fs::path& path, std::string_view why) {
  return absl::InvalidArgumentError(absl::StrCat(path.string(), ": ", std::string(why)));
}

http::GatewayPage PageOf(const fs::path& file, const fs::path& folder, std::string body) {
  const std::string name = fs::path(file).lexically_relative(folder).generic_string();
  const bool is_entrance = name == kEntrance;
  http::GatewayPage page;
  page.path = is_entrance ? "/" : absl::StrCat("/", name);
  page.content_type = TypeOf(file);
  page.body = std::move(body);
  page.is_entrance = is_entrance;
  page.is_immutable = page.path.starts_with(kHashed);
  page.compiles = page.path.starts_with(kCompiling) && page.path.ends_with(".js");
  return page;
}

// Files below a folder, but for links and hidden ones; in the order of their names.
absl::StatusOr<std::vector<fs::path>> FilesOf(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error);
  for (const fs::recursive_directory_iterator end; !error && it != end; it.increment(error)) {
    const bool is_hidden = it->path().filename().string().starts_with('.');
    std::error_code ignored;
    if (is_hidden) {
      it.disable_recursion_pending();
    } else if (it->symlink_status(ignored).type() == fs::file_type::regular) {
      files.push_back(it->path());
    }
  }
  if (error) return Unreadable(folder, error.message());
  std::sort(files.begin(), files.end());
  return files;
}

// Puts what was packed into the page that it is of. Names come in order: NAME stands before
// NAME.br, with nothing but names that begin alike between them.
bool TakePacked(http::GatewayPage& packed, std::vector<http::GatewayPage>& pages) {
  for (const std::string_view ending : {kPackedByBrotli, kPackedByGzip}) {
    if (!packed.path.ends_with(ending)) continue;
    const std::string_view of =
        std::string_view(packed.path).substr(0, packed.path.size() - ending.size());
    const auto whole = std::find_if(pages.begin(), pages.end(), [&](const auto& page) {
      return page.path == of || (page.is_entrance && of.substr(1) == kEntrance);
    });
    if (whole == pages.end()) return false;
    (ending == kPackedByBrotli ? whole->brotli : whole->gzip) = std::move(packed.body);
    return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<std::vector<http::GatewayPage>> ReadConsole(const std::string& folder) {
  const auto files = FilesOf(folder);
  if (!files.ok()) return files.status();
  std::vector<http::GatewayPage> pages;
  uint64_t bytes = 0;
  for (const fs::path& file : *files) {
    std::ifstream stream(file, std::ios::binary);
    std::string body{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream.is_open() || stream.bad()) return Unreadable(file, "cannot be read");
    bytes += body.size();
    if (bytes > kMostBytes) {
      return Unreadable(folder, "has more than 16 MiB; name the folder that scripts/console made");
    }
    http::GatewayPage page = PageOf(file, folder, std::move(body));
    if (!TakePacked(page, pages)) pages.push_back(std::move(page));
  }
  if (std::none_of(pages.begin(), pages.end(), [](const auto& page) { return page.is_entrance; })) {
    return Unreadable(folder, "has no index.html; name the folder that scripts/console made");
  }
  return pages;
}

std::string ConsoleFolder(std::string_view option) {
  if (option == "none") return "";
  if (option != "auto") return std::string(option);
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return "";
  const fs::path place = program.parent_path();
  for (const fs::path& folder : {place / "console", place / "../share/bellwether/console"}) {
    if (fs::is_regular_file(folder / kEntrance, error)) return folder.lexically_normal().string();
  }
  return "";
}

}  // namespace bellwether
