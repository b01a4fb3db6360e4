// What a record of a book may say: one table of fields for each of the fourteen kinds. Reading,
// checking, the columns of a book, "did you mean", the schema and docs/portfolio/records.md follow
// from these tables.
//
// Rules of a pack may read them too (ruleset/record_names.h), so they stand before the stages that
// read records. Words that the engine acts upon (how a contract ended, which way revenue moved) are
// closed lists; all others (reasons, causes, purposes) are a business's own. Constant data.
#ifndef BELLWETHER_ENGINE_SCHEMA_RECORD_KINDS_H_
#define BELLWETHER_ENGINE_SCHEMA_RECORD_KINDS_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether::records {

enum class Kind : uint8_t {
  kAccount,  // attributes and signals that changed; it has no columns (read_changes.h)
  kContract,
  kRevenue,
  kMilestone,
  kOnboarding,
  kValue,
  kActivity,
  kTicket,
  kSurvey,
  kUsage,
  kOpportunity,
  kCost,
  kEvaluation,
  kAssignment,
};
inline constexpr size_t kKindCount = 14;

enum class Form : uint8_t {
  kWord,  // a name that is compared and counted
  kText,  // for people: kept by no metric
  kNumber,
  kTruth,
  kMoment,
  kWords,   // several words
  kCounts,  // {word: number}
};

struct FieldInfo {
  std::string_view name;
  Form form = Form::kWord;
  std::string_view about;
  std::string_view example;  // as YAML
  bool required = false;
  std::span<const std::string_view> words = {};  // of a closed list; empty: any
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();

  constexpr FieldInfo Required() const {
    FieldInfo field = *this;
    field.required = true;
    return field;
  }
  constexpr FieldInfo OneOf(std::span<const std::string_view> list) const {
    FieldInfo field = *this;
    field.words = list;
    return field;
  }
  constexpr FieldInfo Within(double from, double to) const {
    FieldInfo field = *this;
    field.least = from;
    field.most = to;
    return field;
  }
  constexpr FieldInfo AtLeast(double from) const {
    return Within(from, std::numeric_limits<double>::infinity());
  }
};

struct KindInfo {
  Kind kind = Kind::kAccount;
  std::string_view name;
  std::string_view about;
  std::string_view serves;  // which metrics read it
  std::span<const FieldInfo> fields;
};

// In the order of `Kind`.
std::span<const KindInfo, kKindCount> Kinds();
const KindInfo& InfoOf(Kind kind);
inline std::string_view NameOf(Kind kind) { return InfoOf(kind).name; }

// "contract", and for files "contracts" and "Contract" as well.
std::optional<Kind> KindOf(std::string_view name);
std::vector<std::string> KindNames();

// Position of a field in its kind's table, or `fields.size()`.
size_t FieldAt(const KindInfo& kind, std::string_view name);

// Words of an account that only a book knows: no rule of an account reads them.
inline constexpr std::string_view kBookWords[] = {"specialist", "industry", "source", "currency"};

// Lists that the engine acts upon.
namespace outcome {  // of a contract; none: still open
inline constexpr std::string_view kRenewed = "renewed";
inline constexpr std::string_view kExpanded = "expanded";
inline constexpr std::string_view kReduced = "reduced";
inline constexpr std::string_view kLost = "lost";
}  // namespace outcome
namespace movement {  // of revenue
inline constexpr std::string_view kNew = "new";
inline constexpr std::string_view kExpansion = "expansion";
inline constexpr std::string_view kContraction = "contraction";
inline constexpr std::string_view kChurn = "churn";
inline constexpr std::string_view kReactivation = "reactivation";
}  // namespace movement
namespace step {  // of an onboarding
inline constexpr std::string_view kStarted = "started";
inline constexpr std::string_view kHeld = "held";
inline constexpr std::string_view kResumed = "resumed";
inline constexpr std::string_view kExtended = "extended";
inline constexpr std::string_view kGraduated = "graduated";
inline constexpr std::string_view kAbandoned = "abandoned";
}  // namespace step
namespace instrument {  // of a survey
inline constexpr std::string_view kNps = "nps";
inline constexpr std::string_view kCsat = "csat";
inline constexpr std::string_view kCes = "ces";
}  // namespace instrument
// The best answer of an instrument's usual scale: 10, 5, 7.
double BestOf(std::string_view instrument);

}  // namespace bellwether::records

#endif  // BELLWETHER_ENGINE_SCHEMA_RECORD_KINDS_H_
