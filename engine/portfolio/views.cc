// Tested by tests/engine/portfolio/compute_test.cc.
#include "engine/portfolio/views.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/portfolio/life.h"

namespace bellwether::portfolio {

Views::Views(const book::Book& book, const Plan& plan, const Moment& as_of, DoBoth do_both)
    : book_(book), plan_(plan), as_of_(as_of), do_both_(std::move(do_both)) {
  const size_t sides = do_both_ ? 2 : 1;
  while (sides_.size() < sides) sides_.push_back(std::make_unique<Side>(book, plan));
}

void Views::StopWhen(const Stop& stop) {
  for (const auto& side : sides_) side->stop = stop;
}

Moment Views::MomentBefore(uint32_t months) const {
  if (months == 0) return as_of_;
  // A month ends when the next begins; a report of that very day is of the month before.
  const absl::CivilDay last = DayOfNumber(book::StampOf(as_of_, book_.zone()).day - 1);
  return Moment::Date(absl::CivilDay(absl::CivilMonth(last) - (months - 1)));
}

const View& Views::Before(uint32_t months) {
  if (views_.size() <= months) views_.resize(months + 1);
  if (views_[months] == nullptr) {
    Side& side = SideOf(months);
    views_[months] =
        std::make_unique<View>(book_, plan_, MomentBefore(months), &side.history, &side.stop);
  }
  return *views_[months];
}

void Views::Make(uint32_t count) {
  if (views_.size() < count) views_.resize(count);
  std::vector<uint32_t> missing;
  std::vector<book::Stamp> moments;
  for (uint32_t months = 0; months < count; ++months) {
    if (views_[months] != nullptr) continue;
    missing.push_back(months);
    moments.push_back(book::StampOf(MomentBefore(months), book_.zone()));
  }
  if (missing.empty()) return;
  auto lives = ReadLives(book_, plan_, moments, sides_.front()->stop, do_both_);
  for (size_t i = 0; i < missing.size(); ++i) {
    Side& side = SideOf(missing[i]);
    views_[missing[i]] = std::make_unique<View>(book_, plan_, MomentBefore(missing[i]),
                                                std::move(lives[i]), &side.history, &side.stop);
  }
}

void Views::ForEach(uint32_t count,
                    const std::function<void(const View& view, uint32_t months)>& visit) {
  Make(count);
  const auto every = [&](uint32_t step, uint32_t first) {
    for (uint32_t months = first; months < count; months += step) visit(*views_[months], months);
  };
  if (count < 2 || sides_.size() < 2) return every(1, 0);
  do_both_([&] { every(2, 0); }, [&] { every(2, 1); });
}

}  // namespace bellwether::portfolio
