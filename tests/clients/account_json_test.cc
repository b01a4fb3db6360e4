// An account as JSON reads back as the same account.
#include "engine/accounts/account_json.h"

#include "engine/accounts/accounts.h"
#include "engine/accounts/json_text.h"
#include "gtest/gtest.h"
#include "tests/engine/accounts/account_text.h"

namespace bellwether::cli {
namespace {

TEST(AccountJsonTest, ReadsBackAsTheSame) {
  const char text[] =
      R"({"id":"acme","segment":"enterprise","csm":"Ana \"A\" Lima","time_zone":"Asia/Jakarta",)"
      R"("acv":48000.5,"seats":120,"contract_signed_at":"2026-01-05","kickoff_at":"not_yet",)"
      R"("first_login_at":"2026-01-14T09:30:00Z","first_value_at":"2026-02-01T10:00:00",)"
      R"("graduated_at":{"not_applicable":true},)"
      R"("milestones":[{"key":"training","planned_at":"2026-02-10","completed_at":"2026-02-11",)"
      R"("critical":true},{"key":"go_live","completed_at":"not_yet"}],)"
      R"("signals":{"nps":{"value":41,"observed_at":"2026-02-20"},"busy":true,)"
      R"("mood":"positive","seats_used":{"not_applicable":true},)"
      R"("seen":{"not_applicable":true,"observed_at":"2026-02-20"},)"
      R"("history":[["2026-02-09",0.61],["2026-02-16",0.66]]},)"
      R"("dimension_scores":{"technical":9},"previous_bands":{"onboarding":"yellow"},)"
      R"("overrides":[{"model":"onboarding","kind":"CAP","value":40,"author":"Ana Lima",)"
      R"("reason":"The sponsor left","set_at":"2026-02-20","expires_at":"2026-03-20"}],)"
      R"("extension":{"granted_days":14,"requested_days":7}})";
  const auto records = ReadAccounts(text, AccountFormat::kJson, Limits{});
  ASSERT_EQ(records.size(), 1u);
  ASSERT_TRUE(records[0].ok()) << RecordText(records[0]);
  const std::string written = AccountJson(records[0].account, kOneLine);
  EXPECT_EQ(written, text);
  const auto again = ReadAccounts(written, AccountFormat::kJson, Limits{});
  EXPECT_EQ(AccountText(again[0].account), AccountText(records[0].account));
}

}  // namespace
}  // namespace bellwether::cli
