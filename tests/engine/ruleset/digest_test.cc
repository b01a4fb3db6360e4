// The digest is the identity of a pack (S28): it follows the meaning, not the spelling.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/engine/ruleset/packs.h"

namespace bellwether::ruleset {
namespace {

std::string DigestOf(std::vector<SourceFile> files) {
  const Sources sources(std::move(files));
  const Staged<RuleSet> checked = CheckPack(sources);
  EXPECT_TRUE(checked.ok()) << RenderAll(checked.diagnostics, sources);
  return checked.value.digest;
}

std::string DigestOf(const std::string& yaml) { return DigestOf({SourceFile{"p.yaml", yaml}}); }

struct Change {
  const char* name;
  std::string_view from;
  std::string_view to;
};

std::string Changed(const Change& change) {
  std::string pack = SamplePack();
  const size_t at = pack.find(change.from);
  EXPECT_NE(at, std::string::npos) << change.name << ": the pack has no " << change.from;
  if (at != std::string::npos) pack.replace(at, change.from.size(), change.to);
  return pack;
}

// The same pack in another spelling.
constexpr Change kSpellings[] = {
    {"comment", "time_zone: Europe/Berlin", "time_zone: Europe/Berlin   # where we are"},
    {"blank line", "segments:", "\n\nsegments:"},
    {"double quotes", "time_zone: Europe/Berlin", "time_zone: \"Europe/Berlin\""},
    {"single quotes", "version: 1.0.0", "version: '1.0.0'"},
    {"blanks in braces", "{missing: exclude, precision: 0}", "{ missing: exclude , precision: 0 }"},
    {"order of keys", "{missing: exclude, precision: 0}", "{precision: 0, missing: exclude}"},
    {"block style", "defaults: {missing: exclude, precision: 0}",
     "defaults:\n  missing: exclude\n  precision: 0"},
    {"trailing zeros", "effort: 2.5", "effort: 2.500"},
    {"exponent", "max: 1e2", "max: 100"},
    {"unit of time", "max_age: 14d", "max_age: 2w"},
    {"blanks in a condition", "\"missed_meetings >= 2\"", "\"missed_meetings>=2\""},
    {"parentheses in a condition", "\"missed_meetings >= 2\"", "\"(missed_meetings >= 2)\""},
    {"quotes in a condition", "'stage == \"onboarding\"'", "\"stage == 'onboarding'\""},
    {"folded condition", "confirmed\n          && weekly_active_ratio > 0.8",
     "confirmed && weekly_active_ratio > 0.8"},
    {"curve inline", "curve: {expr: \"min(100.0, missed_meetings * 10)\"}",
     "expr: \"min(100.0, missed_meetings * 10)\""},
};

TEST(DigestTest, SpellingDoesNotChangeIt) {
  const std::string digest = DigestOf(SamplePack());
  for (const Change& change : kSpellings) {
    EXPECT_EQ(DigestOf(Changed(change)), digest) << change.name;
  }
}

// The same words with another meaning.
constexpr Change kMeanings[] = {
    {"name of the pack", "pack: sample", "pack: simple"},
    {"version", "version: 1.0.0", "version: 1.0.1"},
    {"text", "A sample: every rule once", "A sample: every rule twice"},
    {"language of a text", "id: Contoh", "ms: Contoh"},
    {"source", "source: [OM, PM]", "source: [OM]"},
    {"time zone", "Europe/Berlin", "Europe/Paris"},
    {"default policy", "{missing: exclude, precision: 0}", "{missing: worst, precision: 0}"},
    {"default precision", "{missing: exclude, precision: 0}", "{missing: exclude, precision: 1}"},
    {"order of segments", "[enterprise, mid_market,", "[mid_market, enterprise,"},
    {"order of severities", "[red, yellow]", "[yellow, red]"},
    {"type", "missed_meetings: {type: count", "missed_meetings: {type: days"},
    {"substitute", "{value: 0}", "{value: 1}"},
    {"stale policy", "30d, stale: keep", "30d, stale: exclude"},
    {"max age", "max_age: 14d", "max_age: 15d"},
    {"half-life", "half_life: 12h", "half_life: 13h"},
    {"effort", "effort: 2.5", "effort: 2.25"},
    {"unit", "unit: meetings", "unit: calls"},
    {"range", "min: 0, unit: {en", "min: 1, unit: {en"},
    {"bin", "every: 7d", "every: 14d"},
    {"what is taken of records", "take: mean", "take: median"},
    {"what is taken of each record", "value: score * 20.0", "value: score * 25.0"},
    {"which records", "instrument == \"csat\"", "instrument != \"csat\""},
    {"how far back", "within: 90d", "within: 30d"},
    {"formula", "max(1.0, seats)", "max(2.0, seats)"},
    {"start", "{default: contract_signed_at", "{default: kickoff_at"},
    {"start of a segment", "{smb: trial_started_at}", "{smb: kickoff_at}"},
    {"order of milestones",
     "[kickoff, {training: {critical: true, description: People can use it}}",
     "[{training: {critical: true, description: People can use it}}, kickoff"},
    {"critical milestone", "critical: true", "critical: false"},
    {"same fact", "{kickoff: kickoff_at, graduation", "{training: kickoff_at, graduation"},
    {"grace", "grace_days: 2", "grace_days: 3"},
    {"cascade", "low: 1.4", "low: 1.5"},
    {"direction", "better: lower", "better: lower\n    description: days"},
    {"name of a tier", "[world_class, good, needs_improvement]",
     "[world_class, good, needs_improvement]\n    watch: tiers"},
    {"points", "good: 70", "good: 71"},
    {"bound", "[60, 90]", "[60, 91]"},
    {"strictness", "{below: 30}", "30"},
    {"condition", "'stage == \"onboarding\"'", "'stage == \"live\"'"},
    {"priority", "priority: 2", "priority: 3"},
    {"rounding", "rounding: down", "rounding: half_away"},
    {"threshold", "intervene_below: 60", "intervene_below: 61"},
    {"band", "{green: 80}", "{green: 81}"},
    {"name of a band", "{green: 80}", "{fine: 80}"},
    {"hysteresis", "hysteresis: 2", "hysteresis: 3"},
    {"coverage", "min_coverage: 0.5", "min_coverage: 0.6"},
    {"weight", "weight: 25", "weight: 26"},
    {"name of a component", "progress:", "headway:"},
    {"curve", "[0.65, 50]", "[0.65, 51]"},
    {"step", "{below: 2, points: 40}", "{at_most: 2, points: 40}"},
    {"map", "neutral: 50, negative: 0", "neutral: 51, negative: 0"},
    {"baseline", "grace: 0.85", "grace: 0.9"},
    {"inversion", "invert: true", "invert: false"},
    {"segment weight", "engagement.usage: 3", "engagement.usage: 4"},
    {"cap", "at_most: 49", "at_most: 48"},
    {"floor", "at_least: 50", "at_least: 51"},
    {"reason", "MEETINGS_MISSED", "MEETINGS"},
};

TEST(DigestTest, EveryChangeOfMeaningChangesIt) {
  std::set<std::string> digests = {DigestOf(SamplePack())};
  for (const Change& change : kMeanings) {
    EXPECT_TRUE(digests.insert(DigestOf(Changed(change))).second) << change.name;
  }
}

// Of hints about generated accounts, which stand last in their lines.
bool IsHint(const std::string& pack, size_t at) {
  const size_t hint = pack.rfind("generate:", at);
  return hint != std::string::npos && pack.find('\n', hint) > at;
}

// Changes every digit of the pack, one after the other: of numbers, versions, bounds, formulas.
// Hints change no answer (S28).
TEST(DigestTest, EveryDigitIsPartOfIt) {
  const std::string pack = SamplePack();
  const std::string digest = DigestOf(pack);
  int changed = 0;
  for (size_t i = 0; i < pack.size(); ++i) {
    if (pack[i] < '0' || pack[i] > '9') continue;
    std::string text = pack;
    text[i] = pack[i] == '9' ? '8' : static_cast<char>(pack[i] + 1);
    const Sources sources({SourceFile{"p.yaml", text}});
    EXPECT_EQ(CheckPack(sources).value.digest == digest, IsHint(pack, i)) << "digit at byte " << i;
    ++changed;
  }
  EXPECT_GT(changed, 120);
}

TEST(DigestTest, FilesAndTheirOrderDoNotChangeIt) {
  const std::string head = "pack: p\nversion: 1\n";
  const std::string signals = "signals: {a: {type: ratio}, b: {type: count}}\n";
  const std::string health =
      "health: {m: {bands: [{all: 0}], components: {c: {weight: 1, of: a}}}}\n";
  const std::string one = DigestOf(head + signals + health);
  EXPECT_EQ(DigestOf({{"a.yaml", head}, {"b.yaml", signals}, {"c.yaml", health}}), one);
  EXPECT_EQ(DigestOf({{"x.yaml", health}, {"y.yaml", signals}, {"z.yaml", head}}), one);
  EXPECT_EQ(DigestOf({{"x.yaml", "signals: {b: {type: count}}\n" + health},
                      {"y.yaml", head + "signals: {a: {type: ratio}}\n"}}),
            one);
}

}  // namespace
}  // namespace bellwether::ruleset
