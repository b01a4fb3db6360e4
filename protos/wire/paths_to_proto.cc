// Tested by tests/protos/wire/comparison_test.cc and tests/clients/remote_rules_test.py.
#include "engine/paths/observe.h"
#include "protos/wire/comparison.h"
#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/quantities.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

static_assert(static_cast<int>(LeftOutReason::kOtherType) + 1 == v1::UNCHANGED_REASON_OTHER_TYPE);

const std::string& NameOf(const Plan& plan, uint32_t signal) {
  return plan.slots[plan.signals[signal].slot].name;
}

template <typename Messages>
void StandingsToProto(const Goal& goal, const std::vector<Observed>& shown, Messages& messages) {
  for (size_t i = 0; i < shown.size(); ++i) {
    v1::GoalStanding& added = *messages.Add();
    added.set_path(goal.shown()[i].text);
    added.set_text(Show(shown[i]));
    added.set_reason(shown[i].why);
    if (const auto* number = std::get_if<double>(&shown[i].value)) {
      added.mutable_value()->set_number(*number);
    } else if (const auto* word = std::get_if<std::string>(&shown[i].value)) {
      added.mutable_value()->set_text(*word);
    }
  }
}

void PathToProto(const Plan& plan, const Goal& goal, const GoalPath& path, v1::GoalPath& message) {
  message.set_cost(path.cost);
  for (const SignalChange& change : path.changes) {
    v1::SignalChange& added = *message.add_changes();
    added.set_signal(NameOf(plan, change.signal));
    added.set_unit(plan.signals[change.signal].unit);
    FactValueToProto(change.from, *added.mutable_from());
    FactValueToProto(change.to, *added.mutable_to());
    added.set_cost(change.cost);
    added.set_too_old(change.too_old);
  }
  StandingsToProto(goal, path.after, *message.mutable_after());
}

void TellingToProto(const Plan& plan, const Telling& telling, std::string_view language,
                    v1::SignalTelling& message) {
  message.set_signal(NameOf(plan, telling.signal));
  message.set_missing_reason(ToProto(telling.reason));
  for (const AnswerRange& range : telling.values) {
    AnswerRangeToProto(range, language, *message.add_values());
  }
}

void ObstacleToProto(const Obstacle& obstacle, v1::GoalObstacle& message) {
  message.set_name(obstacle.name);
  message.set_words(obstacle.words);
  SetPlace(obstacle.place, message);
}

}  // namespace

void PathsToProto(const EvaluatedAccount& account, const Moment& as_of, const Goal& goal,
                  const PathsToGoal& paths, std::string_view language,
                  v1::FindPathResponse& response) {
  const Plan& plan = account.plan;
  response.set_account_id(account.account.id);
  PackInfoToProto(plan, *response.mutable_pack());
  MomentToProto(as_of, *response.mutable_as_of());
  v1::PathsToGoal& message = *response.mutable_paths();
  message.set_goal(goal.words());
  message.set_reached(paths.reached);
  StandingsToProto(goal, paths.now, *message.mutable_now());
  for (const GoalPath& path : paths.singles) PathToProto(plan, goal, path, *message.add_singles());
  for (const GoalPath& path : paths.pairs) PathToProto(plan, goal, path, *message.add_pairs());
  for (const Telling& telling : paths.tellings) {
    TellingToProto(plan, telling, language, *message.add_tellings());
  }
  if (paths.nearest) PathToProto(plan, goal, *paths.nearest, *message.mutable_nearest());
  if (paths.together) PathToProto(plan, goal, *paths.together, *message.mutable_together());
  message.set_together_reaches(paths.together_reaches);
  for (const Obstacle& obstacle : paths.obstacles) {
    ObstacleToProto(obstacle, *message.add_obstacles());
  }
  for (const LeftOut& left_out : paths.left_out) {
    v1::UnchangedSignal& added = *message.add_unchanged();
    added.set_signal(NameOf(plan, left_out.signal));
    added.set_reason(AfterUnspecified<v1::UnchangedReason>(left_out.reason));
  }
  message.set_tried(CountToProto(paths.tried));
  message.set_incomplete(!paths.complete);
  message.set_pairs_left(CountToProto(paths.pairs_left));
}

FactValue FactValueFromProto(const v1::FactValue& message) {
  switch (message.value_case()) {
    case v1::FactValue::kNumber:
      return message.number();
    case v1::FactValue::kFlag:
      return message.flag();
    case v1::FactValue::kText:
      return message.text();
    default:
      return std::monostate();
  }
}

}  // namespace bellwether::wire
