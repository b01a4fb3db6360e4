// Texts: their placeholders and sections, and how they read where values are missing.
//
// A text is rendered with every value there, with each alone missing, and with all missing that may
// be; what a person would stumble over is a warning. A placeholder counts as certain where the
// text is shown only while its fact has a value: a flag that is raised by a number knows the
// number.
//
// Tested by tests/golden/ruleset/cases/texts.txt and rules/saas.
#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/absent_fact.h"
#include "engine/ruleset/checker.h"
#include "engine/ruleset/text_defects.h"
#include "engine/ruleset/text_template.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether::ruleset {
namespace {

constexpr std::string_view kPercent = "percent";
constexpr std::string_view kDate = "date";
constexpr size_t kMostReasons = 64;  // tried inside of one message
bool Contains(std::span<const DecisionName> names, DecisionName wanted) {
  return std::find(names.begin(), names.end(), wanted) != names.end();
}

// What a response knows whenever it is given, and what it never knows (S23).
struct ResponseKnowledge {
  std::vector<DecisionName> certain;
  std::vector<DecisionName> never;
  bool target = false;  // there is one
};

ResponseKnowledge KnowledgeOf(ResponseKind kind) {
  using enum DecisionName;
  std::vector<DecisionName> certain = {kDaysLeft};
  const bool target = kind == ResponseKind::kContinue || kind == ResponseKind::kExtend ||
                      kind == ResponseKind::kRecover;
  if (target) {
    certain.insert(certain.end(), {kDaysLate, kNewTarget, kCurrentTarget, kOriginalTarget});
  }
  switch (kind) {
    case ResponseKind::kGraduate:
      return {certain, {kReason, kConditions, kUnanswered, kDays}, target};
    case ResponseKind::kContinue:
      return {certain, {kReason, kDays}, target};
    case ResponseKind::kExtend:
      certain.insert(certain.end(), {kReason, kDays});
      return {certain, {}, target};
    case ResponseKind::kEscalate:
      return {certain, {kDays}, target};
    case ResponseKind::kRecover:
      break;
  }
  return {certain, {}, target};
}

// What a placeholder of a text names.
struct Known {
  std::string name;
  std::optional<uint32_t> slot;  // nothing: a DecisionName
  bool certain = false;
  bool never = false;
  std::string_view without = kUnknownWord;  // what stands outside of sections for want of a value
  std::string constant = {};                // what it reads, of a constant
};

std::string Sample(const Slot& slot, std::string_view format) {
  if (format == kPercent) return "65 %";
  if (slot.type == expression::Type::kDouble) return "12";
  if (slot.type == expression::Type::kTimestamp) return "2026-03-01";
  if (slot.type == expression::Type::kBool) return "true";
  if (slot.type == expression::Type::kSeries) return "6 points";
  return slot.words.empty() ? "word" : slot.words.front();
}

std::string Sample(std::string_view name) {
  if (name == "account") return "acme";
  if (name == "conditions") return "one thing; another thing";
  return name.ends_with("_target") ? "2026-03-01" : "12";
}

// One text in one language.
class TextChecker {
 public:
  TextChecker(Checker& checker, const ShownText& shown, const document::Text::Entry& entry)
      : checker_(checker), shown_(shown), entry_(entry), parsed_(ParseText(entry.text)) {
    if (shown.response) knowledge_ = KnowledgeOf(*shown.response);
  }

  // Places, names and formats.
  void CheckPieces() {
    for (const TextMistake& mistake : parsed_.mistakes) Report(mistake);
    // Each is rendered missing, and each that is unknown is held against every name.
    const size_t names = CountNames();
    if (names > checker_.limits.max_placeholders) {
      return checker_.sink.Error(
          "too-many", entry_.span,
          absl::StrCat(names, " different placeholders in one text; at most ",
                       checker_.limits.max_placeholders, " are allowed (max_placeholders)"));
    }
    for (const TextPiece& piece : parsed_.pieces) {
      if (piece.kind == TextPiece::Kind::kPlaceholder) CheckPlaceholder(piece);
    }
  }

  // Renders the text in every way that matters; its pieces are right. Nothing is to say of all
  // missing where one alone reads badly already.
  void Read() {
    if (Tell(Render([](const Known&) { return false; }), "", "")) return;
    bool told = false;
    size_t uncertain = 0;
    for (const Known& lacking : known_) {
      if (lacking.certain || lacking.never) continue;
      ++uncertain;
      const Rendering alone =
          Render([&](const Known& known) { return known.name == lacking.name; });
      told |= Tell(alone, absl::StrCat(" where `", lacking.name, "` has no value"), lacking.name);
    }
    if (!told && uncertain > 1) {
      Tell(Render([](const Known& known) { return !known.certain; }), " where nothing has a value",
           "name");
    }
    ReadWithReasons();
  }

 private:
  size_t CountNames() const {
    std::set<std::string_view> names;
    for (const TextPiece& piece : parsed_.pieces) {
      if (piece.kind == TextPiece::Kind::kPlaceholder) names.insert(piece.name);
    }
    return names.size();
  }

  Span At(uint32_t offset, size_t length) const {
    Span span = entry_.span;
    if (!entry_.verbatim) return span;
    span.column += offset;
    span.length = static_cast<uint32_t>(std::max<size_t>(1, length));
    return span;
  }

  void Report(const TextMistake& mistake) {
    const Span at = At(mistake.offset, 1);
    switch (mistake.kind) {
      case TextMistake::Kind::kUnclosedBrace:
        return checker_.sink.Error("unclosed-brace", at, "nothing closes the `{`",
                                   "a placeholder is written {name} or {name:percent}");
      case TextMistake::Kind::kUnclosedSection:
        return checker_.sink.Error("unclosed-section", at, "nothing closes the `[`",
                                   "a section is written [... {name} ...]");
      case TextMistake::Kind::kNestedSection:
        return checker_.sink.Error("nested-section", at, "sections do not nest",
                                   "write two sections after each other, or variants between `|`");
      case TextMistake::Kind::kNeverShown:
        return checker_.sink.Error("never-shown", at, "what follows this `|` is never shown",
                                   "the variant before it has no placeholder, so it always shows: "
                                   "let it be the last");
    }
  }

  // --- names ---

  void CheckPlaceholder(const TextPiece& piece) {
    const auto decision = std::find(kDecisionNames.begin(), kDecisionNames.end(), piece.name);
    // A fact that the pack calls by one of these names is meant wherever they mean nothing.
    if (shown_.response && decision != kDecisionNames.end()) {
      return CheckDecision(piece, static_cast<DecisionName>(decision - kDecisionNames.begin()));
    }
    const StageEnvironment environment(checker_.names, Stage::kTexts);
    const auto fact = environment.Find(piece.name);
    if (fact) return CheckFact(piece, fact->slot);
    if (const Constant* constant = checker_.UseConstant(piece.name)) {
      return CheckConstant(piece, *constant);
    }
    if (piece.name == kDecisionNames[static_cast<size_t>(DecisionName::kAccount)]) {
      return CheckDecision(piece, DecisionName::kAccount);
    }
    std::string hint = environment.WhyNot(piece.name);
    if (hint.empty() && decision != kDecisionNames.end()) {
      hint = "only `extension.responses` know it: it belongs to a decision";
    }
    if (hint.empty()) hint = DidYouMean(piece.name, Names());
    checker_.sink.Error("unknown-name", At(piece.offset, piece.text.size()),
                        absl::StrCat("no signal or fact is called ", Quoted(piece.name)), hint);
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names = checker_.names.names();
    for (const Constant& constant : checker_.rules.constants) names.push_back(constant.name);
    if (shown_.response) names.insert(names.end(), kDecisionNames.begin(), kDecisionNames.end());
    return names;
  }

  void CheckDecision(const TextPiece& piece, DecisionName name) {
    if (!piece.format.empty()) {
      checker_.sink.Error("unknown-format", At(piece.offset, piece.text.size()),
                          absl::StrCat("`", ToAbsl(piece.name), "` takes no format"),
                          absl::StrCat("write {", ToAbsl(piece.name), "}"));
    }
    const bool certain = name == DecisionName::kAccount || Contains(knowledge_.certain, name);
    Remember({std::string(piece.name), std::nullopt, certain, Contains(knowledge_.never, name),
              WithoutValue(name)});
  }

  void CheckConstant(const TextPiece& piece, const Constant& constant) {
    CheckFormat(piece, expression::Type::kDouble);
    Remember({std::string(piece.name), std::nullopt, true, false, kUnknownWord,
              NumberForPeople(constant.value, piece.format == kPercent)});
  }

  void CheckFact(const TextPiece& piece, uint32_t slot) {
    CheckFormat(piece, checker_.names.slot(slot).type);
    checker_.names.slot(slot).in_text = true;
    if (FindKnown(piece.name) == nullptr) {
      Remember({std::string(piece.name), slot, IsCertain(slot), false, kUnknownWord});
    }
  }

  void CheckFormat(const TextPiece& piece, expression::Type type) {
    if (piece.format.empty()) return;
    const Span at = At(piece.offset, piece.text.size());
    static const std::vector<std::string> kFormats = {std::string(kPercent), std::string(kDate)};
    if (std::find(kFormats.begin(), kFormats.end(), piece.format) == kFormats.end()) {
      return checker_.sink.Error("unknown-format", at,
                                 absl::StrCat("unknown format ", Quoted(piece.format)),
                                 DidYouMean(piece.format, kFormats));
    }
    const auto wanted =
        piece.format == kPercent ? expression::Type::kDouble : expression::Type::kTimestamp;
    if (type == wanted) return;
    checker_.sink.Error("type-mismatch", at,
                        absl::StrCat("`", ToAbsl(piece.name), "` does not fit the format `",
                                     ToAbsl(piece.format), "`"),
                        "`percent` is for numbers, `date` is for moments");
  }

  const Known* FindKnown(std::string_view name) const {
    const auto found = std::find_if(known_.begin(), known_.end(),
                                    [name](const Known& known) { return known.name == name; });
    return found == known_.end() ? nullptr : &*found;
  }

  void Remember(Known known) {
    if (FindKnown(known.name) == nullptr) known_.push_back(std::move(known));
  }

  bool IsCertain(uint32_t slot) const {
    if (slot == SlotOf(AccountField::kAsOf)) return true;
    const bool extends = checker_.document.extension.present();
    if (slot == SlotOf(BuiltinFact::kExtensionDaysLeft) && extends) return true;
    if (knowledge_.target && (slot == SlotOf(EventField::kTargetGraduationAt) ||
                              slot == SlotOf(BuiltinFact::kDaysPastTarget) ||
                              slot == SlotOf(BuiltinFact::kDaysPastOriginalTarget))) {
      return true;
    }
    const Graduation& graduation = checker_.rules.graduation;
    if (shown_.response == ResponseKind::kGraduate &&
        (slot == graduation.total_slot || slot == graduation.readiness_slot ||
         slot == graduation.decision_slot)) {
      return true;
    }
    AbsentFact absent(checker_.rules, slot);
    return std::any_of(
        shown_.conditions.begin(), shown_.conditions.end(),
        [&](const ShownText::Shown& shown) { return !absent.CanBe(shown.answer, shown.when); });
  }

  // --- how it reads ---

  // Reasons stand inside of messages: each that may is tried there.
  void ReadWithReasons() {
    if (!shown_.response) return;
    const Extension& extension = checker_.rules.extension;
    if (FindKnown("reason") != nullptr) {
      // The reasons for more time too, where no extension can reach today.
      ReadWith(extension.extend, reason_);
      if (shown_.response != ResponseKind::kExtend) ReadWith(extension.escalate, reason_);
    }
    if (FindKnown("root_cause") != nullptr) ReadWith(extension.root_cause, root_cause_);
  }

  void ReadWith(const std::vector<Reason>& reasons, std::string& sample) {
    const std::string before = sample;
    for (const Reason& reason : std::span(reasons).first(std::min(reasons.size(), kMostReasons))) {
      const std::string_view words = reason.action.reason.In(entry_.language);
      sample = FillText(ParseText(words), [&](const TextPiece& piece) -> Filling {
                 const auto slot = checker_.names.Find(piece.name);
                 if (!slot) return {Sample(piece.name), true};
                 return {Sample(checker_.names.slot(*slot), piece.format), true};
               }).text;
      Tell(Render([](const Known&) { return false; }),
           absl::StrCat(" with the reason `", reason.name, "`"), "");
    }
    sample = before;
  }

  struct Rendering {
    std::string text;
    TextDefect defect;
  };
  template <typename Lacks>
  Rendering Render(const Lacks& lacks) const {
    std::string_view hole;  // a word that stands for a value
    const FilledText filled = FillText(parsed_, [&](const TextPiece& piece) -> Filling {
      const Known& known = *FindKnown(piece.name);
      if (known.never || lacks(known)) {
        if (known.without != "" && known.without != "0") hole = known.without;
        return {std::string(known.without), false};
      }
      if (known.name == "reason" && !known.slot) return {reason_, true};
      if (known.name == "root_cause" && !known.slot) return {root_cause_, true};
      if (!known.constant.empty()) return {known.constant, true};
      if (!known.slot) return {Sample(known.name), true};
      return {Sample(checker_.names.slot(*known.slot), piece.format), true};
    });
    if (filled.complete || hole.empty()) {
      return {filled.text, FindDefect(filled.text, entry_.language)};
    }
    return {filled.text, {absl::StrCat("says `", ToAbsl(hole), "`"), filled.text.find(hole)}};
  }

  bool Tell(const Rendering& rendering, const std::string& where, const std::string& name) {
    if (rendering.defect.words.empty()) return false;
    std::string message = absl::StrCat("the text ", rendering.defect.words, where);
    if (!rendering.text.empty()) {
      absl::StrAppend(&message, ": ", Quoted(Excerpt(rendering.text, rendering.defect.at)));
    }
    const std::string section = absl::StrCat("[... {", name, "} ...");
    checker_.sink.Warning("broken-text", entry_.span, std::move(message),
                          name.empty() ? ""
                                       : absl::StrCat("a section vanishes with it: `", section,
                                                      "]`, or `", section, "|instead]`"));
    return true;
  }

  Checker& checker_;
  const ShownText& shown_;
  const document::Text::Entry& entry_;
  const TextTemplate parsed_;
  ResponseKnowledge knowledge_;
  std::vector<Known> known_;  // what the placeholders name, each once
  std::string reason_ = "something happened";
  std::string root_cause_ = "something else";
};

}  // namespace

void CheckTexts(Checker& checker) {
  std::deque<TextChecker> texts;
  for (const ShownText& shown : checker.texts) {
    for (const document::Text::Entry& entry : shown.text->entries) {
      texts.emplace_back(checker, shown, entry).CheckPieces();
    }
  }
  // Where a condition is wrong, nothing can be said of what is known beside it.
  if (checker.sink.has_errors()) return;
  for (TextChecker& text : texts) text.Read();
}

}  // namespace bellwether::ruleset
