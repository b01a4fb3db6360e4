#include "server/command_line.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "server/settings/config_file.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Action = CommandLine::Action;

CommandLine Parse(std::vector<const char*> words) {
  words.insert(words.begin(), "bellwetherd");
  return ParseCommandLine(static_cast<int>(words.size()), words.data());
}

std::string WriteConfig(const std::string& text) {
  const std::string path = testing::TempDir() + "/bellwetherd_command_line_test.yaml";
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

TEST(CommandLineTest, ServesWithDefaults) {
  const CommandLine line = Parse({"--pack", "rules/saas"});
  EXPECT_EQ(line.action, Action::kServe);
  EXPECT_EQ(line.options.listen, "127.0.0.1:50051");
  EXPECT_TRUE(line.options.reflection);
  EXPECT_THAT(line.problems, IsEmpty());
}

TEST(CommandLineTest, FlagWinsOverFileAndFileOverDefault) {
  const std::string config =
      WriteConfig("pack: from/file\nlisten: 127.0.0.1:1\nrpc: {threads: 7}\n");
  const CommandLine line = Parse({"--config", config.c_str(), "--listen", "127.0.0.1:2"});
  EXPECT_EQ(line.action, Action::kServe) << line.problems;
  EXPECT_EQ(line.options.pack, "from/file");
  EXPECT_EQ(line.options.listen, "127.0.0.1:2");
  EXPECT_EQ(line.options.rpc_threads, 7u);
}

TEST(CommandLineTest, ReadsSwitches) {
  EXPECT_FALSE(Parse({"--pack", "p", "--reflection=false"}).options.reflection);
  EXPECT_TRUE(Parse({"--pack", "p", "--reflection"}).options.reflection);
  EXPECT_TRUE(
      Parse({"--pack", "p", "--listen", "0.0.0.0:1", "--insecure-listen"}).options.insecure_listen);
}

TEST(CommandLineTest, ASwitchThatIsNeitherOnNorOffIsTold) {
  const CommandLine line = Parse({"--pack", "p", "--reflection=maybe", "--client-books=2"});
  EXPECT_EQ(line.exit_code, kExitUsage);
  EXPECT_THAT(line.problems, HasSubstr("--reflection"));
  EXPECT_THAT(line.problems, HasSubstr("--client-books"));
}

TEST(CommandLineTest, TakesABookAsOftenAsItIsGiven) {
  const std::string config = WriteConfig("pack: p\nbooks: {old: from/file}\n");
  const CommandLine line = Parse(
      {"--config", config.c_str(), "--book", "main=a/book", "--book", "trial=another/book=2"});
  EXPECT_EQ(line.action, Action::kServe) << line.problems;
  EXPECT_EQ(line.options.books, (std::vector<std::string>{"main=a/book", "trial=another/book=2"}));
  EXPECT_EQ(Parse({"--config", config.c_str()}).options.books,
            std::vector<std::string>{"old=from/file"});
}

TEST(CommandLineTest, RefusesBooksThatHaveNoNameOrTheSame) {
  const CommandLine line = Parse(
      {"--pack", "p", "--book", "folder", "--book", "Main=a", "--book", "a=b", "--book", "a=c"});
  EXPECT_EQ(line.exit_code, kExitUsage);
  EXPECT_THAT(line.problems, HasSubstr("`folder` is not a name and a folder; write it like main="));
  EXPECT_THAT(line.problems, HasSubstr("`a` is named twice"));
  EXPECT_THAT(Parse({"--pack", "p", "--book", "store=a"}).problems,
              HasSubstr("--book: `store` is the name of the book that a server makes"));
  EXPECT_THAT(Parse({"--pack", "p", "--book", "Main=a"}).problems,
              HasSubstr("--book: `Main` is no name of a book"));
}

TEST(CommandLineTest, ChecksConfigurationOnly) {
  EXPECT_EQ(Parse({"--pack", "p", "--check-config"}).action, Action::kCheckConfig);
}

TEST(CommandLineTest, HelpShowsAnExampleAndEveryFlag) {
  const CommandLine line = Parse({"--help"});
  EXPECT_EQ(line.action, Action::kExit);
  EXPECT_EQ(line.exit_code, kExitOk);
  EXPECT_THAT(line.output, HasSubstr("bellwetherd --pack rules/saas --listen 127.0.0.1:50051"));
  EXPECT_THAT(line.output, HasSubstr("--max-calls-in-flight N"));
}

TEST(CommandLineTest, PrintsItsVersion) {
  const CommandLine line = Parse({"--version"});
  EXPECT_EQ(line.exit_code, kExitOk);
  EXPECT_THAT(line.output, HasSubstr("bellwetherd "));
}

struct UsageCase {
  const char* name;
  std::vector<const char*> words;
  const char* want;
};

class UsageTest : public ::testing::TestWithParam<UsageCase> {};

TEST_P(UsageTest, ExitsWithTwoAndSaysWhatToDo) {
  const CommandLine line = Parse(GetParam().words);
  EXPECT_EQ(line.action, Action::kExit);
  EXPECT_EQ(line.exit_code, kExitUsage);
  EXPECT_THAT(line.output, IsEmpty());
  EXPECT_THAT(line.problems, HasSubstr(GetParam().want));
}

INSTANTIATE_TEST_SUITE_P(
    All, UsageTest,
    ::testing::Values(
        UsageCase{"NoPack", {}, "no rule pack; say where it is, such as --pack rules/saas"},
        UsageCase{"UnknownFlag", {"--pakc", "x"}, "--pakc"},
        UsageCase{"BadValue", {"--pack", "p", "--drain-delay", "5"}, "--drain-delay: `5` is not a"},
        UsageCase{"EmptyValue", {"--pack", "p", "--listen", ""}, "--listen: it is empty"},
        UsageCase{"ApprovalsWithoutState",
                  {"--pack", "p", "--activation-approvals", "2"},
                  "add --state FOLDER"},
        UsageCase{"ApprovalsWithoutNames",
                  {"--pack", "p", "--state", "s", "--activation-approvals", "2"},
                  "cannot tell a second one from the first"},
        UsageCase{"NoSuchConfig", {"--config", "/no/such.yaml"}, "cannot read the configuration"},
        UsageCase{"CertificateWithoutKey",
                  {"--pack", "p", "--tls-certificate", "c"},
                  "--tls-certificate without --tls-key"},
        UsageCase{"KeyWithoutCertificate",
                  {"--pack", "p", "--tls-key", "k"},
                  "--tls-key without --tls-certificate"},
        UsageCase{"ClientsWithoutTls",
                  {"--pack", "p", "--tls-client-ca", "ca"},
                  "--tls-client-ca without --tls-certificate"},
        UsageCase{"ClientsOfNoAuthority",
                  {"--pack", "p", "--client-certificates", "accept"},
                  "--client-certificates accept without --tls-client-ca"},
        UsageCase{"NoPlaceOfAStore",
                  {"--pack", "p", "--store", "/var/lib/store.db", "--check-config"},
                  "--store: the place of a store is sqlite:FILE"},
        UsageCase{
            "UnknownCallersAbroad",
            {"--pack", "p", "--listen", "0.0.0.0:1", "--tls-certificate", "c", "--tls-key", "k"},
            "lacks a way to know its callers"},
        UsageCase{"PerhapsUnknownCallersAbroad",
                  {"--pack", "p", "--listen", "0.0.0.0:1", "--tls-certificate", "c", "--tls-key",
                   "k", "--tls-client-ca", "ca", "--client-certificates", "accept"},
                  "lacks a way to know its callers"},
        UsageCase{"TokensInPlainTextAbroad",
                  {"--pack", "p", "--listen", "0.0.0.0:1", "--access-file", "a"},
                  "lacks TLS;"},
        UsageCase{"MetricsAbroad",
                  {"--pack", "p", "--metrics-listen", "0.0.0.0:9464"},
                  "--insecure-metrics-listen"},
        UsageCase{"MetricsAbroadWhereCallsMayBe",
                  {"--pack", "p", "--metrics-listen", "0.0.0.0:9464", "--listen", "0.0.0.0:50051",
                   "--insecure-listen"},
                  "--insecure-metrics-listen"},
        UsageCase{
            "PlainTextAbroad", {"--pack", "p", "--listen", "0.0.0.0:50051"}, "--insecure-listen"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(CommandLineTest, ListensAnywhereWithTlsAndKnownCallers) {
  for (const char* knows : {"--access-file", "--tls-client-ca"}) {
    const CommandLine line = Parse({"--pack", "p", "--listen", "0.0.0.0:1", "--tls-certificate",
                                    "c", "--tls-key", "k", knows, "f"});
    EXPECT_EQ(line.action, Action::kServe) << line.problems;
  }
}

TEST(CommandLineTest, ReportsFileAndFlagsTogether) {
  const std::string config = WriteConfig("pack: p\nlimts: {}\n");
  const CommandLine line = Parse({"--config", config.c_str(), "--rpc-threads", "many"});
  EXPECT_EQ(line.exit_code, kExitUsage);
  EXPECT_THAT(line.problems, HasSubstr("unknown key `limts`"));
  EXPECT_THAT(line.problems, HasSubstr("--rpc-threads: `many` is not a whole number"));
}

TEST(CommandLineTest, RefusesAConfigurationFileThatIsTooLarge) {
  const std::string config = WriteConfig(std::string(kMaxConfigBytes + 1, '#'));
  EXPECT_THAT(Parse({"--config", config.c_str()}).problems, HasSubstr("is larger than"));
}

TEST(CommandLineTest, SigningInAtTheConsoleIsChecked) {
  const CommandLine line = Parse(
      {"--pack", "p", "--console-oidc-client-id", "console", "--console-oidc-scopes", "profile"});
  EXPECT_EQ(line.exit_code, kExitUsage);
  EXPECT_THAT(line.problems, HasSubstr("--console-oidc-client-id: without --access-file"));
  EXPECT_THAT(line.problems, HasSubstr("--console-oidc-scopes: `profile` lacks openid"));
}

TEST(CommandLineTest, SigningInAtTheConsoleStandsInTheFile) {
  const std::string config = WriteConfig(
      "pack: p\nconsole: {oidc: {client_id: console, issuer: \"https://login.example.com\", "
      "scopes: openid email, provider: Example}}\naccess_file: not_there.yaml\n"
      "http: {address: \"127.0.0.1:0\"}\n");
  const CommandLine line = Parse({"--config", config.c_str()});
  EXPECT_EQ(line.action, Action::kServe) << line.problems;
  EXPECT_EQ(line.options.console_oidc_client_id, "console");
  EXPECT_EQ(line.options.console_oidc_issuer, "https://login.example.com");
  EXPECT_EQ(line.options.console_oidc_scopes, "openid email");
  EXPECT_EQ(line.options.console_oidc_provider, "Example");
}

}  // namespace
}  // namespace bellwether
