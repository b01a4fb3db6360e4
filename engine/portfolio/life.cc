// Tested by tests/engine/portfolio/view_test.cc.
#include "engine/portfolio/life.h"

#include <algorithm>

namespace bellwether::portfolio {
namespace {

using book::Change;
using book::kLeastAmount;
using book::Name;
using book::Stamp;
using book::Table;
using records::Kind;

void KeepEarlier(std::optional<Stamp>& kept, const std::optional<Stamp>& other) {
  if (other.has_value() && (!kept.has_value() || *other < *kept)) kept = other;
}

// The date of a life that an event date is; null: a life does not hold it.
std::optional<Stamp> Life::*DateOf(uint32_t slot) {
  if (slot == SlotOf(EventField::kKickoffAt)) return &Life::kickoff;
  if (slot == SlotOf(EventField::kGraduatedAt)) return &Life::graduated;
  if (slot == SlotOf(EventField::kFirstValueAt)) return &Life::first_value;
  return nullptr;
}

}  // namespace

LifeReader::LifeReader(const book::Book& book, const Plan& plan)
    : book_(book), plan_(plan), revenue_(book) {
  const auto name = [&book](std::string_view text) { return book.names().Find(text); };
  for (const EventFieldInfo& field : kEventFields) dates_.push_back(name(field.name));
  segment_ = name(kAccountFields[SlotOf(AccountField::kSegment)]);
  for (const std::string& segment : plan.segments) segments_.push_back(name(segment));
  lost_ = name(records::outcome::kLost);
  for (const ruleset::Milestones::Entry& milestone : plan.milestones.order) {
    std::optional<Stamp> Life::*const date = DateOf(milestone.same_as);
    if (date != nullptr) same_facts_.push_back({name(milestone.name), date});
  }
  steps_ = {name(records::step::kStarted),   name(records::step::kGraduated),
            name(records::step::kAbandoned), name(records::step::kExtended),
            name(records::step::kHeld),      name(records::step::kResumed)};
  const auto column = [&book](Kind kind, std::string_view field) {
    return &book.table(kind).column(field);
  };
  columns_ = {column(Kind::kValue, "confirmed_by"),     column(Kind::kOnboarding, "event"),
              column(Kind::kOnboarding, "days"),        column(Kind::kMilestone, "key"),
              column(Kind::kMilestone, "completed_at"), column(Kind::kContract, "term_end"),
              column(Kind::kContract, "outcome")};
}

Life LifeReader::Read(uint32_t account, const Stamp& as_of) const {
  const auto date = [&](EventField field) {
    return Happened(account, dates_[static_cast<size_t>(field)], as_of);
  };
  Life life;
  life.start = StartOf(account, as_of);
  life.kickoff = date(EventField::kKickoffAt);
  life.graduated = date(EventField::kGraduatedAt);
  life.first_value = date(EventField::kFirstValueAt);
  ReadValues(account, as_of, life);
  ReadOnboarding(account, as_of, life);
  ReadTarget(account, as_of, life);
  ReadMilestones(account, as_of, life);
  life.lost = LossOf(account, as_of);
  return life;
}

std::optional<Stamp> LifeReader::Happened(uint32_t account, Name date, const Stamp& as_of) const {
  const auto change = book_.history().InForce(account, date, as_of.instant, as_of.instant);
  const auto* const stamp = !change ? nullptr : std::get_if<Stamp>(&change->value);
  return stamp != nullptr && stamp->instant <= as_of.instant ? std::optional(*stamp) : std::nullopt;
}

std::optional<Stamp> LifeReader::StartOf(uint32_t account, const Stamp& as_of) const {
  const auto change = book_.history().InForce(account, segment_, as_of.instant, as_of.instant);
  const auto* const text = !change ? nullptr : std::get_if<Change::Text>(&change->value);
  const auto known =
      text == nullptr ? segments_.end() : std::find(segments_.begin(), segments_.end(), text->name);
  const int32_t segment =
      known == segments_.end() ? -1 : static_cast<int32_t>(known - segments_.begin());
  const auto slot = plan_.start.SlotIn(segment);
  return slot ? Happened(account, dates_[*slot - kAccountFieldCount], as_of) : std::nullopt;
}

void LifeReader::ReadValues(uint32_t account, const Stamp& as_of, Life& life) const {
  const Table& values = book_.table(Kind::kValue);
  values.ForEachHappened(account, as_of.instant, [&](uint32_t row) {
    if (columns_.confirmed_by->word(row) != book::kNoName) {
      KeepEarlier(life.first_value, values.at(row));
    }
  });
}

void LifeReader::ReadOnboarding(uint32_t account, const Stamp& as_of, Life& life) const {
  const Table& events = book_.table(Kind::kOnboarding);
  std::optional<Stamp> held;
  events.ForEachHappened(account, as_of.instant, [&](uint32_t row) {
    const Name event = columns_.event->word(row);
    const Stamp at = events.at(row);
    if (event == steps_.started && !life.kickoff) life.kickoff = at;
    if (event == steps_.graduated) KeepEarlier(life.graduated, at);
    if (event == steps_.abandoned) KeepEarlier(life.abandoned, at);
    if (event == steps_.extended) life.extension_days += columns_.days->number(row).value_or(0);
    if (event == steps_.held && !held) held = at;
    if (event == steps_.resumed && held) {
      life.holds.emplace_back(*held, at);
      held.reset();
    }
  });
  if (held) life.holds.emplace_back(*held, as_of);
}

// The first target that was told is the original one.
void LifeReader::ReadTarget(uint32_t account, const Stamp& as_of, Life& life) const {
  const Name target = dates_[static_cast<size_t>(EventField::kTargetGraduationAt)];
  const book::Rows targets = book_.history().attributes_of(account, target);
  for (uint32_t i = targets.first; i < targets.end; ++i) {
    const Change change = book_.history().change(i);
    if (!change.KnownAt(as_of.instant)) continue;
    if (const auto* stamp = std::get_if<Stamp>(&change.value)) {
      life.target = *stamp;
      return;
    }
  }
}

void LifeReader::ReadMilestones(uint32_t account, const Stamp& as_of, Life& life) const {
  if (same_facts_.empty()) return;
  const Table& milestones = book_.table(Kind::kMilestone);
  milestones.ForEachHappened(account, as_of.instant, [&](uint32_t row) {
    for (const SameFact& same : same_facts_) {
      if (same.milestone != columns_.milestone->word(row)) continue;
      const auto at = columns_.completed_at->stamp(row);
      if (at && at->instant <= as_of.instant) KeepEarlier(life.*same.date, at);
    }
  });
}

// P15: its last contract was lost, or its revenue fell to nothing, whichever came first.
std::optional<Stamp> LifeReader::LossOf(uint32_t account, const Stamp& as_of) const {
  std::optional<Stamp> lost, last;
  book_.table(Kind::kContract).ForEachHappened(account, as_of.instant, [&](uint32_t row) {
    const auto end = columns_.term_end->stamp(row);
    if (!end.has_value() || (last.has_value() && *end < *last)) return;
    last = end;
    const bool is_lost = columns_.outcome->word(row) == lost_ && lost_ != book::kNoName;
    lost = is_lost && end->instant <= as_of.instant ? end : std::nullopt;
  });
  double sum = 0;
  std::optional<Stamp> nothing;
  revenue_.table().ForEachHappened(account, as_of.instant, [&](uint32_t row) {
    const bool had = sum >= kLeastAmount;
    sum += revenue_.SignedAmount(row);
    if (sum >= kLeastAmount) nothing.reset();
    if (had && sum < kLeastAmount) nothing = revenue_.table().at(row);
  });
  KeepEarlier(lost, nothing);
  return lost;
}

}  // namespace bellwether::portfolio
