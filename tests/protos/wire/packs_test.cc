// Packs as messages: files and findings read back as they were.
#include "protos/wire/packs.h"

#include <string>

#include "gtest/gtest.h"
#include "tests/protos/wire/all_fields.h"

namespace bellwether::wire {
namespace {

const Sources& Files() {
  static const Sources sources({{"b.yaml", "b: 1\n"}, {"a/a.yaml", std::string("\xff\0", 2)}});
  return sources;
}

lint::Finding FullFinding() {
  return {{Severity::kWarning, "unused-signal", {1, 2, 3, 4, 5, 6}, "it is not used", "use it"},
          "another team does"};
}

TEST(PacksTest, FilesReadBackToTheByte) {
  v1::PackFiles message;
  SourcesToProto(Files(), message);
  ExpectAllSet(message, "files");
  const Sources read = SourcesFromProto(message);
  ASSERT_EQ(read.files().size(), 2U);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(read.files()[i].name, Files().files()[i].name);
    EXPECT_EQ(read.files()[i].text, Files().files()[i].text);
  }
}

TEST(PacksTest, FindingsReadBack) {
  v1::PackDiagnostic message;
  FindingToProto(FullFinding(), Files(), message);
  ExpectAllSet(message, "diagnostic");
  EXPECT_EQ(message.file(), "b.yaml");
  const lint::Finding read = FindingFromProto(message, Files());
  EXPECT_EQ(read.what.span, FullFinding().what.span);
  EXPECT_EQ(read.what.severity, Severity::kWarning);
  EXPECT_EQ(read.what.code, "unused-signal");
  EXPECT_EQ(read.what.message, "it is not used");
  EXPECT_EQ(read.what.hint, "use it");
  EXPECT_EQ(read.reason, "another team does");
}

// Whatever a server sends is something that can be shown.
TEST(PacksTest, AFileThatIsNotThereIsNone) {
  v1::PackDiagnostic message;
  message.set_file("c.yaml");
  message.set_line(-7);
  message.set_message("odd");
  const lint::Finding read = FindingFromProto(message, Files());
  EXPECT_EQ(read.what.span.line, 0U);
  EXPECT_NE(Render(read.what, Files()).find("odd"), std::string::npos);
}

}  // namespace
}  // namespace bellwether::wire
