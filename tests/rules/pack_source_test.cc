// Every kind of place, and who is trusted.
#include "rules/reader/pack_source.h"

#include <fstream>
#include <string>

#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/reader/pack_bundle.h"
#include "tests/rules/key_files.h"
#include "tests/support/scratch_repository.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

std::string WhyNot(PackSource source) {
  return std::string(ToStd(source.Read().status().message()));
}

TEST(PackSourceTest, ReadsEveryKindOfPlace) {
  ScratchRepository repository;
  repository.Write("pack.yaml", "rules");
  repository.Write("tests/a_test.yaml", "cases");
  const std::string commit = repository.Commit();
  const std::string top = repository.top().string();
  const PackContents folder = *PackSource(top).Read();
  EXPECT_EQ(folder.tests.files().size(), 1u);
  EXPECT_EQ(folder.revision, "");

  const PackContents mirrored = *PackSource("git:" + top + "#HEAD:").Read();
  EXPECT_TRUE(SameFiles(folder, mirrored));
  EXPECT_EQ(mirrored.revision, commit);
  EXPECT_EQ(PackSource("git:HEAD:").Read()->rules.files()[0].text, "rules");

  const auto bytes = WritePackBundle(folder, {"small", "1.0", Sha256Hex("x")}, nullptr);
  std::ofstream("small.tar", std::ios::binary) << *bytes;
  EXPECT_TRUE(SameFiles(folder, *PackSource("small.tar").Read()));
}

TEST(PackSourceTest, KnowsWhatCanBeWatched) {
  EXPECT_EQ(PackSource("rules/saas").watched_path(), "rules/saas");
  EXPECT_EQ(PackSource("saas.tar").watched_path(), "saas.tar");
  EXPECT_EQ(PackSource("git:/srv/rules.git#main:").watched_path(), "");
  EXPECT_EQ(PackSource("git:main:rules").watched_path(), "");
  EXPECT_TRUE(PackSource("rules/saas").changes_by_steps());
  EXPECT_FALSE(PackSource("git:/srv/rules.git#main:").changes_by_steps());
}

TEST(PackSourceTest, SaysWhatIsWrongWithAPlace) {
  EXPECT_THAT(WhyNot(PackSource("/no/such/pack")), HasSubstr("there is no /no/such/pack"));
  EXPECT_THAT(WhyNot(PackSource("/no/such.tar")), HasSubstr("cannot read the bundle /no/such.tar"));
  EXPECT_THAT(WhyNot(PackSource("git:/srv/rules.git#")), HasSubstr("names no branch or tag"));
}

TEST(PackSourceTest, TakesOnlyWhatTrustedKeysSigned) {
  const KeyFiles files;
  const auto key = SigningKey::Read(files.MakeKey("mine"));
  const PackContents contents{Sources({SourceFile{"pack.yaml", "rules"}}), Sources()};
  const BundleTitle title = {"small", "1.0", Sha256Hex("x")};
  const std::string mine = files.Write("mine.tar", *WritePackBundle(contents, title, &*key));
  const std::string nobody = files.Write("nobody.tar", *WritePackBundle(contents, title, nullptr));
  const auto trusted =
      std::make_shared<const TrustedKeys>(*TrustedKeys::Read(files.Public({"mine"})));
  EXPECT_TRUE(PackSource(mine, Limits{}, trusted).Read().ok());
  EXPECT_THAT(WhyNot(PackSource(nobody, Limits{}, trusted)), HasSubstr("is not signed"));
  EXPECT_THAT(WhyNot(PackSource("rules/saas", Limits{}, trusted)), HasSubstr("no signed bundle"));
  EXPECT_THAT(WhyNot(PackSource("git:/srv/a#main", Limits{}, trusted)),
              HasSubstr("no signed bundle"));
}

}  // namespace
}  // namespace bellwether
