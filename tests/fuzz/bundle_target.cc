// Bytes as a bundle of a pack: refused with a reason, or held against its manifest, with names that
// stay in the folder and sizes within the limits of a pack. What was read can be written and read
// again.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/string_bridge.h"
#include "rules/reader/pack_bundle.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

// Small, so that a fuzzer reaches them.
Limits SmallLimits() {
  Limits limits;
  limits.max_pack_files = 8;
  limits.max_pack_bytes = 2'000;
  return limits;
}

void RequireWithinLimits(const Sources& sources, const Limits& limits) {
  size_t bytes = 0;
  for (const SourceFile& file : sources.files()) {
    bytes += file.text.size();
    Require(IsSafeName(file.name), "a name stays in the folder", file.name);
  }
  Require(sources.files().size() <= limits.max_pack_files, "a pack has so many files");
  Require(bytes <= limits.max_pack_bytes, "a pack has so many bytes");
}

void Run(std::string_view bytes) {
  const Limits limits = SmallLimits();
  const auto bundle = ReadPackBundle(bytes, limits);
  if (!bundle.ok()) {
    return Require(!bundle.status().message().empty(), "a refusal says why");
  }
  const PackContents& contents = bundle->contents;
  RequireWithinLimits(contents.rules, limits);
  RequireWithinLimits(contents.tests, limits);
  const BundleManifest& manifest = bundle->manifest;
  Require(manifest.files.size() == contents.rules.files().size() + contents.tests.files().size(),
          "every file of the manifest is there");
  const auto written =
      WritePackBundle(contents, {manifest.pack, manifest.version, manifest.digest}, nullptr);
  Require(written.ok(), "what was read can be written", ToStd(written.status().message()));
  const auto again = ReadPackBundle(*written, limits);
  Require(again.ok(), "what was written can be read", ToStd(again.status().message()));
  Require(SameFiles(again->contents, contents), "a bundle that is written anew holds the same");
  Require(ManifestText(again->manifest) == ManifestText(manifest), "and says the same of itself");
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run({reinterpret_cast<const char*>(data), size});
  return 0;
}
