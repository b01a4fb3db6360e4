// Tested by tests/engine/portfolio/view_test.cc.
#include "engine/portfolio/view.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/base/sum.h"
#include "engine/book/quality.h"
#include "engine/book/selection.h"

namespace bellwether::portfolio {
namespace {

using book::Change;
using book::Column;
using book::Instant;
using book::kLeastAmount;
using book::Name;
using book::Stamp;
using book::Table;
using records::Kind;

constexpr std::string_view FieldOf(EventField field) {
  return kEventFields[static_cast<size_t>(field)].name;
}

void KeepEarlier(std::optional<Stamp>& kept, const std::optional<Stamp>& other) {
  if (other.has_value() && (!kept.has_value() || *other < *kept)) kept = other;
}

}  // namespace

View::View(const book::Book& book, const Plan& plan, const Moment& as_of, HealthHistory* history,
           const Stop* stop)
    : book_(book),
      plan_(plan),
      stop_(stop),
      revenue_(book),
      as_of_(book::StampOf(as_of, book.zone())),
      moment_(as_of),
      shared_history_(history) {
  lives_.reserve(book.account_count());
  for (uint32_t account = 0; account < book.account_count(); ++account) {
    if (stopped()) break;
    lives_.push_back(LifeOf(account));
  }
  lives_.resize(book.account_count());
  currency_problem_ = CurrencyProblemOf(std::nullopt);
}

std::string View::AttributeAt(uint32_t account, Name attribute, Instant moment) const {
  return book::WordInForce(book_, account, attribute, moment, as_of_.instant);
}

std::optional<double> View::NumberAt(uint32_t account, Name attribute, Instant moment) const {
  const auto change = book_.history().InForce(account, attribute, moment, as_of_.instant);
  const auto* const number = !change ? nullptr : std::get_if<double>(&change->value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<Stamp> View::DateAt(uint32_t account, std::string_view field, Instant moment) const {
  const auto change =
      book_.history().InForce(account, book_.names().Find(field), moment, as_of_.instant);
  const auto* const stamp = !change ? nullptr : std::get_if<Stamp>(&change->value);
  return stamp == nullptr ? std::nullopt : std::optional(*stamp);
}

HealthHistory& View::history() const {
  if (shared_history_ != nullptr) return *shared_history_;
  if (own_history_ == nullptr) own_history_ = std::make_unique<HealthHistory>(book_, plan_);
  return *own_history_;
}

const HealthState& View::health(uint32_t account) const {
  if (health_.empty()) {
    health_.resize(lives_.size());
    for (uint32_t number = 0; number < health_.size(); ++number) {
      if (IsCustomer(number)) health_[number] = history().At(number, moment_);
    }
  }
  return health_[account];
}

const std::string& View::band(uint32_t account) const {
  static const auto* const none = new std::string();
  const uint8_t band = health(account).band;
  return band == kNoBand ? *none : history().bands().names[band];
}

double View::revenue(uint32_t account) const {
  Sum sum;
  ForEach(revenue_.table(), account, [&](uint32_t row) { sum.Add(revenue_.SignedAmount(row)); });
  return sum.value();
}

Stamp View::MonthsBefore(int64_t months) const {
  const absl::CivilDay today = DayOfNumber(as_of_.day);
  const absl::CivilMonth month = absl::CivilMonth(today) - months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  const absl::CivilDay day = std::min(absl::CivilDay(month) + (today.day() - 1), last);
  return book::StampOf(Moment::Date(day), book_.zone());
}

// Dates of what has happened; those that lie ahead have not (S3).
Life View::LifeOf(uint32_t account) const {
  const auto happened = [&](std::string_view field) {
    const auto date = DateOf(account, field);
    return date.has_value() && date->instant <= as_of_.instant ? date : std::nullopt;
  };
  Life life;
  const std::string segment = AttributeAt(account, book_.names().Find("segment"), as_of_.instant);
  const auto known = std::find(plan_.segments.begin(), plan_.segments.end(), segment);
  const int32_t index =
      known == plan_.segments.end() ? -1 : static_cast<int32_t>(known - plan_.segments.begin());
  if (const auto slot = plan_.start.SlotIn(index)) {
    life.start = happened(kEventFields[*slot - kAccountFieldCount].name);
  }
  life.kickoff = happened(FieldOf(EventField::kKickoffAt));
  life.graduated = happened(FieldOf(EventField::kGraduatedAt));
  life.first_value = happened(FieldOf(EventField::kFirstValueAt));
  const Table& values = table(Kind::kValue);
  const Column& confirmed_by = values.column("confirmed_by");
  ForEach(values, account, [&](uint32_t row) {
    if (confirmed_by.word(row) != book::kNoName) KeepEarlier(life.first_value, values.at(row));
  });
  ReadOnboarding(account, life);
  ReadMilestones(account, life);
  life.lost = LossOf(account);
  return life;
}

void View::ReadOnboarding(uint32_t account, Life& life) const {
  const Table& events = table(Kind::kOnboarding);
  const Column& names = events.column("event");
  const Column& days = events.column("days");
  std::optional<Stamp> held;
  ForEach(events, account, [&](uint32_t row) {
    const std::string_view event = word(names.word(row));
    const Stamp at = events.at(row);
    if (event == records::step::kStarted && !life.kickoff) life.kickoff = at;
    if (event == records::step::kGraduated) KeepEarlier(life.graduated, at);
    if (event == records::step::kAbandoned) KeepEarlier(life.abandoned, at);
    if (event == records::step::kExtended) life.extension_days += days.number(row).value_or(0);
    if (event == records::step::kHeld && !held) held = at;
    if (event == records::step::kResumed && held) {
      life.holds.emplace_back(*held, at);
      held.reset();
    }
  });
  if (held) life.holds.emplace_back(*held, as_of_);
  // The first target that was told is the original one.
  const Name target = book_.names().Find(FieldOf(EventField::kTargetGraduationAt));
  const book::Rows targets = book_.history().attributes_of(account, target);
  for (uint32_t i = targets.first; i < targets.end; ++i) {
    const Change change = book_.history().change(i);
    if (!change.KnownAt(as_of_.instant)) continue;
    if (const auto* stamp = std::get_if<Stamp>(&change.value)) {
      life.target = *stamp;
      break;
    }
  }
}

// A milestone may be the same fact as an event date (S7).
void View::ReadMilestones(uint32_t account, Life& life) const {
  const Table& milestones = table(Kind::kMilestone);
  const Column& keys = milestones.column("key");
  const Column& completed = milestones.column("completed_at");
  ForEach(milestones, account, [&](uint32_t row) {
    const auto at = completed.stamp(row);
    if (!at.has_value() || at->instant > as_of_.instant) return;
    for (const ruleset::Milestones::Entry& milestone : plan_.milestones.order) {
      if (milestone.name != word(keys.word(row))) continue;
      if (milestone.same_as == SlotOf(EventField::kKickoffAt)) KeepEarlier(life.kickoff, at);
      if (milestone.same_as == SlotOf(EventField::kGraduatedAt)) KeepEarlier(life.graduated, at);
      if (milestone.same_as == SlotOf(EventField::kFirstValueAt)) KeepEarlier(life.first_value, at);
    }
  });
}

// P15: its last contract was lost, or its revenue fell to nothing, whichever came first.
std::optional<Stamp> View::LossOf(uint32_t account) const {
  std::optional<Stamp> lost;
  const Table& contracts = table(Kind::kContract);
  const Column& ends = contracts.column("term_end");
  const Column& outcomes = contracts.column("outcome");
  std::optional<Stamp> last;
  ForEach(contracts, account, [&](uint32_t row) {
    const auto end = ends.stamp(row);
    if (!end.has_value() || (last.has_value() && *end < *last)) return;
    last = end;
    const bool is_lost = word(outcomes.word(row)) == records::outcome::kLost;
    lost = is_lost && end->instant <= as_of_.instant ? end : std::nullopt;
  });
  double sum = 0;
  std::optional<Stamp> nothing;
  ForEach(revenue_.table(), account, [&](uint32_t row) {
    const bool had = sum >= kLeastAmount;
    sum += revenue_.SignedAmount(row);
    if (sum >= kLeastAmount) nothing.reset();
    if (had && sum < kLeastAmount) nothing = revenue_.table().at(row);
  });
  KeepEarlier(lost, nothing);
  return lost;
}

std::string View::CurrencyProblemOf(const book::KeptAccounts& kept) const {
  const auto accounts = book::CurrenciesOf(book_, as_of_.instant, kept);
  if (accounts.size() < 2) return "";
  std::vector<std::string> names;
  for (const auto& [name, count] : accounts) {
    names.push_back(absl::StrCat(ToAbsl(name), " (", count, ")"));
  }
  return absl::StrCat("amounts in more than one currency are never added: ",
                      absl::StrJoin(names, ", "));
}

}  // namespace bellwether::portfolio
