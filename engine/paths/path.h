// Dotted paths: the one way to name something of an evaluation, in tests of packs, in columns of an
// output and in conditions on an answer.
//
//   health.onboarding.band      graduation.total      fact.mood      flags.raised
//
// The table of all paths is in forms.cc; a path of a text is found by resolve.h and read by
// observe.h. Plain data: copy, move and share between threads as you like.
#ifndef BELLWETHER_ENGINE_PATHS_PATH_H_
#define BELLWETHER_ENGINE_PATHS_PATH_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "engine/evaluate/evaluation.h"
#include "engine/facts/facts.h"
#include "engine/plan/plan.h"

namespace bellwether {

enum class PathType : uint8_t {
  kNumber,
  kWord,   // one of the form's words
  kName,   // a name of the pack: band, tier, model ...
  kTruth,  // true or false, in some forms also unknown
  kDate,   // 2026-03-01; a forecast beyond a year is more_than_a_year
  kTime,   // an instant
  kNames,  // a list of names, in the order of the pack
  kFact,   // as the signal or fact is declared; TypeOf (resolve.h) says as what
  kText,   // free text; of the pack's texts those in its first language or in that of the path
};

struct Path;

// What a path may hold: words of the engine, apart by blanks, or names that depend on the pack.
struct PathWords {
  constexpr PathWords(const char* words) : text(words) {}  // NOLINT: a word list reads as itself
  constexpr PathWords(std::vector<std::string> (*of_pack)(const Plan&, const Path&))  // NOLINT
      : names(of_pack) {}

  std::string_view text;
  std::vector<std::string> (*names)(const Plan& plan, const Path& path) = nullptr;
};

// One account with everything that was found out about it. All of it must outlive the reading. Of
// the pack's plans, it holds the one that is in force.
struct EvaluatedAccount {
  EvaluatedAccount(const Plan& pack, const Account& account_in, const Facts& facts_in,
                   const Evaluation& evaluation_in)
      : plan(PlanInForce(pack, facts_in)),
        account(account_in),
        facts(facts_in),
        evaluation(evaluation_in) {}

  const Plan& plan;
  const Account& account;
  const Facts& facts;
  const Evaluation& evaluation;
};

// An event, with the day on which it fell where the account lives.
struct ObservedTime {
  absl::Time time;
  absl::CivilDay day;
  bool midnight = false;  // there: as good as a date without time
};

// What an evaluation says at a path. Truth values, words, names and dates are texts.
struct Observed {
  std::variant<std::monostate, double, std::string, std::vector<std::string>, ObservedTime> value;
  std::string why;  // there is no value: "insufficient_data", "NOT_GIVEN"

  bool has_value() const { return !std::holds_alternative<std::monostate>(value); }
};

using PathReader = Observed (*)(const EvaluatedAccount& account, const Path& path);

// A line of the table. A word of the pattern in <> stands for a name of the pack.
struct PathForm {
  std::string_view pattern;
  PathType type;
  PathWords words;
  std::string_view meaning;
  PathReader read;
};

// A path whose names are found in a plan. Indices hold for every plan with the same names in the
// same order.
struct Path {
  std::string text;
  const PathForm* form = nullptr;
  // Of the model, benchmark, flag, gate, fact ... kNoIndex: the path names none, or the model is
  // the primary one, whichever that is for an account.
  uint32_t index = kNoIndex;
  uint32_t part = 0;     // of the component or criterion, in Plan::components
  std::string language;  // of a text; "": the pack's first
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHS_PATH_H_
