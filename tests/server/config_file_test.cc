// One row for each configuration file.
#include "server/settings/config_file.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

struct Decoded {
  ServerOptions options;
  std::string report;
};

Decoded Decode(const std::string& yaml) {
  const Sources sources({SourceFile{"bellwetherd.yaml", yaml}});
  DiagnosticSink sink;
  Decoded decoded;
  DecodeConfig(sources, decoded.options, sink);
  decoded.report = RenderAll(sink.Take(), sources);
  return decoded;
}

TEST(ConfigFileTest, FillsOptionsOfEveryKind) {
  const Decoded decoded = Decode(
      "pack: rules/saas\n"
      "listen: '[::1]:0'\n"
      "reflection: false\n"
      "books: {main: a/book, trial: b/book}\n"
      "rpc: {threads: 3}\n"
      "limits:\n"
      "  max_request_bytes: 1MiB\n"
      "shutdown: {drain_delay: 5s}\n"
      "log: {format: json}\n");
  EXPECT_EQ(decoded.report, "");
  EXPECT_EQ(decoded.options.pack, "rules/saas");
  EXPECT_EQ(decoded.options.listen, "[::1]:0");
  EXPECT_FALSE(decoded.options.reflection);
  EXPECT_EQ(decoded.options.books, (std::vector<std::string>{"main=a/book", "trial=b/book"}));
  EXPECT_EQ(decoded.options.rpc_threads, 3u);
  EXPECT_EQ(decoded.options.max_request_bytes, 1u << 20);
  EXPECT_EQ(decoded.options.drain_delay, absl::Seconds(5));
  EXPECT_EQ(decoded.options.log_format, "json");
  EXPECT_EQ(decoded.options.armed_calls, ServerOptions{}.armed_calls);
}

// The example of docs/operate.md.
TEST(ConfigFileTest, SaysHowLongWhatIsKept) {
  const std::string page =
      testing_support::ReadFileOrFail(testing_support::SourcePath("docs/operate.md"));
  const std::string begin = "```yaml\n";
  const size_t from = page.find(begin + "retention:");
  ASSERT_NE(from, std::string::npos);
  const size_t start = from + begin.size();
  const Decoded decoded = Decode(page.substr(start, page.find("```", start) - start));
  EXPECT_EQ(decoded.report, "");
  EXPECT_EQ(decoded.options.keep_evaluations, absl::Hours(400 * 24));
  EXPECT_EQ(decoded.options.keep_interventions, absl::Hours(800 * 24));
  EXPECT_EQ(decoded.options.keep_audit, absl::InfiniteDuration());
  EXPECT_EQ(decoded.options.keep_records, (std::vector<std::string>{"usage=800d", "survey=1100d"}));
}

TEST(ConfigFileTest, TimesOfRetentionThatAreWrongAreToldAllAtOnce) {
  const Decoded decoded = Decode(
      "retention:\n"
      "  evaluations: 400\n"
      "  audit: 3h\n"
      "  records: {usge: 10d, account: 10d}\n"
      "  alerts: 3d\n");
  for (const char* part : {"`retention.evaluations`: `400` does not say how long",
                           "`retention.audit`: `3h` is outside 1d to 36525d",
                           "did you mean `usage`?", "stay as long as it", "unknown key `alerts`"}) {
    EXPECT_THAT(decoded.report, HasSubstr(part));
  }
}

TEST(ConfigFileTest, BooksAreAMappingOfFolders) {
  EXPECT_THAT(Decode("books: [main]\n").report, HasSubstr("a mapping, NAME: FOLDER"));
  EXPECT_THAT(Decode("books: {main: [a]}\n").report, HasSubstr("`books`.main"));
  EXPECT_THAT(Decode("books: {main: ''}\n").report,
              HasSubstr("`main=` is not a name and a folder"));
}

TEST(ConfigFileTest, ReportsAllMistakesAtOnceWithCarets) {
  const Decoded decoded = Decode(
      "pakc: rules/saas\n"
      "limits: {max_request_bytes: lots}\n");
  EXPECT_THAT(decoded.report, HasSubstr("bellwetherd.yaml:1:1: error: unknown key `pakc`"));
  EXPECT_THAT(decoded.report, HasSubstr("did you mean `pack`?"));
  EXPECT_THAT(decoded.report, HasSubstr("bellwetherd.yaml:2:29: error: `limits.max_request_bytes`: "
                                        "`lots` is not a number of bytes"));
  EXPECT_THAT(decoded.report, HasSubstr("^~~~"));
}

struct MistakeCase {
  const char* name;
  const char* yaml;
  const char* want;
};

constexpr MistakeCase kMistakes[] = {
    {"UnknownKeyInGroup", "log: {levle: info}\n", "1:7: error: unknown key `levle`"},
    {"SuggestsInGroup", "log: {levle: info}\n", "did you mean `level`?"},
    {"GroupIsText", "limits: 5\n", "1:9: error: `limits` must be a mapping"},
    {"ValueIsMapping", "listen: {host: a}\n", "1:9: error: `listen` must be"},
    {"ValueIsNothing", "listen:\n", "error: `listen` must be"},
    {"FileIsList", "- pack\n", "must be a mapping"},
    {"DuplicateKey", "pack: a\npack: b\n", "2:1: error: "},
    {"BadYaml", "pack: [\n", "error: "},
    {"OutOfBounds", "rpc: {armed_calls: 0}\n", "`0` is outside 1 to 4096"},
};

class ConfigMistakeTest : public ::testing::TestWithParam<MistakeCase> {};

TEST_P(ConfigMistakeTest, IsExplainedAtItsPlace) {
  EXPECT_THAT(Decode(GetParam().yaml).report, HasSubstr(GetParam().want));
}

INSTANTIATE_TEST_SUITE_P(All, ConfigMistakeTest, ::testing::ValuesIn(kMistakes),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ConfigFileTest, EmptyFileChangesNothing) { EXPECT_EQ(Decode("# nothing yet\n").report, ""); }

}  // namespace
}  // namespace bellwether
