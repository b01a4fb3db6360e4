// Tested by tests/engine/generation/account_generator_test.cc.
#include "engine/generation/account_model.h"

#include <algorithm>
#include <numeric>
#include <string>

#include "absl/strings/str_format.h"
#include "engine/generation/history.h"
#include "engine/generation/own_edges.h"
#include "engine/generation/signals.h"

namespace bellwether::generation {
namespace {

constexpr double kWordMissing = 0.02, kAmountMissing = 0.03;
constexpr double kUnderWay = 0.75;  // of accounts that tell no stage
constexpr Bell kAcv = {30'000, 60'000}, kSeats = {50, 90};
constexpr double kLargeArePaidMore = 0.8;
constexpr int kManagers = 8;

NumberSpread Amount(const Plan& plan, AccountField field, bool whole, const Bell& bell) {
  ruleset::NumberRange range;
  range.min = whole ? 1 : 0;
  range.whole = whole;
  const auto slot = static_cast<uint32_t>(SlotOf(field));
  const std::vector<double> edges = OwnEdges(plan, slot);
  return edges.empty() ? NumberSpread::Around(range, {}, bell)
                       : NumberSpread::BetweenEdges(range, edges, bell);
}

bool TellsSize(const Plan& plan) {
  const auto is_read = [&plan](AccountField field) {
    return !plan.reach.stages[SlotOf(field)].none();
  };
  return is_read(AccountField::kAcv) || is_read(AccountField::kSeats);
}

class AccountWriter {
 public:
  AccountWriter(const AccountModel& model, uint64_t seed, uint64_t position, double missing)
      : model_(model),
        plan_(*model.plan),
        seed_(seed),
        position_(position),
        hidden_(HiddenOf(seed, position)),
        missing_(missing),
        draws_(DrawsOf(seed, position, "the account")) {}

  Account Write() {
    account_.id = absl::StrFormat("account-%06d", position_ + 1);
    const Situation situation = WriteWords();
    WriteSize();
    const int32_t start = WriteDates(plan_, model_.dates, situation,
                                     DrawsOf(seed_, position_, "the dates"), account_);
    const SignalSetting setting = {model_.dates.today, start, hidden_, missing_};
    for (const SignalModel& signal : model_.signals) {
      WriteSignal(signal, setting, DrawsOf(seed_, position_, signal.name), account_);
    }
    if (missing_ > 0) {
      WriteHistory(plan_, model_.dates.today, situation, DrawsOf(seed_, position_, "the history"),
                   account_);
    }
    return std::move(account_);
  }

 private:
  bool Missing(double share) { return IsMissing(hidden_, share * missing_, draws_); }

  Situation WriteWords() {
    const int32_t segment = Word(plan_.segments, account_.segment);
    Word(plan_.cadences, account_.cadence);
    Situation situation = {segment, true, hidden_, missing_};
    situation.under_way = WriteStage();
    account_.csm = absl::StrFormat("csm-%d", Between(draws_, 1, kManagers));
    return situation;
  }

  // Each as likely as the other; -1 when it is not told.
  int32_t Word(const std::vector<std::string>& words, std::string& word) {
    const bool missing = Missing(kWordMissing);
    const double place = draws_.Uniform();
    if (missing || words.empty()) return -1;
    const auto index = static_cast<size_t>(place * static_cast<double>(words.size()));
    word = words[index];
    return static_cast<int32_t>(index);
  }

  // Whether the account is still under way to graduation.
  bool WriteStage() {
    const bool missing = Missing(kWordMissing);
    const double place = draws_.Uniform();
    const bool under_way = Happens(draws_, kUnderWay);
    if (missing || model_.stages.empty()) return under_way;
    const size_t stage = StageAt(place);
    account_.stage = plan_.stages[stage];
    return model_.stages[stage].under_way;
  }

  size_t StageAt(double place) const {
    const auto add = [](double sum, const StageModel& stage) { return sum + stage.weight; };
    double left = place * std::accumulate(model_.stages.begin(), model_.stages.end(), 0.0, add);
    size_t stage = 0;
    while (stage + 1 < model_.stages.size() && left >= model_.stages[stage].weight) {
      left -= model_.stages[stage++].weight;
    }
    return stage;
  }

  void WriteSize() {
    const double acv_place = draws_.Normal();
    const double seats_place = Around(acv_place, kLargeArePaidMore, draws_);
    const double acv = model_.acv.Draw(acv_place, draws_);
    const double seats = model_.seats.Draw(seats_place, draws_);
    const bool acv_missing = Missing(kAmountMissing);
    const bool seats_missing = Missing(kAmountMissing);
    if (!model_.tells_size) return;
    if (!acv_missing) account_.acv = acv;
    if (!seats_missing) account_.seats = seats;
  }

  const AccountModel& model_;
  const Plan& plan_;
  const uint64_t seed_;
  const uint64_t position_;
  const Hidden hidden_;
  const double missing_;
  Draws draws_;
  Account account_;
};

}  // namespace

AccountModel MakeAccountModel(const Plan& plan, const Moment& as_of) {
  AccountModel model;
  model.plan = &plan;
  model.options.as_of = as_of;
  const int32_t today =
      as_of.date_only ? DayNumber(as_of.day) : DayNumber(as_of.At(plan.time_zone), plan.time_zone);
  model.dates = MakeDatesModel(plan, std::clamp(today, kFirstDay, kLastDay));
  model.signals = MakeSignalModels(plan);
  model.stages.resize(plan.stages.size());
  model.tells_size = TellsSize(plan);
  model.acv = Amount(plan, AccountField::kAcv, false, kAcv);
  model.seats = Amount(plan, AccountField::kSeats, true, kSeats);
  return model;
}

Account WriteAccount(const AccountModel& model, uint64_t seed, uint64_t position, double missing) {
  return AccountWriter(model, seed, position, missing).Write();
}

}  // namespace bellwether::generation
