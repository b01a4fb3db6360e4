#include "server/server_usage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "server/command_line.h"
#include "server/settings/option_table.h"

namespace bellwether {
namespace {

using testing::HasSubstr;

std::string InRoff(std::string text) {
  for (size_t at = 0; (at = text.find('-', at)) != std::string::npos; at += 2)
    text.insert(at, "\\");
  return text;
}

TEST(ServerManPage, HasEveryOptionWithItsKey) {
  const std::string page = ServerManPage("1.2.3");
  EXPECT_THAT(page, HasSubstr(".TH \"BELLWETHERD\" 8 \"\" \"bellwetherd 1.2.3\""));
  for (const Option& option : OptionTable()) {
    EXPECT_THAT(page, HasSubstr("\\fB" + InRoff(std::string(option.flag)) + "\\fR"));
    EXPECT_THAT(page, HasSubstr("Key: " + std::string(option.key)));
  }
}

TEST(ServerManPage, HasEveryExitCode) {
  const std::string page = ServerManPage("1.2.3");
  for (const int code : {kExitOk, kExitCannotServe, kExitUsage, kExitPackInvalid, kExitBookInvalid,
                         kExitStateInvalid, kExitInterrupted}) {
    EXPECT_THAT(page, HasSubstr("\n" + std::to_string(code) + " "));
  }
}

TEST(ServerCompletion, HasEveryOptionInEveryShell) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = ServerCompletion(shell);
    for (const Option& option : OptionTable()) {
      EXPECT_THAT(script, HasSubstr(option.flag.substr(2))) << shell;
    }
  }
}

TEST(CommandLine, PrintsThem) {
  const char* man[] = {"bellwetherd", "--man"};
  EXPECT_EQ(ParseCommandLine(2, man).exit_code, kExitOk);
  EXPECT_THAT(ParseCommandLine(2, man).output, HasSubstr(".SH OPTIONS"));
  const char* completion[] = {"bellwetherd", "--completion", "zsh"};
  EXPECT_THAT(ParseCommandLine(3, completion).output, HasSubstr("#compdef bellwetherd"));
  const char* unknown[] = {"bellwetherd", "--completion", "csh"};
  EXPECT_EQ(ParseCommandLine(3, unknown).exit_code, kExitUsage);
}

}  // namespace
}  // namespace bellwether
