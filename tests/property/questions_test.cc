// What to ask next, against trying: for generated packs and accounts, each missing fact is given
// values of its type, the oracle says what comes out, and the list must hold exactly the facts that
// changed something, each with what its answers do, in its own order.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "absl/strings/str_cat.h"
#include "engine/base/civil_day.h"
#include "engine/explain/confidence.h"
#include "engine/questions/answers.h"
#include "engine/questions/questions.h"
#include "engine/questions/standing.h"
#include "tests/oracle/oracle.h"
#include "tests/property/every_account.h"
#include "tests/property/promises.h"
#include "tests/property/property_run.h"

namespace bellwether {
namespace {

using Asked = RandomAccounts::Asked;

constexpr uint64_t kDonors = 6;  // values that are tried for each fact

// What an outcome says, by the oracle's transcript.
std::string OracleVerdict(const oracle::Transcript& transcript, const Plan& plan,
                          const OutcomeQuestions& outcome) {
  const auto line = [&](const std::string& kind, const std::string& name, const char* field) {
    for (const auto& [key, text] : transcript.lines()) {
      if (key == absl::StrCat(kind, " ", name, name.empty() ? "" : " ", field)) return text;
    }
    return std::string("-");
  };
  switch (outcome.outcome) {
    case Outcome::kBand: {
      const std::string& model = plan.model_notes[outcome.model].name;
      return absl::StrCat(line("model", model, "state"), " ", line("model", model, "band"));
    }
    case Outcome::kReadiness:
      return absl::StrCat(line("graduation", "", "state"), " ",
                          line("graduation", "", "readiness"));
    case Outcome::kGraduation: {
      const std::string state = line("graduation", "", "state");
      return absl::StrCat(state == "INSUFFICIENT_DATA" ? "ANSWERED" : state, " ",
                          line("graduation", "", "graduate"));
    }
    case Outcome::kDecision:
      break;
  }
  return absl::StrCat(line("extension", "", "state"), " ", line("extension", "", "decision"), " ",
                      line("extension", "", "days granted"));
}

bool Accepted(const CheckedPack& pack, const Account& account, const BindOptions& options) {
  return EvaluateAccount(pack.plan, account, options).accepted;
}

// One answer to one fact.
struct Given {
  Account account;
  std::string word;              // of words
  std::optional<double> number;  // of scales; days since 1970 for dates
  bool date = false;
};

// Texts are without end: what `contains` and `matches` make of them is found by nobody.
bool IsFreeText(const CheckedPack& pack, uint32_t slot) {
  return pack.plan.slots[slot].origin == ruleset::SlotOrigin::kSignal &&
         pack.plan.slots[slot].kind == ruleset::SignalType::kText;
}

// Days are asked for, not times of day.
Moment WholeDay(const Moment& moment) {
  return moment.date_only ? moment
                          : Moment::Date(absl::ToCivilDay(moment.time, absl::UTCTimeZone()));
}

std::optional<Given> GiveSignal(const CheckedPack& pack, const Asked& asked, uint32_t slot,
                                const Account& donor) {
  const std::string& name = pack.plan.slots[slot].name;
  const auto found = std::find_if(donor.signals.begin(), donor.signals.end(),
                                  [&](const SignalInput& signal) { return signal.name == name; });
  if (found == donor.signals.end()) return std::nullopt;
  Given given{asked.account, "", std::nullopt, false};
  std::erase_if(given.account.signals,
                [&](const SignalInput& signal) { return signal.name == name; });
  given.account.signals.push_back({name, found->value, {}});
  if (const auto* number = std::get_if<double>(&found->value)) given.number = *number;
  if (const auto* truth = std::get_if<bool>(&found->value)) given.word = *truth ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&found->value)) given.word = *text;
  if (const auto* moment = std::get_if<Moment>(&found->value)) {
    given.date = true;
    given.account.signals.back().value = WholeDay(*moment);
  }
  const bool told = given.number || !given.word.empty() || given.date;
  return told ? std::optional(given) : std::nullopt;
}

std::optional<Given> Give(const CheckedPack& pack, const Asked& asked, uint32_t slot,
                          const Account& donor) {
  Given given{asked.account, "", std::nullopt, false};
  if (slot == SlotOf(AccountField::kSegment)) given.word = given.account.segment = donor.segment;
  if (slot == SlotOf(AccountField::kCadence)) given.word = given.account.cadence = donor.cadence;
  if (slot == SlotOf(AccountField::kStage)) given.word = given.account.stage = donor.stage;
  if (slot == SlotOf(AccountField::kAcv)) given.number = given.account.acv = donor.acv;
  if (slot == SlotOf(AccountField::kSeats)) given.number = given.account.seats = donor.seats;
  if (pack.plan.slots[slot].origin == ruleset::SlotOrigin::kEvent) {
    EventDate date = donor.dates[slot - kAccountFieldCount];
    if (const auto* moment = std::get_if<Moment>(&date)) date = WholeDay(*moment);
    given.account.dates[slot - kAccountFieldCount] = date;
    given.date = std::holds_alternative<Moment>(date);
    if (std::holds_alternative<NotYet>(date)) given.word = "not_yet";
  }
  if (pack.plan.slots[slot].origin == ruleset::SlotOrigin::kSignal) {
    return GiveSignal(pack, asked, slot, donor);
  }
  const bool told = given.number || !given.word.empty() || given.date;
  return told ? std::optional(given) : std::nullopt;
}

bool IsMissing(MissingReason reason) {
  return reason == MissingReason::kNotGiven || reason == MissingReason::kStale ||
         reason == MissingReason::kInFuture;
}

const Question* Listed(const OutcomeQuestions& outcome, uint32_t slot) {
  for (const Question& question : outcome.questions) {
    if (question.slot == slot) return &question;
  }
  return nullptr;
}

bool Covers(const AnswerRange& range, const Given& given) {
  if (!given.number) {
    return std::find(range.words.begin(), range.words.end(), given.word) != range.words.end();
  }
  if (!range.words.empty()) return false;
  const double number = *given.number;
  const bool above =
      !range.from || number > *range.from || (range.from_inclusive && number == *range.from);
  const bool below = !range.to || number < *range.to || (range.to_inclusive && number == *range.to);
  return above && below;
}

// The answer that speaks of a value: its verdict must be what the value brings.
std::string WrongAnswer(const Question& question, const Given& given, const Verdict& verdict) {
  if (given.date) return "";  // times of day lie between the days that are tried
  for (const PossibleAnswer& answer : question.answers) {
    if (!Covers(answer.range, given)) continue;
    if (answer.verdict == verdict) return "";
    return absl::StrCat("the answer ", AnswerWords(answer.range, "en"), " of ", question.name,
                        " has another verdict than the value brings");
  }
  return absl::StrCat("no answer of ", question.name, " speaks of the value ", given.word,
                      given.number.value_or(0));
}

std::string OutOfOrder(const OutcomeQuestions& outcome) {
  for (size_t i = 0; i + 1 < outcome.questions.size(); ++i) {
    const Question& a = outcome.questions[i];
    const Question& b = outcome.questions[i + 1];
    const bool in_order = a.decides != b.decides ? a.decides
                                                 : a.settles > b.settles ||
                                                       (a.settles == b.settles && a.slot < b.slot);
    if (!in_order) return absl::StrCat(b.name, " stands after ", a.name);
    if (!a.decides && !outcome.open) return a.name + " is asked where nothing is open";
  }
  return "";
}

// A number that a derived count reads does something at whole numbers alone, which no range can
// say.
bool HasWholeFormulas(const CheckedPack& pack) {
  return std::any_of(pack.plan.derived.begin(), pack.plan.derived.end(),
                     [](const PlanDerived& derived) { return derived.range.whole; });
}

// Every fact whose value changes an outcome is asked for it, and its answers say so.
std::string NotAsked(const CheckedPack& pack, const Asked& asked) {
  if (HasWholeFormulas(pack)) return "";
  const Evaluated before = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!before.accepted) return "";
  const Questions questions =
      Ask(pack.plan, asked.account, asked.options, Limits{}, before.facts, before.evaluation);
  if (!questions.complete) return "so many answers cannot be needed";
  const oracle::Transcript now = oracle::Answer(pack.rules, asked.account, asked.options);
  for (const OutcomeQuestions& outcome : questions.outcomes) {
    if (const std::string wrong = OutOfOrder(outcome); !wrong.empty()) return wrong;
  }
  const RandomAccounts accounts(pack.rules);
  for (uint32_t slot = 0; slot < pack.plan.slots.size(); ++slot) {
    if (!IsMissing(before.facts.reasons[slot])) continue;
    if (slot == SlotOf(EventField::kGraduatedAt)) continue;  // it would end every question
    if (IsFreeText(pack, slot)) continue;
    for (uint64_t donor = 0; donor < kDonors; ++donor) {
      const auto given = Give(pack, asked, slot, accounts.MakeComplete(donor * 7 + slot).account);
      if (!given || !Accepted(pack, given->account, asked.options)) continue;
      const oracle::Transcript then = oracle::Answer(pack.rules, given->account, asked.options);
      const Evaluated after = EvaluateAccount(pack.plan, given->account, asked.options);
      for (const OutcomeQuestions& outcome : questions.outcomes) {
        const bool changes =
            OracleVerdict(now, pack.plan, outcome) != OracleVerdict(then, pack.plan, outcome);
        const Question* question = Listed(outcome, slot);
        if (changes && (question == nullptr || !question->decides)) {
          return absl::StrCat("a value of ", pack.plan.slots[slot].name, " changes ",
                              OracleVerdict(now, pack.plan, outcome), " into ",
                              OracleVerdict(then, pack.plan, outcome), " and is not asked for");
        }
        if (question == nullptr) continue;
        Standing standing;
        Stand(pack.plan, after.evaluation, outcome, standing);
        const std::string wrong = WrongAnswer(*question, *given, standing.verdict);
        if (!wrong.empty()) return wrong;
      }
    }
  }
  return "";
}

TEST(QuestionsTest, EveryValueThatChangesAnOutcomeIsAskedFor) { ForEveryAccount(60, NotAsked); }

// An end of a range, in the numbers of its scale.
double LowEnd(const AnswerRange& range, const Domain& domain) {
  if (range.from_day) return DayNumber(*range.from_day);
  return range.from.value_or(domain.points.front());
}

double HighEnd(const AnswerRange& range, const Domain& domain) {
  if (range.to_day) return DayNumber(*range.to_day);
  return range.to.value_or(domain.points.back());
}

// A point that an answer speaks of: one of those that were tried, else one inside.
double PointOf(const AnswerRange& range, const Domain& domain) {
  const double low = LowEnd(range, domain);
  const double high = HighEnd(range, domain);
  for (const double point : domain.points) {
    const bool above = point > low || (range.from_inclusive && point == low);
    const bool below = point < high || (range.to_inclusive && point == high);
    if (above && below) return point;
  }
  return range.from_inclusive ? low : range.to_inclusive ? high : (low + high) / 2;
}

void GiveOneOf(const AnswerRange& range, const Domain& domain, AnsweredAccount& answered) {
  if (!range.words.empty()) return answered.GiveWord(range.words.front());
  if (domain.scale == Scale::kNone) return answered.GiveWord(domain.words.front());
  answered.GivePoint(PointOf(range, domain), domain.scale);
}

// Whoever is said to change an outcome changes it.
std::string ChangesNothing(const CheckedPack& pack, const Asked& asked) {
  const Evaluated before = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!before.accepted) return "";
  const Questions questions =
      Ask(pack.plan, asked.account, asked.options, Limits{}, before.facts, before.evaluation);
  const oracle::Transcript now = oracle::Answer(pack.rules, asked.account, asked.options);
  for (const OutcomeQuestions& outcome : questions.outcomes) {
    const std::string verdict = OracleVerdict(now, pack.plan, outcome);
    for (const Question& question : outcome.questions) {
      bool changes = false;
      for (const PossibleAnswer& answer : question.answers) {
        if (!answer.changes) continue;
        changes = true;
        AnsweredAccount answered(pack.plan, asked.account, before.facts, question.slot);
        GiveOneOf(answer.range, DomainOf(pack.plan, before.facts, question.slot), answered);
        if (!Accepted(pack, answered.account(), asked.options)) continue;
        const auto then = oracle::Answer(pack.rules, answered.account(), asked.options);
        if (OracleVerdict(then, pack.plan, outcome) == verdict) {
          return absl::StrCat("the answer ", AnswerWords(answer.range, "en"), " of ", question.name,
                              " does not change ", verdict);
        }
      }
      if (changes != question.decides) return question.name + " has no answer that decides";
    }
  }
  return "";
}

TEST(QuestionsTest, EveryAnswerThatIsSaidToChangeAnOutcomeDoes) {
  ForEveryAccount(60, ChangesNothing);
}

// When nothing is asked, no completion of what is missing changes anything.
std::string NotOver(const CheckedPack& pack, const Asked& asked) {
  if (!PromisesOutcomes(pack)) return "";
  const Evaluated before = EvaluateAccount(pack.plan, asked.account, asked.options);
  if (!before.accepted) return "";
  const Questions questions =
      Ask(pack.plan, asked.account, asked.options, Limits{}, before.facts, before.evaluation);
  const Asked complete = Completed(pack, asked, before);
  if (!Accepted(pack, complete.account, complete.options)) return "";
  const oracle::Transcript now = oracle::Answer(pack.rules, asked.account, asked.options);
  const oracle::Transcript then = oracle::Answer(pack.rules, complete.account, complete.options);
  for (const OutcomeQuestions& outcome : questions.outcomes) {
    const std::string old = OracleVerdict(now, pack.plan, outcome);
    const std::string became = OracleVerdict(then, pack.plan, outcome);
    if (outcome.questions.empty() && old != became) {
      return absl::StrCat("nothing was asked about ", old, ", which became ", became);
    }
  }
  return "";
}

TEST(QuestionsTest, WhereNothingIsAskedNothingCanChange) { ForEveryAccount(100, NotOver); }

}  // namespace
}  // namespace bellwether
