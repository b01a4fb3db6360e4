// The canonical text: one spelling for one meaning, which reads back as itself.
#include "engine/expression/print.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/engine/expression/sample_facts.h"

namespace bellwether::expression {
namespace {

TEST(PrintTest, OneSpelling) {
  struct Case {
    const char* text;
    const char* canonical;
  };
  for (const Case& test : std::vector<Case>{
           {"2*seats // twice", "2.0 * seats"},
           {"2.0 * seats", "2.0 * seats"},
           {"2e0*seats", "2.0 * seats"},
           {"seats>1e21", "seats > 1e+21"},
           {"'a' == \"a\"", "\"a\" == \"a\""},
           {"r'\\d'", "\"\\\\d\""},
           {"0x10", "16"},
           {"[1,2.5]", "[1.0, 2.5]"},
           {"days( 7 )", "days(7)"},
           {"((active))", "active"},
           {"owner . size ( )", "owner.size()"},
           {"kickoff_at.getHours('Asia/Jakarta')", "kickoff_at.getHours(\"Asia/Jakarta\")"},
           {"-0.0", "-0.0"},
           {"-(0)", "0"},
           {"--0", "0"},
           {"-(7)", "-7"},
           {"1.0/0.0", "1.0 / 0.0"},
       }) {
    EXPECT_EQ(CheckOrFail(test.text).Canonical(), test.canonical);
    EXPECT_EQ(CheckOrFail(test.canonical).Canonical(), test.canonical);
  }
}

// Random expressions of each type, as deep as wanted.
class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  std::string Bool(int depth) {
    if (depth == 0) return Pick({"active", "trial", "champion_left", "true", "false"});
    switch (random_() % 8) {
      case 6:
        return "known(" + Bool(depth - 1) + ")";
      case 0:
        return Wrap(Bool(depth - 1) + Pick({"&&", "||", "=="}) + Wrap(Bool(depth - 1)));
      case 1:
        return "!" + Wrap(Bool(depth - 1));
      case 2:
        return Wrap(Number(depth - 1)) + Pick({"<", ">=", "==", "!="}) + Number(depth - 1);
      case 3:
        return Text(depth - 1) + Pick({".contains(", ".startsWith("}) + Text(depth - 1) + ")";
      case 4:
        return Wrap(Bool(depth - 1)) + "?" + Wrap(Bool(depth - 1)) + ":" + Bool(depth - 1);
      case 5:
        return Wrap(Number(depth - 1)) + " in [" + Number(depth - 1) + ", 2]";
      default:
        return "happened(" + Pick({"kickoff_at", "first_login_at", "last_response_at"}) + ")";
    }
  }

  std::string Number(int depth) {
    if (depth == 0) return Pick({"seats", "tickets", "training_ratio", "1.5", "2.0", "0.0"});
    switch (random_() % 6) {
      case 0:
        return Wrap(Number(depth - 1)) + Pick({"+", "-", "*", "/"}) + Wrap(Number(depth - 1));
      case 1:
        return "-" + Wrap(Number(depth - 1));
      case 2:
        return Pick({"max(", "min("}) + Number(depth - 1) + ", 3)";
      case 3:
        return "round(" + Number(depth - 1) + ", 2)";
      case 4:
        return "double(size(" + Text(depth - 1) + "))";
      default:
        return Wrap(Wrap(Bool(depth - 1)) + " ? " + Wrap(Number(depth - 1)) + " : 1.0");
    }
  }

  std::string Text(int depth) {
    if (depth == 0) return Pick({"owner", "stage", "'a\\n'", "\"b\""});
    return random_() % 2 == 0 ? "(" + Text(depth - 1) + "+" + Text(depth - 1) + ")"
                              : "string(" + Number(depth - 1) + ")";
  }

 private:
  std::string Pick(std::initializer_list<const char*> words) {
    return *(words.begin() + random_() % words.size());
  }
  std::string Wrap(const std::string& text) { return "(" + text + ")"; }

  std::mt19937 random_;
};

TEST(PrintTest, RandomExpressionsReadBackAsThemselves) {
  for (uint32_t seed = 0; seed < 2'000; ++seed) {
    const std::string text = Generator(seed).Bool(1 + static_cast<int>(seed % 5));
    const std::string canonical = CheckOrFail(text).Canonical();
    ASSERT_EQ(CheckOrFail(canonical).Canonical(), canonical) << text;
    ASSERT_EQ(Evaluate(canonical), Evaluate(text)) << text;
    ASSERT_EQ(CheckOrFail(canonical).Slots(), CheckOrFail(text).Slots()) << text;
  }
}

TEST(PrintTest, Values) {
  EXPECT_EQ(PrintValue(Value::Missing(1)), "missing");
  EXPECT_EQ(PrintValue(Value::NotYet(1)), "not_yet");
  EXPECT_EQ(PrintValue(Value::Error(ErrorCode::kDivideByZero)), "error (division by zero)");
  EXPECT_EQ(PrintValue(Value::Double(1e100)), "1e+100");
  EXPECT_EQ(PrintValue(Value::Double(3)), "3.0");
  const Value items[] = {Value::Int(1), Value::Bool(false)};
  EXPECT_EQ(PrintValue(Value::List({items, 2})), "[1, false]");
}

}  // namespace
}  // namespace bellwether::expression
