// Bundles written, read, and tampered with.
#include "rules/reader/pack_bundle.h"

#include <string>
#include <vector>

#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/reader/tar.h"
#include "tests/rules/key_files.h"

namespace bellwether {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const BundleTitle kTitle = {"small", "1.0", Sha256Hex("meaning")};

PackContents Contents() {
  return {Sources({{"pack.yaml", "rules"}, {"health/a b.yaml", "more"}}),
          Sources({SourceFile{"tests/a_test.yaml", "cases"}})};
}

std::string Written(const SigningKey* key = nullptr) {
  return *WritePackBundle(Contents(), kTitle, key);
}

// Names and texts, or why there are none.
std::vector<std::string> Read(const std::string& bytes, const Limits& limits = {}) {
  const auto bundle = ReadPackBundle(bytes, limits);
  if (!bundle.ok()) return {std::string(ToStd(bundle.status().message()))};
  std::vector<std::string> files;
  for (const Sources* sources : {&bundle->contents.rules, &bundle->contents.tests}) {
    for (const SourceFile& file : sources->files()) files.push_back(file.name + "=" + file.text);
  }
  return files;
}

// An archive of these members, in their order.
std::string Tar(const std::vector<std::pair<std::string, std::string>>& members) {
  TarWriter tar;
  for (const auto& [name, text] : members) tar.Add(name, text);
  return *tar.Finish();
}

std::string ManifestOf(const std::vector<std::pair<std::string, std::string>>& files) {
  BundleManifest manifest{"small", "1.0", kTitle.digest, {}};
  for (const auto& [name, text] : files) manifest.files.push_back({Sha256Hex(text), name});
  return ManifestText(manifest);
}

TEST(PackBundleTest, HoldsRulesAndTests) {
  const auto bundle = ReadPackBundle(Written(), Limits{});
  ASSERT_TRUE(bundle.ok()) << bundle.status();
  EXPECT_EQ(bundle->manifest.pack, "small");
  EXPECT_EQ(bundle->manifest.version, "1.0");
  EXPECT_EQ(bundle->manifest.digest, kTitle.digest);
  EXPECT_FALSE(bundle->signature.has_value());
  EXPECT_THAT(Read(Written()),
              ElementsAre("health/a b.yaml=more", "pack.yaml=rules", "tests/a_test.yaml=cases"));
}

TEST(PackBundleTest, IsTheSameBytesForTheSamePack) { EXPECT_EQ(Written(), Written()); }

TEST(PackBundleTest, IsTrustedByWhoSignedIt) {
  const KeyFiles files;
  const auto key = SigningKey::Read(files.MakeKey("mine"));
  const auto bundle = ReadPackBundle(Written(&*key), Limits{});
  ASSERT_TRUE(bundle.ok()) << bundle.status();
  EXPECT_THAT(bundle->contents.revision, HasSubstr("signed by "));
  EXPECT_TRUE(CheckTrust(*bundle, *TrustedKeys::Read(files.Public({"mine"}))).ok());
  const absl::Status stranger = CheckTrust(*bundle, *TrustedKeys::Read(files.Public({"other"})));
  EXPECT_EQ(stranger.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(std::string(ToStd(stranger.message())), HasSubstr("none of the trusted keys"));
  const absl::Status unsigned_one =
      CheckTrust(*ReadPackBundle(Written(), Limits{}), *TrustedKeys::Read(files.Public({"mine"})));
  EXPECT_THAT(std::string(ToStd(unsigned_one.message())), HasSubstr("is not signed"));
}

// A manifest that was changed after it was signed, with the files to match.
TEST(PackBundleTest, IsNotTrustedWithAnotherManifest) {
  const KeyFiles files;
  const auto key = SigningKey::Read(files.MakeKey("mine"));
  auto bundle = ReadPackBundle(Written(&*key), Limits{});
  bundle->manifest_text = ManifestOf({{"pack.yaml", "other rules"}});
  const absl::Status changed = CheckTrust(*bundle, *TrustedKeys::Read(files.Public({"mine"})));
  EXPECT_THAT(std::string(ToStd(changed.message())), HasSubstr("changed after it was signed"));
}

TEST(PackBundleTest, RefusesFilesThatAreNotWhatTheManifestSays) {
  EXPECT_THAT(Read(Tar({{"bellwether-manifest", ManifestOf({{"pack.yaml", "rules"}})},
                        {"pack.yaml", "rulez"}})),
              ElementsAre(HasSubstr("pack.yaml in it is not what its manifest says")));
}

TEST(PackBundleTest, RefusesFilesThatTheManifestDoesNotList) {
  const std::string manifest = ManifestOf({{"pack.yaml", "rules"}});
  EXPECT_THAT(
      Read(Tar({{"bellwether-manifest", manifest}, {"pack.yaml", "rules"}, {"more.yaml", "x"}})),
      ElementsAre(HasSubstr("more.yaml, which its manifest does not list")));
  EXPECT_THAT(
      Read(
          Tar({{"bellwether-manifest", manifest}, {"pack.yaml", "rules"}, {"pack.yaml", "rules"}})),
      ElementsAre(HasSubstr("pack.yaml, which its manifest does not list")));
  EXPECT_THAT(Read(Tar({{"bellwether-manifest", manifest}})),
              ElementsAre(HasSubstr("it ends before pack.yaml")));
}

TEST(PackBundleTest, RefusesNamesThatLeadOut) {
  for (const std::string name :
       {"../pack.yaml", "/etc/pack.yaml", "a/../../pack.yaml", "./x.yaml"}) {
    EXPECT_THAT(Read(Tar({{"bellwether-manifest", ManifestOf({{"pack.yaml", "x"}})}, {name, "x"}})),
                ElementsAre(HasSubstr("leads out of the folder")))
        << name;
    EXPECT_THAT(Read(Tar({{"bellwether-manifest", ManifestOf({{name, "x"}})}, {"x.yaml", "x"}})),
                ElementsAre(HasSubstr("line 5 of its manifest")))
        << name;
  }
}

TEST(BundleManifestTest, TakesNamesThatStayInTheFolderAndCanBeShown) {
  for (const char* name : {"pack.yaml", "a b/c.yaml", "ü/ß.yaml", ".hidden", "a..b", "..."}) {
    EXPECT_TRUE(IsSafeName(name)) << name;
  }
  for (const char* name : {"", "/a", "a/", "a//b", ".", "a/./b", "..", "a/..", "a\\b", "a\nb",
                           "a\tb", "a\x7f", "a\xff"}) {
    EXPECT_FALSE(IsSafeName(name)) << name;
  }
}

TEST(PackBundleTest, RefusesWhatIsNoBundle) {
  EXPECT_THAT(Read("hello"), ElementsAre(HasSubstr("no tar archive")));
  EXPECT_THAT(Read(std::string("\x1f\x8b\x08", 3) + std::string(600, 'x')),
              ElementsAre(HasSubstr("no tar archive")));
  EXPECT_THAT(Read(""), ElementsAre(HasSubstr("it is ")));
  EXPECT_THAT(Read(Tar({{"pack.yaml", "x"}})), ElementsAre(HasSubstr("it begins with pack.yaml")));
  EXPECT_THAT(Read(Tar({{"bellwether-manifest", "bellwether-bundle 2\n"}})),
              ElementsAre(HasSubstr("that of a later version")));
  EXPECT_THAT(Read(Tar({{"bellwether-manifest", "bellwether-bundle 1\npack x\n"}})),
              ElementsAre(HasSubstr("is not complete")));
}

// Cut anywhere it is refused, unless only the end that says nothing is gone.
TEST(PackBundleTest, RefusesABundleThatWasCut) {
  const std::string whole = Written();
  const std::vector<std::string> files = Read(whole);
  for (size_t size = 0; size < whole.size(); size += 100) {
    const std::vector<std::string> read = Read(whole.substr(0, size));
    EXPECT_TRUE(read.size() == 1 || read == files) << size;
    if (size < 3 * 1024) {
      EXPECT_EQ(read.size(), 1u) << size;
    }
  }
}

TEST(PackBundleTest, KeepsTheLimitsOfAPack) {
  Limits few;
  few.max_pack_files = 1;
  EXPECT_THAT(Read(Written(), few), ElementsAre(HasSubstr("max_pack_files")));
  Limits small;
  small.max_pack_bytes = 8;
  EXPECT_THAT(Read(Written(), small), ElementsAre(HasSubstr("larger than what a pack may")));
}

TEST(PackBundleTest, RefusesToWriteWhatCouldNotBeRead) {
  const PackContents odd{Sources({SourceFile{"../pack.yaml", "x"}}), Sources()};
  EXPECT_FALSE(WritePackBundle(odd, kTitle, nullptr).ok());
  EXPECT_FALSE(WritePackBundle(Contents(), {"two\nlines", "1", kTitle.digest}, nullptr).ok());
}

}  // namespace
}  // namespace bellwether
