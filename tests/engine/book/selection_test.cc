// P2: accounts are chosen by the attribute in force at the moment, as far as was known then.
#include "engine/book/selection.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/small_book.h"

namespace bellwether::book {
namespace {

using testing::ElementsAre;

constexpr std::string_view kBook = R"(
- {kind: account, id: a1, account: acme, at: 2026-01-05, segment: smb, csm: Ana, acv: 100, contract_signed_at: 2026-01-01}
- {kind: account, id: a2, account: acme, at: 2026-02-05, csm: Ben}
- {kind: account, id: b1, account: borealis, at: 2026-01-10, segment: smb, csm: Ana}
- {kind: account, id: c1, account: cedar, at: 2026-01-10, segment: plg, csm: Ana}
)";

std::vector<uint32_t> Chosen(const std::vector<AttributeFilter>& conditions,
                             std::string_view as_of) {
  const auto chosen = SelectAccounts(BookOf(kBook), conditions, At(as_of));
  EXPECT_TRUE(chosen.ok()) << chosen.status();
  return chosen.value_or(std::vector<uint32_t>());
}

std::string Refusal(const std::vector<AttributeFilter>& conditions, std::string_view as_of) {
  return std::string(SelectAccounts(BookOf(kBook), conditions, At(as_of)).status().message());
}

TEST(SelectionTest, ChoosesByTheAttributeInForce) {
  EXPECT_THAT(Chosen({{"csm", {"Ana"}}}, "2026-02-04"), ElementsAre(0, 1, 2));
  EXPECT_THAT(Chosen({{"csm", {"Ana"}}}, "2026-02-05"), ElementsAre(1, 2));
  EXPECT_THAT(Chosen({{"csm", {"Ana"}}, {"segment", {"plg"}}}, "2026-03-01"), ElementsAre(2));
  EXPECT_THAT(Chosen({{"acv", {"100"}}}, "2026-03-01"), ElementsAre(0));
  EXPECT_THAT(Chosen({{"csm", {"Ana", "Ben"}}, {"segment", {"smb"}}}, "2026-03-01"),
              ElementsAre(0, 1));
  EXPECT_THAT(Chosen({{"acv", {"", "100"}}}, "2026-03-01"), ElementsAre(0, 1, 2));
  EXPECT_THAT(Chosen({}, "2026-03-01"), ElementsAre(0, 1, 2));
}

TEST(SelectionTest, SaysWhatThereIsInstead) {
  EXPECT_EQ(Refusal({{"cms", {"Ana"}}}, "2026-03-01"),
            "no account has an attribute `cms`; did you mean `csm`?");
  EXPECT_EQ(Refusal({{"colour", {"red"}}}, "2026-03-01"),
            "no account has an attribute `colour`; known: acv, csm, segment");
  EXPECT_EQ(Refusal({{"csm", {"Anna"}}}, "2026-03-01"),
            "no account has `csm` `Anna`; did you mean `Ana`? there are Ana (2), Ben (1)");
  EXPECT_EQ(Refusal({{"csm", {"Ben"}}}, "2026-01-31"),
            "no account has `csm` `Ben`; there are Ana (3)");
  EXPECT_EQ(Refusal({{"csm", {"Ben"}}, {"segment", {"plg"}}}, "2026-03-01"),
            "accounts meet each of the conditions, but none meets all");
}

}  // namespace
}  // namespace bellwether::book
