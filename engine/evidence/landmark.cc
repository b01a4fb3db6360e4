// Tested by tests/engine/evidence/landmark_test.cc.
#include "engine/evidence/landmark.h"

#include <algorithm>
#include <tuple>

#include "engine/base/civil_day.h"
#include "engine/portfolio/replayed_account.h"

namespace bellwether::evidence {
namespace {

using portfolio::Life;
using portfolio::View;

class Following {
 public:
  Following(const View& view, const LandmarkDays& days, const Wanted& wanted, const Visit& visit,
            const Scope& scope)
      : view_(view),
        days_(days),
        visit_(visit),
        scope_(scope),
        replayed_(view.book(), view.plan(), wanted) {}

  Landmarks Run() {
    std::vector<Member> candidates;
    for (uint32_t account = 0; account < view_.book().account_count(); ++account) {
      if (book::IsKept(scope_.kept, account)) AddCandidate(account, candidates);
    }
    std::sort(candidates.begin(), candidates.end(), [](const Member& a, const Member& b) {
      return std::tie(a.start_day, a.account) < std::tie(b.start_day, b.account);
    });
    for (size_t i = 0; i < candidates.size() && !view_.stopped(); ++i) {
      scope_.Say(i, candidates.size());
      Evaluate(candidates[i]);
    }
    return std::move(found_);
  }

 private:
  void AddCandidate(uint32_t account, std::vector<Member>& candidates) {
    const Life& life = view_.life(account);
    if (!life.start.has_value()) {
      ++found_.without_start;
      return;
    }
    const int32_t start = life.start->day;
    const int32_t landmark = start + days_.landmark, horizon = start + days_.horizon;
    if (life.lost.has_value() && life.lost->day <= landmark + days_.gap) {
      ++found_.lost_before;
    } else if (view_.today() < horizon) {
      ++found_.too_young;
    } else {
      Member member{account, start, true, std::nullopt};
      if (life.lost.has_value() && life.lost->day <= horizon) {
        member.retained = false;
        member.lost_after = life.lost->day - landmark;
      }
      candidates.push_back(member);
    }
  }

  void Evaluate(const Member& member) {
    const Moment landmark = Moment::Date(DayOfNumber(member.start_day + days_.landmark));
    if (!replayed_.At(member.account, landmark)) {
      ++found_.refused;
      return;
    }
    found_.members.push_back(member);
    visit_(found_.members.back(),
           {view_.plan(), replayed_.account(), replayed_.facts(), replayed_.evaluation()});
  }

  const View& view_;
  const LandmarkDays days_;
  const Visit& visit_;
  const Scope& scope_;
  portfolio::ReplayedAccount replayed_;
  Landmarks found_;
};

}  // namespace

uint64_t Landmarks::retained() const {
  return static_cast<uint64_t>(std::count_if(members.begin(), members.end(),
                                             [](const Member& one) { return one.retained; }));
}

Landmarks FollowFrom(const View& view, const LandmarkDays& days, const Wanted& wanted,
                     const Visit& visit, const Scope& scope) {
  return Following(view, days, wanted, visit, scope).Run();
}

}  // namespace bellwether::evidence
