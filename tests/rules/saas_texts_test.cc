// Every text of the default pack that holds placeholders, in every language: with all values, with
// each alone missing, and with none. That nothing of it reads broken is what the check says
// (PackAt fails for a warning); how it does read is for people, who look at the golden file.
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/explain/explanation.h"
#include "engine/ruleset/text_template.h"
#include "tests/rules/packs.h"
#include "tests/support/golden.h"

namespace bellwether {
namespace {

using ruleset::Filling;
using ruleset::TextPiece;
using testing_support::AsOf;
using testing_support::Score;
using testing_support::ScoredAccount;

std::string Sample(const Plan& plan, const TextPiece& placeholder, std::string_view language);

// A reason or cause as it stands inside of a message: filled before.
std::string Filled(const Plan& plan, const ruleset::Text& text, std::string_view language) {
  return ruleset::FillText(ruleset::ParseText(text.In(language)),
                           [&](const TextPiece& piece) -> Filling {
                             return {Sample(plan, piece, language), true};
                           })
      .text;
}

// A value as an account of the pack may have it.
std::string Sample(const Plan& plan, const TextPiece& placeholder, std::string_view language) {
  const std::string_view name = placeholder.name;
  const bool percent = placeholder.format == "percent";
  if (const auto* constant = plan.FindConstant(name)) {
    return NumberForPeople(constant->value, percent);
  }
  if (percent) return "65 %";
  if (name == "account") return "acme";
  if (name == "graduation.total") return "8.6";
  if (name == "reason") return Filled(plan, plan.outcome_notes.extend.back().text, language);
  if (name == "root_cause") {
    return Filled(plan, plan.outcome_notes.root_cause.at(0).text, language);
  }
  if (name == "conditions") return "usage 6.0, needed 7.0; a security concern is open";
  const uint32_t slot = plan.FindSlot(name);
  const bool day = slot == kNoIndex ? name.ends_with("_target")
                                    : plan.slots[slot].type == expression::Type::kTimestamp;
  if (day) return "2026-03-01";
  if (slot != kNoIndex && !plan.slots[slot].words.empty()) return plan.slots[slot].words.back();
  return "12";
}

class TextLister {
 public:
  explicit TextLister(const Plan& plan) : plan_(plan) {}

  std::string Run() {
    const PlanOutcomeNotes& notes = plan_.outcome_notes;
    Rules("flag", notes.flags);
    Rules("gate", notes.gates);
    Rules("requires", notes.requirements);
    Rules("escalate", notes.escalate);
    Rules("extend", notes.extend);
    Rules("root cause", notes.root_cause);
    Response("graduate", notes.graduate);
    Response("continue", notes.proceed);
    Response("extend", notes.extend_response);
    Response("escalate", notes.escalate_response);
    Response("recover", notes.recover);
    for (const ruleset::Playbook& playbook : plan_.playbooks) {
      for (const ruleset::PlaybookStep& step : playbook.steps) {
        Text(absl::StrCat("step of ", playbook.name), step.action);
      }
    }
    return std::move(text_);
  }

 private:
  void Rules(const std::string& kind, const std::vector<PlanNote>& notes) {
    for (const PlanNote& note : notes) {
      Text(absl::StrCat(kind, " ", note.name), note.text);
      for (const auto& [language, about] : note.notes.description.entries) {
        absl::StrAppend(&text_, "  ", language, " about: ", about, "\n");
      }
    }
  }

  void Response(const std::string& kind, const ruleset::Response& response) {
    Text(absl::StrCat("message to ", kind), response.message);
    Text(absl::StrCat("check-in to ", kind), response.check_in);
  }

  void Text(const std::string& of, const ruleset::Text& text) {
    absl::StrAppend(&text_, of, "\n");
    for (const auto& [language, words] : text.entries) {
      const std::string tag = language.empty() ? "any" : language;
      const std::set<std::string> names = Uncertain(words);
      Line(language, absl::StrCat(tag, ": "), words, {});
      for (const std::string& name : names) {
        Line(language, absl::StrCat(tag, " without ", name, ": "), words, {name});
      }
      if (names.size() > 1) Line(language, absl::StrCat(tag, " without all: "), words, names);
    }
  }

  // Placeholders outside of sections are there whenever the text is, or the check would warn.
  // Constants always are.
  std::set<std::string> Uncertain(std::string_view words) const {
    std::set<std::string> inside, outside;
    bool in_section = false;
    for (const TextPiece& piece : ruleset::ParseText(words).pieces) {
      if (piece.kind == TextPiece::Kind::kSection) in_section = true;
      if (piece.kind == TextPiece::Kind::kEnd) in_section = false;
      if (piece.kind != TextPiece::Kind::kPlaceholder) continue;
      if (plan_.FindConstant(piece.name) != nullptr) continue;
      (in_section ? inside : outside).emplace(piece.name);
    }
    std::erase_if(inside, [&](const std::string& name) { return outside.contains(name); });
    return inside;
  }

  void Line(std::string_view language, const std::string& head, std::string_view words,
            const std::set<std::string>& missing) {
    const auto filled =
        ruleset::FillText(ruleset::ParseText(words), [&](const TextPiece& piece) -> Filling {
          if (missing.contains(std::string(piece.name))) return {"", false};
          return {Sample(plan_, piece, language), true};
        });
    absl::StrAppend(&text_, "  ", head, filled.text, "\n");
  }

  const Plan& plan_;
  std::string text_;
};

TEST(SaasTextsTest, ReadAsRecorded) {
  testing_support::ExpectGolden("tests/golden/rules/saas_texts.txt",
                                TextLister(*PackAt("rules/saas")).Run());
}

TEST(ClinicTextsTest, ReadAsRecorded) {
  testing_support::ExpectGolden("tests/golden/rules/clinic_texts.txt",
                                TextLister(*PackAt("rules/examples/clinic")).Run());
}

struct Messages {
  ExtensionExplanation extension;
  GraduationExplanation graduation;
};

Messages MessagesOf(const ScoredAccount& scored, std::string_view language) {
  const Answered answered{*scored.plan, scored.facts, scored.evaluation, language};
  Messages messages;
  messages.graduation = ExplainGraduation(answered);
  messages.extension = ExplainExtension(answered, messages.graduation);
  return messages;
}

// Next to nothing is known of it: the budget is used up, and nothing else was answered. What people
// are told about it is pinned by rules/saas/tests/texts_test.yaml.
constexpr char kPastBudget[] = R"(id: past_budget
segment: enterprise
cadence: daily
stage: onboarding
acv: 120000
seats: 100
contract_signed_at: 2026-01-05
kickoff_at: 2026-01-12
target_graduation_at: 2026-04-12
extension: {granted_days: 30}
signals: {customer_busy: true}
)";

// What was not answered says what it is about: no sentence claims it, none has a hole.
TEST(SaasTextsTest, NothingThatWasNotEvaluatedSaysUnknown) {
  const ScoredAccount scored = Score(PackAt("rules/saas"), kPastBudget, AsOf("2026-05-20"));
  for (const char* language : {"en", "id"}) {
    const Answered answered{*scored.plan, scored.facts, scored.evaluation, language};
    const Messages messages = MessagesOf(scored, language);
    std::vector<RuleLine> rules;
    for (uint32_t i = 0; i < scored.plan->flags.size(); ++i) {
      rules.push_back(ExplainFlag(answered, i).rule);
    }
    for (const GateLine& gate : messages.graduation.gates) rules.push_back(gate.rule);
    for (const RequirementLine& one : messages.graduation.requirements) rules.push_back(one.rule);
    for (const ReasonLine& one : messages.extension.escalate) rules.push_back(one.rule);
    for (const ReasonLine& one : messages.extension.extend) rules.push_back(one.rule);
    for (const ReasonLine& one : messages.extension.root_causes) rules.push_back(one.rule);
    for (const RuleLine& rule : rules) {
      EXPECT_FALSE(rule.reason.empty()) << rule.name;
      EXPECT_EQ(rule.reason.find("unknown"), std::string::npos) << rule.name << ": " << rule.reason;
    }
    const std::string said = messages.extension.escalate.at(0).rule.reason;
    EXPECT_EQ(said, std::string_view(language) == "en"
                        ? "Two weeks or more without an answer from the customer"
                        : "Dua minggu atau lebih tanpa respons dari pelanggan");
  }
}

}  // namespace
}  // namespace bellwether
