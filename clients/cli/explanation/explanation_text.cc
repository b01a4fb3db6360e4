// Headline first: who, which score, how sure; then the arithmetic; then everything beside it.
//
// Tested by tests/clients/explanation_text_test.cc.
#include "clients/cli/explanation/explanation_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/proto_json.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

constexpr size_t kDigestShown = 12;
constexpr size_t kNarrowest = 80;
constexpr size_t kWidest = 120;

bool Applies(const v1::HealthResult& health) {
  return health.state() != v1::HEALTH_STATE_NOT_APPLICABLE &&
         health.state() != v1::HEALTH_STATE_NOT_DEFINED;
}

// A moment that was given as a date comes back as midnight; as a date it is easier to read.
std::string AsOfWords(const google::protobuf::Timestamp& as_of) {
  const std::string words = FormatTimestamp(as_of);
  const size_t midnight = words.find("T00:00:00Z");
  return midnight == std::string::npos ? words : words.substr(0, midnight);
}

std::string Headline(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  std::vector<std::string> about;
  if (!evaluation.segment().empty()) about.push_back(evaluation.segment());
  if (!evaluation.stage().empty()) about.push_back(evaluation.stage());
  about.push_back("as of " + AsOfWords(evaluation.as_of()));
  const v1::PackInfo& pack = evaluation.pack();
  const std::string left = absl::StrCat(Printable(evaluation.account_id()), "  ",
                                        Printable(absl::StrJoin(about, " · ")));
  const std::string right = absl::StrCat("pack ", pack.name(), " ", pack.version(), " (",
                                         pack.digest().substr(0, kDigestShown), "…)");
  return absl::StrCat(options.style.Paint(Tone::kStrong, Spread(left, right, options.width)), "\n");
}

std::string ScoreWords(const v1::HealthResult& health, const ExplanationOptions& options) {
  if (!health.has_score()) return options.style.Paint(Tone::kMiddling, StateWords(health.state()));
  const v1::HealthScore& score = health.score();
  const std::string overridden =
      health.state() == v1::HEALTH_STATE_OVERRIDDEN ? ", overridden" : "";
  return options.style.Paint(
      BandTone(options.plan, health.model(), score.band()),
      absl::StrCat(FormatFixed(score.value(), score.precision()), " ", score.band(), overridden));
}

std::string InterveneWords(v1::Ternary intervene) {
  switch (intervene) {
    case v1::TERNARY_TRUE:
      return "intervene";
    case v1::TERNARY_UNKNOWN:
      return "missing data decide whether to intervene";
    default:
      return "";
  }
}

// What the sentence about certainty rests on.
std::string TrustLine(const v1::HealthResult& health) {
  std::vector<std::string> parts;
  if (health.has_bounds()) {
    parts.push_back("coverage " + Percent(health.coverage()));
    parts.push_back("bounds " + BoundsWords(health));
  }
  if (health.has_score()) parts.push_back(InterveneWords(health.score().intervene()));
  if (health.segment_weights()) parts.push_back("weights of the segment");
  parts.erase(std::remove(parts.begin(), parts.end(), ""), parts.end());
  return absl::StrJoin(parts, " · ");
}

std::string Paragraph(const std::string& words, const ExplanationOptions& options, Tone tone) {
  std::string text;
  for (const std::string& line : Wrap(Printable(words), options.width)) {
    absl::StrAppend(&text, options.style.Paint(tone, line), "\n");
  }
  return text;
}

std::string MissingOf(const v1::HealthResult& health) {
  std::vector<std::string> names;
  for (const std::string& name : health.insufficient().missing()) names.push_back(name);
  if (!names.empty()) return "to supply: " + absl::StrJoin(names, ", ");
  for (const auto& input : health.missing()) {
    names.push_back(absl::StrCat(input.name(), " (", MissingWords(input.reason()), ")"));
  }
  return names.empty() ? "" : "whether it applies depends on: " + absl::StrJoin(names, ", ");
}

std::string ModelText(const v1::HealthResult& health, const ExplanationOptions& options) {
  const std::string name = Printable(health.model());
  const std::string primary = health.primary() ? " (primary)" : "";
  const std::string left = absl::StrCat(options.style.Paint(Tone::kStrong, name), primary, "  ",
                                        ScoreWords(health, options));
  // Colours take no columns, so the plain text is measured.
  ExplanationOptions plain = options;
  plain.style = Style(false);
  const std::string bare = absl::StrCat(name, primary, "  ", ScoreWords(health, plain));
  const std::string location = LocationWords(health.location());
  const size_t taken = DisplayWidth(bare) + DisplayWidth(location);
  std::string text = left;
  if (!location.empty()) {
    text.append(taken + 2 < options.width ? options.width - taken : 2, ' ');
    text += options.style.Paint(Tone::kQuiet, location);
  }
  text += "\n";
  text += Paragraph(health.description(), options, Tone::kQuiet);
  text += Paragraph(health.confidence(), options, Tone::kPlain);
  text += Paragraph(TrustLine(health), options, Tone::kQuiet);
  text += Paragraph(MissingOf(health), options, Tone::kMiddling);
  const std::string sum = ComponentTree(health, options) + ScoreSum(health, options);
  return sum.empty() ? text : absl::StrCat(text, "\n", sum);
}

std::string NotApplicable(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  std::vector<std::string> names;
  for (const auto& health : evaluation.health()) {
    if (!Applies(health)) names.push_back(health.model());
  }
  if (names.empty() || !options.model.empty()) return "";
  return Paragraph("not applicable: " + absl::StrJoin(names, ", "), options, Tone::kQuiet);
}

void AppendSection(const std::string& section, std::string& text) {
  if (!section.empty()) absl::StrAppend(&text, text.empty() ? "" : "\n", section);
}

std::string HealthSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  std::string text;
  for (const auto& health : evaluation.health()) {
    const bool wanted = options.model.empty() ? Applies(health) : health.model() == options.model;
    if (wanted) AppendSection(ModelText(health, options), text);
  }
  AppendSection(NotApplicable(evaluation, options), text);
  return text;
}

struct Part {
  std::string_view name;  // "": always asked, and shown when it has something to say
  Section section = Section::kHealth;
  std::string (*text)(const v1::Evaluation&, const ExplanationOptions&) = nullptr;
};

// In the order of the screen: what to do, how it stands, what it rests on.
constexpr std::array<Part, 12> kParts = {{
    {"briefing", Section::kBriefing, BriefingSection},
    {"health", Section::kHealth, HealthSection},
    {"flags", Section::kFlags, FlagSection},
    {"graduation", Section::kGraduation, GraduationSection},
    {"extension", Section::kExtension, ExtensionSection},
    {"programme", Section::kProgramme, ForecastSection},
    {"programme", Section::kProgramme, ProgrammeSection},
    {"", Section::kProgramme, PlaybookSection},
    {"questions", Section::kQuestions, QuestionSection},
    {"benchmarks", Section::kBenchmarks, BenchmarkSection},
    {"facts", Section::kFacts, FactSection},
    {"data", Section::kData, DataSection},
}};

}  // namespace

std::string LocationWords(const v1::SourceLocation& location) {
  if (location.file().empty()) return "";
  return absl::StrCat(location.file(), ":", location.line());
}

std::string Spread(const std::string& left, const std::string& right, size_t width) {
  if (right.empty()) return left;
  const size_t taken = DisplayWidth(left) + DisplayWidth(right);
  if (taken + 2 > width) return absl::StrCat(left, "\n", PadLeft(right, width));
  return absl::StrCat(left, std::string(width - taken, ' '), right);
}

std::vector<std::string> SectionChoice::AllNames() {
  std::vector<std::string> names;
  for (const Part& part : kParts) {
    const bool listed = !names.empty() && names.back() == part.name;
    if (!part.name.empty() && !listed) names.emplace_back(part.name);
  }
  return names;
}

bool SectionChoice::Add(std::string_view name) {
  for (const Part& part : kParts) {
    if (part.name.empty() || part.name != name) continue;
    bits_ |= Bit(part.section);
    return true;
  }
  return false;
}

std::string ExplanationText(const v1::Evaluation& evaluation, const ExplanationOptions& given) {
  ExplanationOptions options = given;
  options.width = std::clamp(given.width, kNarrowest, kWidest);
  std::string text = Headline(evaluation, options);
  for (const Part& part : kParts) {
    const bool wanted = options.brief ? part.section == Section::kBriefing
                        : options.model.empty()
                            ? part.name.empty() || options.sections.Has(part.section)
                            : part.section == Section::kHealth;
    if (wanted) AppendSection(part.text(evaluation, options), text);
  }
  return text;
}

std::string QuestionsText(const v1::Evaluation& evaluation, const ExplanationOptions& given) {
  ExplanationOptions options = given;
  options.width = std::clamp(given.width, kNarrowest, kWidest);
  std::string text = Headline(evaluation, options);
  const std::string questions = QuestionSection(evaluation, options);
  AppendSection(
      questions.empty() ? "No answer that is missing could change what is said.\n" : questions,
      text);
  return text;
}

}  // namespace bellwether::cli
