// graduation/dimensions.yaml: what each dimension is made of. Criteria weigh the same and are added
// in byte order of their names (S15); a criterion is met at 100 points unless it says otherwise.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/scores.h"
#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

constexpr double kGreenFrom = 7.0;

// The points of one dimension while its criteria are judged.
class Evidence {
 public:
  // Yes or no: 100 points or none.
  Truth Judge(Truth answer) {
    Add(PresenceOf(answer), Percent(answer));
    return answer;
  }

  Truth Judge(Presence presence, double points, double met_at = 100) {
    Add(presence, points);
    return When(presence, Round<9>(points) >= met_at);
  }

  void Score(const Number& given, Dimension& dimension) const {
    const bool complete = observed_ > 0 && observed_ == applicable_;
    if (applicable_ > 0) dimension.coverage = Round<9>(observed_ / applicable_);
    const double computed = complete ? points_ / observed_ / 10 : 0;
    dimension.has_computed = complete;
    dimension.computed = Round<1>(computed);
    dimension.given = given.presence == Presence::kGiven;
    if (dimension.given) dimension.coverage = 1;
    if (!complete && !dimension.given) {
      if (applicable_ == 0) dimension.state = DimensionState::kNotApplicable;
      return;
    }
    dimension.state = DimensionState::kScored;
    dimension.weighted = dimension.given ? given.value : computed;  // until the total is known
    dimension.score = Round<1>(dimension.weighted);
    dimension.green = dimension.score >= kGreenFrom;
  }

 private:
  void Add(Presence presence, double points) {
    const double observed = presence == Presence::kGiven ? 1 : 0;
    points_ += observed * points;
    observed_ += observed;
    applicable_ += presence == Presence::kNotApplicable ? 0 : 1;
  }

  double points_ = 0;
  double observed_ = 0;
  double applicable_ = 0;
};

void JudgeTechnical(const Input& in, Output& out) {
  auto& criteria = out.graduation.criteria.technical;
  Evidence evidence;
  criteria.access = evidence.Judge(in.users_with_access_ratio.presence,
                                   Percent(in.users_with_access_ratio.value));
  criteria.core_workflow = evidence.Judge(in.core_workflow_ready);
  criteria.data_migration = evidence.Judge(in.data_accuracy_ratio.presence,
                                           Linear(in.data_accuracy_ratio.value, 0.9, 1), 90);
  criteria.integrations = evidence.Judge(in.integration_success_ratio.presence,
                                         Linear(in.integration_success_ratio.value, 0.8, 1), 90);
  criteria.performance = evidence.Judge(in.performance_acceptable);
  criteria.security = evidence.Judge(in.security_requirements_met);
  evidence.Score(in.technical_score, out.graduation.technical);
}

void JudgeKnowledge(const Input& in, Output& out) {
  constexpr CurvePoint kQuiz[] = {{0, 0}, {0.8, 100}};
  constexpr double kAdmins[] = {0, 50, 100};
  constexpr double kTraining[] = {100, 100, 30};
  const Rating& training = out.ratings.training_completion;
  auto& criteria = out.graduation.criteria.knowledge;
  Evidence evidence;
  criteria.admins = evidence.Judge(in.admin_training.presence,
                                   kAdmins[static_cast<size_t>(in.admin_training.word)]);
  criteria.assessment =
      evidence.Judge(in.training_quiz_ratio.presence, Curve(kQuiz, in.training_quiz_ratio.value));
  criteria.documentation = evidence.Judge(in.customer_documentation_exists);
  criteria.end_users = evidence.Judge(PresenceOf(training), kTraining[training.tier]);
  criteria.help = evidence.Judge(in.admins_know_help);
  criteria.key_users = evidence.Judge(in.key_users_work_alone);
  criteria.super_user = evidence.Judge(AtLeast(in.super_users, 1));
  evidence.Score(in.knowledge_score, out.graduation.knowledge);
}

void JudgeUsage(const Input& in, Output& out) {
  constexpr CurvePoint kCoreFeatures[] = {{0, 0}, {0.7, 100}};
  const Number& thresholds = out.facts.usage_thresholds_met_ratio;
  auto& criteria = out.graduation.criteria.usage;
  Evidence evidence;
  criteria.core_features =
      evidence.Judge(in.core_feature_adoption_ratio.presence,
                     Curve(kCoreFeatures, in.core_feature_adoption_ratio.value));
  criteria.login_frequency = evidence.Judge(in.login_frequency_as_expected);
  criteria.minimum_usage = evidence.Judge(thresholds.presence, Percent(thresholds.value));
  criteria.real_process = evidence.Judge(in.real_process_in_production);
  criteria.trend = evidence.Judge(Not(out.facts.usage_declining));
  evidence.Score(in.usage_score, out.graduation.usage);
}

void JudgeValue(const Input& in, Output& out) {
  constexpr double kRoi[] = {100, 50, 0, 0};
  auto& criteria = out.graduation.criteria.value;
  Evidence evidence;
  criteria.confirmed = evidence.Judge(out.facts.value_confirmed);
  criteria.in_production = evidence.Judge(in.use_case_in_production);
  criteria.metric = evidence.Judge(in.success_metric_positive);
  criteria.outcome = evidence.Judge(in.outcome_achieved);
  criteria.roi = evidence.Judge(in.roi_path.presence, kRoi[static_cast<size_t>(in.roi_path.word)]);
  evidence.Score(in.value_score, out.graduation.value);
}

void JudgeStakeholder(const Input& in, Output& out) {
  auto& criteria = out.graduation.criteria.stakeholder;
  Evidence evidence;
  criteria.adoption_plan = evidence.Judge(in.customer_adoption_plan);
  criteria.champion =
      evidence.Judge(in.champion_sentiment.presence, Points(in.champion_sentiment.word));
  criteria.no_objection = evidence.Judge(Not(in.decision_maker_objection));
  criteria.sponsor =
      evidence.Judge(in.sponsor_sentiment.presence, Points(in.sponsor_sentiment.word));
  criteria.supporters = evidence.Judge(in.stakeholders_supportive);
  evidence.Score(in.stakeholder_score, out.graduation.stakeholder);
}

}  // namespace

void JudgeCriteria(const Input& in, Output& out) {
  JudgeTechnical(in, out);
  JudgeKnowledge(in, out);
  JudgeUsage(in, out);
  JudgeValue(in, out);
  JudgeStakeholder(in, out);
}

}  // namespace bellwether::saas
