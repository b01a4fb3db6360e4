#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/usage/completion.h"
#include "tests/engine/usage/program.h"

namespace bellwether::usage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(KindOf, IsToldByTheNameOfTheValue) {
  const auto kind = [](const char* value) { return KindOf({{"--x"}, value, {}, ""}); };
  EXPECT_EQ(kind("FILE"), ValueKind::kFile);
  EXPECT_EQ(kind("NAME=FILE"), ValueKind::kFile);
  EXPECT_EQ(kind("FOLDER"), ValueKind::kFolder);
  EXPECT_EQ(kind("N"), ValueKind::kOther);
  EXPECT_EQ(KindOf({{"PACK"}, "", {}, ""}), ValueKind::kFile);
  EXPECT_EQ(KindOf({{"--x"}, "a|FILE", {"a"}, ""}), ValueKind::kWords);
}

TEST(ForEachCommand, GoesFromTheProgramDown) {
  std::vector<std::string> paths;
  ForEachCommand(SmallProgram(),
                 [&](const std::string& path, const Command&) { paths.push_back(path); });
  EXPECT_THAT(paths, ElementsAre("", "far", "far go"));
}

TEST(Brief, KeepsWhatComesBeforeTheFirstEnd) {
  EXPECT_EQ(Brief("How (default: slow)"), "How");
  EXPECT_EQ(Brief("Go there; then come back"), "Go there");
  EXPECT_EQ(Brief("A file. With --x: a folder"), "A file");
  EXPECT_EQ(Brief("Version 1.2"), "Version 1.2");
}

TEST(SingleQuoted, LeavesNothingToTheShell) {
  EXPECT_EQ(SingleQuoted("it's $HOME"), R"('it'\''s $HOME')");
}

TEST(Completion, OfBash) {
  const std::string script = Completion(Shell::kBash, SmallProgram());
  EXPECT_THAT(script, HasSubstr("'far' | 'far go') command=$next ;;"));
  EXPECT_THAT(script, HasSubstr("--to) paths='directory'; taken=yes ;;"));
  EXPECT_THAT(script, HasSubstr("--pace) words=('slow' 'fast'); taken=yes ;;"));
  EXPECT_THAT(script, HasSubstr("complete -F _prog prog\n"));
}

TEST(Completion, OfZsh) {
  const std::string script = Completion(Shell::kZsh, SmallProgram());
  EXPECT_THAT(script, HasSubstr("#compdef prog\n"));
  EXPECT_THAT(script, HasSubstr(R"('--to=[Where to\: it'\''s \[far\]]:FOLDER:_directories')"));
  EXPECT_THAT(script, HasSubstr("'(-h --help)'{-h,--help}'[Print this help]'"));
  EXPECT_THAT(script, HasSubstr("'*--with=[Who comes along]:NAME=FILE:_files'"));
  EXPECT_THAT(script, HasSubstr("':MAP: '"));
  EXPECT_THAT(script, HasSubstr("        go) _prog_far_go ;;"));
}

TEST(Completion, OfFish) {
  const std::string script = Completion(Shell::kFish, SmallProgram());
  EXPECT_THAT(script, HasSubstr(R"x(-n 'test "$(__prog_command)" = "far"' -a go -d 'Go there')x"));
  EXPECT_THAT(script, HasSubstr(R"( -l pace -x -a 'slow fast' -d 'How')"));
  EXPECT_THAT(script, HasSubstr(R"( -s h -l help -d 'Print this help')"));
  EXPECT_THAT(script, HasSubstr(R"( -d 'Where to: it\'s [far]')"));
}

}  // namespace
}  // namespace bellwether::usage
