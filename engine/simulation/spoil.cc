// Tested by tests/engine/simulation/spoil_test.cc.
#include "engine/simulation/spoil.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "engine/base/civil_day.h"

namespace bellwether::simulation {
namespace {

using records::Kind;
using records::Record;

constexpr int kCorrectedAfter = 10;  // days
constexpr int kSkew = 3;
constexpr int kOverlap = 30;
constexpr double kWrong = 1.5;  // ÷ the right number

Moment Later(const Moment& moment, int days) {
  if (moment.date_only) return Moment::Date(moment.day + days);
  Moment later = moment;
  later.time += absl::Seconds(days * kSecondsPerDay);
  return later;
}

// Kinds of which each record is told once: another version would hide one that comes later.
bool IsToldOnce(Kind kind) {
  return kind == Kind::kRevenue || kind == Kind::kValue || kind == Kind::kActivity ||
         kind == Kind::kUsage || kind == Kind::kCost;
}

// Kinds whose records say something of their own about an account.
bool MayBeOrphan(Kind kind) { return IsToldOnce(kind) && kind != Kind::kRevenue; }

Record Wrong(Record record) {
  for (records::Cell& cell : record.cells) {
    if (auto* const number = std::get_if<double>(&cell)) *number *= kWrong;
  }
  return record;
}

}  // namespace

Spoiler::Spoiler(double share, uint64_t seed, uint32_t account, Sink sink)
    : share_(share), draws_(DrawsOf(seed, account, Subject::kSpoiling)), sink_(std::move(sink)) {}

Damage Spoiler::Choose(const Record& record) {
  if (share_ <= 0 || !Happens(draws_, share_)) return Damage::kNone;
  // What introduces an account stays whole: without it all its records would be orphans.
  if (record.kind == Kind::kAccount) return Damage::kTwice;
  std::vector<Damage> possible = {Damage::kTwice, Damage::kGarbled};
  if (IsToldOnce(record.kind)) {
    possible.insert(possible.end(), {Damage::kCorrected, Damage::kSkewed});
  }
  if (MayBeOrphan(record.kind)) possible.push_back(Damage::kOrphan);
  if (record.kind == Kind::kContract) return Damage::kOverlap;
  return PickAny(draws_, possible);
}

void Spoiler::Tell(const Record& record) {
  const Damage damage = Choose(record);
  if (damage == Damage::kNone) return Put(record);
  ++spoiled_;
  Damaged(damage, record);
}

void Spoiler::Damaged(Damage damage, Record record) {
  switch (damage) {
    case Damage::kNone:
      return Put(record);
    case Damage::kTwice:
      Put(record);
      return Put(record);
    case Damage::kCorrected:
      Put(Wrong(record));
      record.known_at = Later(record.known_at.value_or(record.at), kCorrectedAfter);
      return Put(record);
    case Damage::kOrphan:
      Put(record);
      record.id = absl::StrCat("lost-", record.id);
      record.account = absl::StrCat("x", record.account);
      return Put(record);
    case Damage::kSkewed:
      record.known_at = Later(record.at, -kSkew);
      return Put(record);
    case Damage::kOverlap: {
      Put(record);
      record.id = absl::StrCat(record.id, "-again-", spoiled_);
      const auto& info = records::InfoOf(Kind::kContract);
      for (const char* name : {"term_start", "term_end"}) {
        auto& moment = std::get<Moment>(record.cells[records::FieldAt(info, name)]);
        moment = Later(moment, kOverlap);
      }
      record.cells[records::FieldAt(info, "outcome")] = {};
      record.cells[records::FieldAt(info, "reason")] = {};
      return Put(record);
    }
    case Damage::kGarbled:
      return sink_({record, true});
  }
}

}  // namespace bellwether::simulation
