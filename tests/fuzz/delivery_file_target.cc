// Bytes as a delivery file: refused with a reason for each mistake, or targets and routes within
// what the page says of them, and a target for every alert. No secret of the files that it names is
// repeated.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "server/delivery/delivery_file.h"
#include "server/delivery/post_address.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

using delivery::DeliveryFile;
using delivery::MailSecurity;
using delivery::Route;
using delivery::Target;
using delivery::TargetKind;

constexpr std::string_view kSecret = "Zq7-what-nobody-is-to-read-anywhere";
constexpr std::string_view kShort = "Zq7-short";

// Beside the delivery file, for as long as the program runs: files that it may name.
class Folder {
 public:
  Folder() {
    std::string place = std::filesystem::temp_directory_path() / "delivery_XXXXXX";
    if (mkdtemp(place.data()) == nullptr) std::abort();
    path_ = place;
    Write("secret", kSecret);
    Write("short", kShort);
    Write("lines", std::string(kSecret) + "\n" + std::string(kSecret));
    Write("address", "https://hooks.example.com/" + std::string(kSecret));
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string file() const { return path_ / "delivery.yaml"; }

 private:
  void Write(const char* name, std::string_view text) { std::ofstream(path_ / name) << text; }

  std::filesystem::path path_;
};

void RequireTarget(const Target& target) {
  Require(!target.name.empty() && target.name.size() <= 63, "a target has a name", target.name);
  Require(target.timeout >= absl::Seconds(1) && target.timeout <= absl::Minutes(1),
          "an attempt comes to its end", target.name);
  Require(target.attempts >= 1 && target.attempts <= 1'000, "so do attempts", target.name);
  Require(target.user.empty() == target.password.empty(), "a user has a password", target.name);
  for (const std::string& secret : target.secrets) {
    Require(secret.size() >= 16, "a secret is not guessed", target.name);
  }
  if (target.kind != TargetKind::kMail) {
    Require(delivery::WhyNoPostAddress(target.url, target.allow_private).empty(),
            "an address can be posted to", target.name);
    return;
  }
  Require(!target.server.empty() && !target.from.empty() && !target.to.empty(), "mail is whole",
          target.name);
  Require(target.security != MailSecurity::kNone || (target.allow_private && target.user.empty()),
          "without TLS mail stays near, and says no password", target.name);
  for (const std::string& to : target.to) {
    Require(to.find_first_of(" \r\n<>") == std::string::npos, "an address ends no line", to);
  }
}

void RequireFile(const DeliveryFile& file) {
  Require(!file.targets.empty() && !file.routes.empty(), "somebody is told");
  for (const Target& target : file.targets) RequireTarget(target);
  for (const Route& route : file.routes) {
    Require(!route.to.empty(), "a route leads somewhere");
    for (const std::string& name : route.to) {
      Require(std::any_of(file.targets.begin(), file.targets.end(),
                          [&](const Target& target) { return target.name == name; }),
              "a route leads to a target", name);
    }
  }
  const Route& last = file.routes.back();
  Require(last.routes.empty() && last.segments.empty() && last.csms.empty() &&
              last.severities.empty() && last.alerts.empty() && last.kinds.empty(),
          "the last route takes everything");
}

void RequireDiscreet(std::string_view text) {
  Require(
      text.find(kSecret) == std::string_view::npos && text.find(kShort) == std::string_view::npos,
      "no secret is repeated", text);
}

void Run(std::string_view bytes) {
  // Devices do not end.
  if (bytes.find("/dev") != std::string_view::npos || bytes.find("/proc") != std::string_view::npos)
    return;
  static const Folder folder;
  const Sources sources({SourceFile{folder.file(), std::string(bytes)}});
  const Staged<DeliveryFile> staged = delivery::DecodeDeliveryFile(sources);
  for (const Diagnostic& diagnostic : staged.diagnostics) {
    Require(!diagnostic.message.empty(), "a refusal says why");
    RequireDiscreet(diagnostic.message);
    RequireDiscreet(diagnostic.hint);
  }
  if (staged.ok()) RequireFile(staged.value);
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
