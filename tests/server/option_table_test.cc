// One row for each value that an option is given.
#include "server/settings/option_table.h"

#include <set>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;

const Option& Find(std::string_view flag) {
  for (const Option& option : OptionTable()) {
    if (option.flag == flag) return option;
  }
  ADD_FAILURE() << "no option " << flag;
  return OptionTable().front();
}

struct ValueCase {
  const char* name;
  const char* flag;
  const char* text;
  const char* shown;    // what it reads back as
  const char* problem;  // or what is said of it
};

constexpr ValueCase kCases[] = {
    {"Text", "--listen", "localhost:1", "localhost:1", ""},
    {"TextEmpty", "--listen", "", "", "it is empty"},
    {"Switch", "--reflection", "false", "false", ""},
    {"SwitchYes", "--reflection", "yes", "",
     "`yes` is not a yes or no; write it like true or false"},
    {"Count", "--armed-calls", "128", "128", ""},
    {"Book", "--book", "main=a/b", "main=a/b", ""},
    {"BookNoFolder", "--book", "main=", "", "is not a name and a folder; write it like main="},
    {"CountZeroThreads", "--rpc-threads", "0", "0", ""},
    {"CountTooSmall", "--armed-calls", "0", "", "`0` is outside 1 to 4096"},
    {"CountTooLarge", "--armed-calls", "4097", "", "outside 1 to 4096"},
    {"CountUnit", "--armed-calls", "4KiB", "", "is not a whole number"},
    {"CountNegative", "--armed-calls", "-1", "", "is not a whole number"},
    {"CountHuge", "--armed-calls", "99999999999999999999", "", "is outside 1 to 4096"},
    {"Bytes", "--max-request-bytes", "65536", "64KiB", ""},
    {"BytesMebi", "--max-request-bytes", "2MiB", "2MiB", ""},
    {"BytesOdd", "--max-request-bytes", "1025", "1025", ""},
    {"BytesDecimalUnit", "--max-request-bytes", "4MB", "", "write it like 4MiB, 64KiB or 65536"},
    {"BytesTooLarge", "--max-request-bytes", "257MiB", "", "outside 1KiB to 256MiB"},
    {"BytesOverflow", "--max-request-bytes", "18446744073709551615MiB", "", "outside 1KiB to"},
    {"Period", "--drain-delay", "1500ms", "1500ms", ""},
    {"PeriodMinutes", "--drain-delay", "120s", "2m", ""},
    {"PeriodNothing", "--drain-delay", "0s", "0s", ""},
    {"PeriodNoUnit", "--drain-delay", "5", "", "is not a length of time; write it like 250ms, 10s"},
    {"PeriodTooLong", "--drain-delay", "2h", "", "`2h` is outside 0s to 1h"},
    {"PeriodOverflow", "--drain-delay", "9999999999999999h", "", "is outside 0s to 1h"},
    {"EvaluatesContinuously", "--evaluate-continuously", "false", "false", ""},
    {"EvaluationRest", "--evaluation-rest", "0s", "0s", ""},
    {"EvaluationRestTooLong", "--evaluation-rest", "2h", "", "`2h` is outside 0s to 1h"},
    {"StoreBookInterval", "--store-book-interval", "30s", "30s", ""},
    {"NoStoreBook", "--store-book-interval", "0s", "0s", ""},
    {"NoChangesWaiting", "--max-changes-waiting", "0", "", "`0` is outside 1 to 10000000"},
    {"Kept", "--keep-evaluations", "400d", "400d", ""},
    {"KeptHours", "--keep-evaluations", "48h", "2d", ""},
    {"KeptOddHours", "--delivered-kept", "36h", "36h", ""},
    {"KeptForever", "--dead-letters-kept", "forever", "forever", ""},
    {"KeptNoUnit", "--keep-audit", "400", "", "`400` does not say how long; write it like 400d"},
    {"KeptTooShort", "--keep-evaluations", "3h", "", "`3h` is outside 1d to 36525d"},
    {"KeptTooLong", "--keep-audit", "40000d", "", "is outside 1d to 36525d; longer is forever"},
    {"KeptOverflow", "--keep-audit", "99999999999999999999d", "", "is outside 1d to 36525d"},
    {"KeptNegative", "--keep-audit", "-1d", "", "does not say how long"},
    {"KeptRecords", "--keep-records", "usage=400d", "usage=400d", ""},
    {"KeptRecordsOfNoKind", "--keep-records", "usge=400d", "", "did you mean `usage`?"},
    {"KeptAccountRecords", "--keep-records", "account=400d", "", "stay as long as it"},
    {"KeptRecordsNoTime", "--keep-records", "usage=long", "", "`long` does not say how long"},
    {"Share", "--canary-share", "0.5%", "0.5%", ""},
    {"ShareWhole", "--shadow-share", "100%", "100%", ""},
    {"ShareNoSign", "--canary-share", "5", "", "`5` is not a share; write it like 5% or 0.5%"},
    {"ShareTooLarge", "--canary-share", "101%", "", "`101%` is outside 0% to 100%"},
    {"ShareNegative", "--canary-share", "-1%", "", "is outside 0% to 100%"},
    {"ShareNaN", "--canary-share", "nan%", "", "is outside 0% to 100%"},
    {"Optional", "--canary", "rules/next", "rules/next", ""},
    {"OptionalNone", "--canary", "none", "none", ""},
    {"OptionalEmpty", "--canary", "", "", "it is empty; give a value, or write none"},
    {"Reload", "--reload", "of", "", "`of` is not a choice; did you mean `on` or `off`?"},
    {"ActivationTests", "--activation-tests", "never", "", "`never` is not a choice"},
    {"PollTooOften", "--pack-poll-interval", "1ms", "", "`1ms` is outside 100ms to 24h"},
    {"BrokenTooLong", "--max-broken-source", "8000h", "", "is outside 0s to 168h"},
    {"Choice", "--log-level", "debug", "debug", ""},
    {"ChoiceMisspelt", "--log-level", "debgu", "", "did you mean `debug`?"},
};

class OptionValueTest : public ::testing::TestWithParam<ValueCase> {};

TEST_P(OptionValueTest, IsReadOrExplained) {
  ServerOptions options;
  const Option& option = Find(GetParam().flag);
  const std::string before = ShowOption(option, options);
  const std::optional<std::string> problem = SetOption(option, GetParam().text, options);
  if (*GetParam().problem == '\0') {
    EXPECT_EQ(problem, std::nullopt);
    EXPECT_EQ(ShowOption(option, options), GetParam().shown);
  } else {
    ASSERT_TRUE(problem.has_value());
    EXPECT_THAT(*problem, HasSubstr(GetParam().problem));
    EXPECT_EQ(ShowOption(option, options), before);
  }
}

INSTANTIATE_TEST_SUITE_P(All, OptionValueTest, ::testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(OptionTableTest, NamesAreUniqueAndFlagsSpellTheirKeys) {
  std::set<std::string_view> flags, keys;
  for (const Option& option : OptionTable()) {
    EXPECT_TRUE(flags.insert(option.flag).second) << option.flag;
    EXPECT_TRUE(keys.insert(option.key).second) << option.key;
    EXPECT_EQ(option.flag.substr(0, 2), "--");
    EXPECT_FALSE(option.help.empty()) << option.flag;
  }
}

TEST(OptionTableTest, ReadsBackEveryDefault) {
  for (const Option& option : OptionTable()) {
    ServerOptions options;
    const std::string standard = ShowOption(option, options);
    if (standard.empty()) continue;  // --pack has none
    EXPECT_EQ(SetOption(option, standard, options), std::nullopt) << option.flag;
    EXPECT_EQ(ShowOption(option, options), standard) << option.flag;
  }
}

}  // namespace
}  // namespace bellwether
