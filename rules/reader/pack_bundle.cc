// Members stand in one order: manifest, signature, then files by name, as the manifest lists them.
// So a reader knows of every member what it must be before it reads it.
//
// Tested by tests/rules/pack_bundle_test.cc and tests/clients/pack_command_test.py.
#include "rules/reader/pack_bundle.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "rules/reader/pack_files.h"
#include "rules/reader/tar.h"

namespace bellwether {
namespace {

constexpr char kSignatureName[] = "bellwether-manifest.sig";
constexpr size_t kMostManifestBytes = 256 << 10;

bool IsTest(const std::string& name) {
  return IsFolderOfTests(std::string_view(name).substr(0, name.find('/')));
}

// By name; rules and tests are told apart by their folder again when they are read.
std::map<std::string, std::string_view> FilesOf(const PackContents& contents) {
  std::map<std::string, std::string_view> files;
  for (const Sources* sources : {&contents.rules, &contents.tests}) {
    for (const SourceFile& file : sources->files()) files[file.name] = file.text;
  }
  return files;
}

// "ed25519 KEY BASE64\n".
std::string SignatureText(const Signature& signature) {
  return absl::StrCat("ed25519 ", signature.key, " ", absl::Base64Escape(signature.bytes), "\n");
}

absl::StatusOr<Signature> ParseSignature(const std::string& text) {
  const std::vector<std::string> words = absl::StrSplit(absl::StripSuffix(text, "\n"), ' ');
  Signature signature;
  if (words.size() == 3 && words[0] == "ed25519" &&
      absl::Base64Unescape(words[2], &signature.bytes)) {
    signature.key = words[1];
    return signature;
  }
  return absl::InvalidArgumentError("its signature cannot be read; sign it anew");
}

// Checks a member against the manifest and keeps it.
class BundleReader {
 public:
  explicit BundleReader(const Limits& limits) : rules_(limits), tests_(limits) {}

  // How large the next member may be.
  uint64_t Room(const std::string& name) const {
    if (name == kManifestName || name == kSignatureName) return kMostManifestBytes;
    return (IsTest(name) ? tests_ : rules_).left();
  }

  absl::Status Take(const std::string& name, std::string text) {
    if (bundle_.manifest_text.empty()) return TakeManifest(name, std::move(text));
    if (name == kSignatureName && next_ == 0 && !bundle_.signature.has_value()) {
      auto signature = ParseSignature(text);
      if (!signature.ok()) return signature.status();
      bundle_.signature = *std::move(signature);
      return absl::OkStatus();
    }
    return TakeFile(name, std::move(text));
  }

  absl::StatusOr<PackBundle> Finish() {
    if (bundle_.manifest_text.empty()) return absl::InvalidArgumentError("it is empty");
    const std::vector<BundledFile>& files = bundle_.manifest.files;
    if (next_ < files.size()) {
      return absl::InvalidArgumentError(
          absl::StrCat("it ends before ", files[next_].name, "; fetch or build it anew"));
    }
    bundle_.contents = {Sources(rules_.Take()), Sources(tests_.Take())};
    if (bundle_.contents.rules.files().empty()) {
      return absl::InvalidArgumentError("it holds no rules");
    }
    if (bundle_.signature) bundle_.contents.revision = "signed by " + bundle_.signature->key;
    return std::move(bundle_);
  }

 private:
  absl::Status TakeManifest(const std::string& name, std::string text) {
    if (name != kManifestName) {
      return absl::InvalidArgumentError(absl::StrCat("it begins with ", name, " and not with ",
                                                     ToAbsl(kManifestName),
                                                     ": it is no bundle of a pack"));
    }
    auto manifest = ParseManifest(text);
    if (!manifest.ok()) return manifest.status();
    bundle_.manifest = *std::move(manifest);
    bundle_.manifest_text = std::move(text);
    return absl::OkStatus();
  }

  absl::Status TakeFile(const std::string& name, std::string text) {
    const std::vector<BundledFile>& files = bundle_.manifest.files;
    if (next_ == files.size() || files[next_].name != name) {
      return absl::InvalidArgumentError(
          absl::StrCat("it holds ", name, ", which its manifest does not list there"));
    }
    if (Sha256Hex(text) != files[next_].sha256) {
      return absl::DataLossError(
          absl::StrCat(name, " in it is not what its manifest says; fetch or build it anew"));
    }
    ++next_;
    PackFiles& kept = IsTest(name) ? tests_ : rules_;
    if (absl::Status room = kept.CheckRoom(); !room.ok()) return room;
    return kept.Add(name, std::move(text));
  }

  PackBundle bundle_;
  PackFiles rules_, tests_;
  size_t next_ = 0;  // of the manifest's files
};

}  // namespace

bool IsBundleName(std::string_view place) { return absl::EndsWith(ToAbsl(place), ".tar"); }

absl::StatusOr<std::string> WritePackBundle(const PackContents& contents, const BundleTitle& title,
                                            const SigningKey* key) {
  BundleManifest manifest{title.pack, title.version, title.digest, {}};
  const auto files = FilesOf(contents);
  for (const auto& [name, text] : files) {
    if (!IsSafeName(name)) {
      return absl::InvalidArgumentError(
          absl::StrCat("a bundle cannot hold a file with the name ", name, "; rename it"));
    }
    manifest.files.push_back({Sha256Hex(text), name});
  }
  const std::string manifest_text = ManifestText(manifest);
  if (!ParseManifest(manifest_text).ok()) {
    return absl::InvalidArgumentError(
        "the pack's name and version must be one line each, and no file may be called like the "
        "manifest, to stand in a bundle");
  }
  TarWriter tar;
  tar.Add(std::string(kManifestName), manifest_text);
  if (key != nullptr) tar.Add(kSignatureName, SignatureText(key->Sign(manifest_text)));
  for (const auto& [name, text] : files) tar.Add(name, text);
  return tar.Finish();
}

absl::StatusOr<PackBundle> ReadPackBundle(std::string_view bytes, const Limits& limits) {
  BundleReader reader(limits);
  absl::Status read = ReadTar(
      bytes, [&](const std::string& name) { return reader.Room(name); },
      [&](const std::string& name, std::string text) {
        return IsSafeName(name)
                   ? reader.Take(name, std::move(text))
                   : absl::InvalidArgumentError(absl::StrCat(
                         "it holds a file whose name leads out of the folder: ", name));
      });
  if (!read.ok()) return read;
  absl::StatusOr<PackBundle> bundle = reader.Finish();
  if (bundle.ok()) bundle->contents.bundle = std::string(bytes);
  return bundle;
}

absl::StatusOr<PackBundle> ReadPackBundleFile(const std::string& path, const Limits& limits) {
  // Rules and tests, and for each of their files a header and up to a block of nothing.
  constexpr uint64_t kMostBlocks = 1024;
  const uint64_t most =
      2 * (uint64_t{limits.max_pack_bytes} + limits.max_pack_files * kMostBlocks) +
      2 * kMostManifestBytes;
  std::ifstream stream(path, std::ios::binary | std::ios::ate);
  if (!stream) return absl::NotFoundError(absl::StrCat("cannot read the bundle ", path));
  const auto size = static_cast<uint64_t>(stream.tellg());
  if (size > most) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the bundle ", path, " is larger than a pack may be (max_pack_bytes)"));
  }
  std::string bytes(static_cast<size_t>(size), '\0');
  stream.seekg(0);
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<size_t>(stream.gcount()));
  auto bundle = ReadPackBundle(bytes, limits);
  if (bundle.ok()) return bundle;
  return absl::Status(
      bundle.status().code(),
      absl::StrCat("the bundle ", path, " cannot be used: ", bundle.status().message()));
}

absl::Status CheckTrust(const PackBundle& bundle, const TrustedKeys& trusted) {
  const std::string known = absl::StrJoin(trusted.names(), ", ");
  if (!bundle.signature.has_value()) {
    return absl::PermissionDeniedError(
        absl::StrCat("the bundle is not signed; it must be by one of ", known));
  }
  if (trusted.Made(bundle.manifest_text, *bundle.signature)) return absl::OkStatus();
  const bool is_known = std::find(trusted.names().begin(), trusted.names().end(),
                                  bundle.signature->key) != trusted.names().end();
  return absl::PermissionDeniedError(
      is_known ? absl::StrCat("the bundle's signature is not that of ", bundle.signature->key,
                              ": it was changed after it was signed")
               : absl::StrCat("the bundle is signed by ", bundle.signature->key,
                              ", which is none of the trusted keys: ", known));
}

}  // namespace bellwether
