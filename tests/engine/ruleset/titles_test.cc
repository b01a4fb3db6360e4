// What people call the names of a pack.
#include "engine/ruleset/titles.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/engine/ruleset/packs.h"

namespace bellwether::ruleset {
namespace {

constexpr char kPack[] = R"(
segments: [small]
cadences: [daily]
stages: [trial, live]
severities: [red]
signals: {usage: {type: ratio}}
milestones: {order: [kickoff, training]}
benchmarks:
  use:
    value: usage
    better: higher
    tiers: [good, poor]
    sets: {Ours: {default: [0.5]}, Theirs: {tiers: [fine, late], default: [0.5]}}
    set: Ours
health:
  fit:
    bands: [{green: 50}, {red: 0}]
    components: {adoption: {weight: 1, components: {logins: {weight: 1, of: usage}}}}
flags: {low: {severity: red, when: "usage < 0.1", reason: Low, playbook: call, notify: [boss]}}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions: {value: {weight: 1, criteria: {users: {weight: 1, of: usage}}}}
playbooks: {call: {steps: [{do: Call, owner: csm}]}}
portfolio: {churn: {better: lower, tiers: [low, high], sets: {Ours: {default: [0.05]}}}}
)";

std::string With(const std::string& titles) { return std::string(kPack) + "titles:\n" + titles; }

TEST(TitlesTest, EachKindOfNameMayHaveOne) {
  const RuleSet rules = RulesOf(With(R"(
  segments: {small: S}
  cadences: {daily: C}
  stages: {live: St}
  severities: {red: Se}
  signals: {usage: Si}
  milestones: {training: M}
  tiers: {good: T, fine: T2, high: T3}
  models: {fit: Mo}
  components: {logins: Co, users: Cr}
  bands: {green: B}
  dimensions: {value: D}
  playbooks: {call: P}
  people: {csm: Pe, boss: Pe2}
  metrics: {churn: Me}
)"));
  std::string told;
  for (size_t i = 0; i < kTitleKinds; ++i) {
    const auto kind = static_cast<TitleKind>(i);
    for (const Title& title : rules.titles.Of(kind)) {
      told +=
          std::string(WordOf(kind)) + " " + title.name + "=" + std::string(title.text.In("")) + " ";
    }
  }
  EXPECT_EQ(told,
            "segment small=S cadence daily=C stage live=St severity red=Se signal usage=Si "
            "milestone training=M tier good=T tier fine=T2 tier high=T3 model fit=Mo "
            "component logins=Co component users=Cr band green=B dimension value=D playbook call=P "
            "person csm=Pe person boss=Pe2 metric churn=Me ");
}

TEST(TitlesTest, InTheLanguageElseTheFirstElseTheName) {
  const Titles titles = RulesOf(With("  bands: {green: {en: green, id: hijau}}\n")).titles;
  EXPECT_EQ(titles.In(TitleKind::kBand, "green", "id"), "hijau");
  EXPECT_EQ(titles.In(TitleKind::kBand, "green", "ms"), "green");
  EXPECT_EQ(titles.In(TitleKind::kBand, "red", "id"), "");
  EXPECT_EQ(titles.In(TitleKind::kStage, "green", "id"), "");  // of another kind
  EXPECT_EQ(titles.OrName(TitleKind::kBand, "red", "id"), "red");
}

// A title does not outlive its name.
TEST(TitlesTest, ANameThatThePackDoesNotHaveIsAMistake) {
  EXPECT_EQ(Problems(PackOf(With("  bands: {gren: Hijau}\n  people: {cms: Manager}\n"))),
            "p.yaml:28:11: error: unknown band `gren` [unknown-name]\n"
            "  did you mean `green`?\n"
            "p.yaml:29:12: error: unknown person `cms` [unknown-name]\n"
            "  did you mean `csm`?\n");
}

TEST(TitlesTest, ATitleChangesTheDigestAndNoName) {
  const RuleSet plain = RulesOf(kPack);
  const RuleSet titled = RulesOf(With("  bands: {green: {en: fine}}\n"));
  EXPECT_NE(plain.digest, titled.digest);
  EXPECT_EQ(titled.health.front().bands.front().name, "green");
  EXPECT_EQ(titled.slots.size(), plain.slots.size());
}

}  // namespace
}  // namespace bellwether::ruleset
