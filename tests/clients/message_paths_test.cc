// What is read from a message is what engine/paths reads from the evaluation that it was made of.
#include "clients/cli/words/message_paths.h"

#include <set>

#include "clients/cli/input/pack_loading.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"
#include "gtest/gtest.h"
#include "protos/wire/wire.h"
#include "tests/support/files.h"
#include "tests/support/scored_account.h"

namespace bellwether::cli {
namespace {

TEST(MessagePaths, SayWhatThePathsOfThePackSay) {
  Console console(ColorChoice::kNever);
  const auto plan = LoadPlanOrSayWhy(testing_support::SourcePath("rules/saas"), {}, console);
  ASSERT_NE(plan, nullptr);
  std::set<std::string_view> seen;
  for (const Account& account : testing_support::AccountsOfFile("rules/saas/accounts/book.jsonl")) {
    const auto scored = testing_support::Score(plan, account);
    const EvaluatedAccount of{*plan, account, scored.facts, scored.evaluation};
    v1::Evaluation message;
    wire::EvaluationToProto(*plan, scored.facts, scored.evaluation,
                            wire::AnswerOptionsFromProto({}), message);
    for (const MessagePath& path : MessagePaths()) {
      const ResolvedPath resolved = ResolvePath(*plan, path.name);
      ASSERT_NE(resolved.path.form, nullptr) << resolved.message;
      EXPECT_EQ(path.type, TypeOf(*plan, resolved.path)) << path.name;
      const Observed here = Observe(of, resolved.path), there = path.read(message);
      EXPECT_EQ(here.value.index(), there.value.index()) << account.id << " " << path.name;
      EXPECT_EQ(ValueText(here, ";"), ValueText(there, ";")) << account.id << " " << path.name;
      if (here.has_value()) seen.insert(path.name);
    }
  }
  // A path without a value in any account would be compared in vain.
  for (const MessagePath& path : MessagePaths()) {
    if (path.name == "graduation.total" || path.name == "graduation.readiness") continue;
    EXPECT_TRUE(seen.contains(path.name)) << path.name;
  }
}

TEST(MessagePaths, AreFoundByTheirNames) {
  EXPECT_EQ(FindMessagePath("health.primary.band")->type, PathType::kName);
  EXPECT_EQ(FindMessagePath("health.onboarding.band"), nullptr);
}

}  // namespace
}  // namespace bellwether::cli
