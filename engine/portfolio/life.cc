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

// What an attribute is to a life, beside the event fields.
constexpr uint8_t kSegmentRole = kEventFieldCount;
constexpr uint8_t kCurrencyRole = kSegmentRole + 1;
constexpr uint8_t kNoRole = kCurrencyRole + 1;

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
  roles_.assign(book.names().size(), kNoRole);
  const auto play = [this](Name attribute, size_t role) {
    if (attribute != book::kNoName) roles_[attribute] = static_cast<uint8_t>(role);
  };
  for (const EventFieldInfo& field : kEventFields) {
    play(name(field.name), static_cast<size_t>(field.field));
  }
  play(name(kAccountFields[SlotOf(AccountField::kSegment)]), kSegmentRole);
  play(name("currency"), kCurrencyRole);
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

LifeReader::Attributes LifeReader::AttributesOf(uint32_t account) const {
  Attributes attributes;
  book_.history().ForEachAttribute(account, [&](Name name, book::Rows changes) {
    const uint8_t role = roles_[name];
    if (role < kEventFieldCount) attributes.dates[role] = changes;
    if (role == kSegmentRole) attributes.segment = changes;
    if (role == kCurrencyRole) attributes.currency = changes;
  });
  return attributes;
}

Life LifeReader::Read(const Attributes& attributes, uint32_t account, const Stamp& as_of) const {
  const auto changes = [&](EventField field) {
    return attributes.dates[static_cast<size_t>(field)];
  };
  Life life;
  life.start = StartOf(attributes, as_of);
  life.kickoff = Happened(changes(EventField::kKickoffAt), as_of);
  life.graduated = Happened(changes(EventField::kGraduatedAt), as_of);
  life.first_value = Happened(changes(EventField::kFirstValueAt), as_of);
  life.target = TargetOf(changes(EventField::kTargetGraduationAt), as_of);
  life.currency = book_.history().TextInForce(attributes.currency, as_of.instant, as_of.instant);
  ReadValues(account, as_of, life);
  ReadOnboarding(account, as_of, life);
  ReadMilestones(account, as_of, life);
  life.lost = LossOf(account, as_of);
  return life;
}

std::optional<Stamp> LifeReader::Happened(book::Rows date, const Stamp& as_of) const {
  const auto stamp = book_.history().StampInForce(date, as_of.instant, as_of.instant);
  return stamp && stamp->instant <= as_of.instant ? stamp : std::nullopt;
}

std::optional<Stamp> LifeReader::StartOf(const Attributes& attributes, const Stamp& as_of) const {
  const Name text = book_.history().TextInForce(attributes.segment, as_of.instant, as_of.instant);
  const auto known =
      text == book::kNoName ? segments_.end() : std::find(segments_.begin(), segments_.end(), text);
  const int32_t segment =
      known == segments_.end() ? -1 : static_cast<int32_t>(known - segments_.begin());
  const auto slot = plan_.start.SlotIn(segment);
  return slot ? Happened(attributes.dates[*slot - kAccountFieldCount], as_of) : std::nullopt;
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
std::optional<Stamp> LifeReader::TargetOf(book::Rows targets, const Stamp& as_of) const {
  for (uint32_t i = targets.first; i < targets.end; ++i) {
    const Change change = book_.history().change(i);
    if (!change.KnownAt(as_of.instant)) continue;
    if (const auto* stamp = std::get_if<Stamp>(&change.value)) return *stamp;
  }
  return std::nullopt;
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

std::vector<std::vector<Life>> ReadLives(const book::Book& book, const Plan& plan,
                                         std::span<const Stamp> moments, const Stop& stop,
                                         const DoBoth& do_both) {
  const LifeReader reader(book, plan);
  const uint32_t count = book.account_count();
  std::vector<std::vector<Life>> lives(moments.size(), std::vector<Life>(count));
  const auto read = [&](uint32_t first, uint32_t end, const Stop& asked) {
    for (uint32_t account = first; account < end && !asked.requested(); ++account) {
      reader.ReadAt(moments, account,
                    [&](size_t moment, Life life) { lives[moment][account] = std::move(life); });
    }
  };
  if (!do_both) {
    read(0, count, stop);
    return lives;
  }
  const Stop other = stop;  // each thread has its own
  do_both([&] { read(0, count / 2, stop); }, [&] { read(count / 2, count, other); });
  return lives;
}

}  // namespace bellwether::portfolio
