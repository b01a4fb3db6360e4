// Tested by tests/engine/portfolio/view_test.cc.
#include "engine/portfolio/view.h"

#include <algorithm>
#include <map>

#include "engine/base/sum.h"
#include "engine/book/selection.h"
#include "engine/portfolio/say_basics.h"

namespace bellwether::portfolio {

using book::Instant;
using book::Name;
using book::Stamp;

namespace {

std::vector<Life> LivesAt(const book::Book& book, const Plan& plan, const Moment& as_of,
                          const Stop* stop) {
  const Stop never;
  const Stamp moment = book::StampOf(as_of, book.zone());
  return std::move(ReadLives(book, plan, {&moment, 1}, stop == nullptr ? never : *stop).front());
}

}  // namespace

View::View(const book::Book& book, const Plan& plan, const Moment& as_of, HealthHistory* history,
           const Stop* stop)
    : View(book, plan, as_of, LivesAt(book, plan, as_of, stop), history, stop) {}

View::View(const book::Book& book, const Plan& plan, const Moment& as_of, std::vector<Life> lives,
           HealthHistory* history, const Stop* stop)
    : book_(book),
      plan_(plan),
      stop_(stop),
      revenue_(book),
      as_of_(book::StampOf(as_of, book.zone())),
      moment_(as_of),
      lives_(std::move(lives)),
      shared_history_(history) {}

std::string View::AttributeAt(uint32_t account, Name attribute, Instant moment) const {
  return book::WordInForce(book_, account, attribute, moment, as_of_.instant);
}

std::optional<double> View::NumberAt(uint32_t account, Name attribute, Instant moment) const {
  const auto change = book_.history().InForce(account, attribute, moment, as_of_.instant);
  const auto* const number = !change ? nullptr : std::get_if<double>(&change->value);
  return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<Stamp> View::DateAt(uint32_t account, std::string_view field, Instant moment) const {
  const book::Rows changes = book_.history().attributes_of(account, book_.names().Find(field));
  return book_.history().StampInForce(changes, moment, as_of_.instant);
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

std::optional<double> View::monthly_revenue(uint32_t account) const {
  Sum sum;
  bool told = false;
  ForEach(revenue_.table(), account, [&](uint32_t row) {
    told = true;
    sum.Add(revenue_.SignedAmount(row));
  });
  return told ? std::optional(sum.value()) : std::nullopt;
}

std::optional<double> View::yearly_revenue(uint32_t account) const {
  const auto monthly = monthly_revenue(account);
  return monthly ? std::optional(kMonthsOfAYear * *monthly) : std::nullopt;
}

Stamp View::MonthsBefore(int64_t months) const {
  const absl::CivilDay today = DayOfNumber(as_of_.day);
  const absl::CivilMonth month = absl::CivilMonth(today) - months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  const absl::CivilDay day = std::min(absl::CivilDay(month) + (today.day() - 1), last);
  return book::StampOf(Moment::Date(day), book_.zone());
}

const std::vector<RevenueFlow>& View::revenue_flows(Instant from) const {
  const auto known = flows_.find(from);
  if (known != flows_.end()) return known->second;
  return flows_.emplace(from, RevenueFlows(book_, from, as_of_.instant)).first->second;
}

const Wording& View::currency_problem() const {
  if (!currency_problem_) currency_problem_ = CurrencyProblemOf(std::nullopt);
  return *currency_problem_;
}

Wording View::CurrencyProblemOf(const book::KeptAccounts& kept) const {
  std::map<Name, uint64_t> counts;
  for (uint32_t account = 0; account < lives_.size(); ++account) {
    const Name currency = lives_[account].currency;
    if (currency != book::kNoName && book::IsKept(kept, account)) ++counts[currency];
  }
  if (counts.size() < 2) return {};
  std::map<std::string_view, uint64_t> accounts;
  for (const auto& [currency, count] : counts) accounts[word(currency)] = count;
  std::vector<Wording> names;
  for (const auto& [name, count] : accounts) names.emplace_back(say::kCounted, name, count);
  return {say::kCurrencies, Wording::Joined(std::move(names), ", ")};
}

}  // namespace bellwether::portfolio
