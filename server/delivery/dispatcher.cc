// A Sending belongs to the map until its end is written to the store: as long as the database is
// away after a target took a message, its line stands still, and nothing is sent twice.
//
// Tested by tests/server/delivery/dispatcher_test.cc.
#include "server/delivery/dispatcher.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/background_thread.h"

namespace bellwether::delivery {
namespace {

using store::OutboxStore;

constexpr absl::Duration kPatience = absl::Seconds(1);  // after a failure of the store
constexpr absl::Duration kBetweenCounts = absl::Seconds(10);
constexpr absl::Duration kBetweenComplaints = absl::Minutes(1);

std::function<double()> NewRandom() {
  auto engine = std::make_shared<std::mt19937_64>(std::random_device{}());
  return [engine] { return std::uniform_real_distribution<double>(0, 1)(*engine); };
}

Dispatcher::Settings Completed(Dispatcher::Settings settings) {
  if (settings.random == nullptr) settings.random = NewRandom();
  return settings;
}

}  // namespace

absl::Duration DelayAfter(const Backoff& backoff, uint32_t failures, double random,
                          std::optional<absl::Duration> asked) {
  // 2^40 seconds are longer than anything that may be waited for.
  const int doublings = static_cast<int>(std::min<uint32_t>(failures - 1, 40));
  const absl::Duration whole = std::min(backoff.first * std::ldexp(1.0, doublings), backoff.most);
  const absl::Duration drawn = whole * (0.5 + random / 2);
  return std::max(drawn, std::min(asked.value_or(absl::ZeroDuration()), backoff.most_asked));
}

// One message on its way.
class Dispatcher::Sending final : public WorkQueue::Job {
 public:
  Sending(Dispatcher& from, std::shared_ptr<Channel> by, store::StoredMessage what)
      : channel(std::move(by)), target(channel->target), message(std::move(what)), from_(from) {}

  void Run() override {
    answer = Send(*target, message, from_.transport_, from_.settings_.now());
    from_.Ended(*this);  // it may be gone from here on
  }
  bool IsWanted() const override { return true; }

  const std::shared_ptr<Channel> channel;
  const std::shared_ptr<const Target> target;  // as it was when this began
  const store::StoredMessage message;
  Answer answer;  // set when it ended
  // As it is to be written; drawn once, however often writing is tried.
  std::optional<OutboxStore::Attempt> attempt;

 private:
  Dispatcher& from_;
};

Dispatcher::Dispatcher(Settings settings, std::vector<Target> targets, OutboxStore& outbox,
                       Transport& transport, Logger& log)
    : settings_(Completed(std::move(settings))),
      outbox_(outbox),
      transport_(transport),
      log_(log),
      workers_(settings_.most_in_flight, settings_.most_in_flight, "deliver") {
  SetTargets(std::move(targets));
  TakeTargets();
}

Dispatcher::~Dispatcher() { Stop(); }

void Dispatcher::Start() {
  thread_ = StartBackgroundThread("delivery", [this] { Run(); });
}

void Dispatcher::Stop() {
  {
    MutexLock lock(mutex_);
    if (stopping_) return;
    stopping_ = true;
  }
  woken_.NotifyAll();
  if (thread_.joinable()) thread_.join();
  const SteadyTime end = SteadyTime::Now() + settings_.drain;
  TakeIn();
  while (!in_flight_.empty() && SteadyTime::Now() < end) {
    {
      MutexLock lock(mutex_);
      if (ended_.empty()) woken_.WaitFor(mutex_, std::chrono::milliseconds(100));
    }
    TakeIn();
  }
  if (!in_flight_.empty()) {
    cut_off_ = true;
    transport_.Abort();
  }
  workers_.Stop();
  TakeIn();
}

void Dispatcher::Poke() {
  {
    MutexLock lock(mutex_);
    poked_ = true;
  }
  woken_.NotifyAll();
}

void Dispatcher::SetTargets(std::vector<Target> targets) {
  {
    MutexLock lock(mutex_);
    coming_ = std::move(targets);
    poked_ = true;
  }
  woken_.NotifyAll();
}

void Dispatcher::TakeTargets() {
  std::optional<std::vector<Target>> coming;
  {
    MutexLock lock(mutex_);
    coming.swap(coming_);
  }
  if (!coming) return;
  std::vector<std::shared_ptr<Channel>> channels;
  for (Target& target : *coming) {
    const auto same = std::find_if(channels_.begin(), channels_.end(), [&](const auto& channel) {
      return channel->name == target.name;
    });
    channels.push_back(same != channels_.end() ? *same : std::make_shared<Channel>(target.name));
    Channel& channel = *channels.back();
    if (channel.target != nullptr && *channel.target == target) continue;
    channel.target = std::make_shared<const Target>(std::move(target));
    channel.was_failing = false;  // it may be mended
  }
  channels_ = std::move(channels);
  counted_ = SteadyTime::InfinitePast();  // what waits, and for whom
  warned_of_strangers_ = false;
  MutexLock lock(mutex_);
  shown_ = channels_;
}

void Dispatcher::Ended(Sending& sending) {
  MutexLock lock(mutex_);
  ended_.push_back(&sending);
  woken_.NotifyAll();
}

void Dispatcher::Run() {
  while (true) {
    {
      MutexLock lock(mutex_);
      if (stopping_) return;
      poked_ = false;
    }
    Step();
    Sleep();
  }
}

// The time of day or, where that was set back, what it would be by now.
absl::Time Dispatcher::LatestNow() {
  const absl::Time now = settings_.now();
  const SteadyTime steady = SteadyTime::Now();
  if (now < latest_) return latest_ + (steady - latest_since_);
  latest_ = now;
  latest_since_ = steady;
  return now;
}

size_t Dispatcher::Step() {
  TakeIn();
  TakeTargets();
  if (SteadyTime::Now() < patient_until_) return in_flight_.size();
  looked_at_ = LatestNow();
  if (!LookWhetherInCharge()) return in_flight_.size();
  HandOutAll();
  LookAtTheStore();
  return in_flight_.size();
}

void Dispatcher::Sleep() {
  const SteadyTime end = SteadyTime::Now() + TimeToSleep();
  MutexLock lock(mutex_);
  while (!stopping_ && !poked_ && ended_.empty()) {
    const absl::Duration left = end - SteadyTime::Now();
    if (left <= absl::ZeroDuration()) return;
    woken_.WaitFor(mutex_, absl::ToChronoMilliseconds(absl::Ceil(left, absl::Milliseconds(1))));
  }
}

// Until the first line whose time comes; a target that has all its threads at work is waited for.
absl::Duration Dispatcher::TimeToSleep() {
  absl::Duration sleep = settings_.look;
  if (!in_charge_ || SteadyTime::Now() < patient_until_) return sleep;
  for (const auto& channel : channels_) {
    if (channel->in_flight >= MostTo(*channel)) continue;
    const auto next = outbox_.NextDue(channel->name, looked_at_);
    if (!next.ok()) {
      Fail("what is due", next.status());
      break;
    }
    if (next->has_value()) sleep = std::min(sleep, **next - LatestNow());
  }
  return std::max(sleep, absl::Milliseconds(1));
}

bool Dispatcher::LookWhetherInCharge() {
  const SteadyTime now = SteadyTime::Now();
  if (in_charge_ && now - looked_ < kPatience) return true;
  looked_ = now;
  const auto in_charge = outbox_.IsInCharge();
  if (!in_charge.ok()) {
    in_charge_ = false;
    Fail("asking who delivers", in_charge.status());
    return false;
  }
  if (*in_charge && !in_charge_) log_.Info("in charge of delivery");
  in_charge_ = *in_charge;
  return in_charge_;
}

// While it fails one message at a time finds out whether it goes on.
uint32_t Dispatcher::MostTo(const Channel& channel) const {
  return channel.was_failing ? 1 : settings_.most_to_one;
}

// A thread that comes free is not taken by a target that hangs, again and again.
void Dispatcher::HandOutAll() {
  std::vector<std::shared_ptr<Channel>> in_turn = channels_;
  std::stable_sort(in_turn.begin(), in_turn.end(), [](const auto& a, const auto& b) {
    return std::tie(a->in_flight, a->last_turn) < std::tie(b->in_flight, b->last_turn);
  });
  for (const auto& channel : in_turn) HandOut(channel);
}

void Dispatcher::HandOut(const std::shared_ptr<Channel>& to) {
  Channel& channel = *to;
  const uint32_t most = MostTo(channel);
  if (channel.in_flight >= most) return;
  if (in_flight_.size() >= settings_.most_in_flight) return;
  // Lines that are on their way are still due in the store.
  const auto due = outbox_.Due(channel.name, looked_at_, most + channel.in_flight);
  if (!due.ok()) return Fail("what is due", due.status());
  for (const store::StoredMessage& message : *due) {
    if (channel.in_flight >= most) return;
    if (in_flight_.size() >= settings_.most_in_flight) return;
    std::unique_ptr<Sending>& place = in_flight_[LineOf(message.message)];
    if (place != nullptr) continue;
    place = std::make_unique<Sending>(*this, to, message);
    if (!workers_.Submit(*place)) {  // it stops
      in_flight_.erase(LineOf(message.message));
      return;
    }
    channel.shown_in_flight = ++channel.in_flight;
    channel.last_turn = ++turns_;
  }
}

void Dispatcher::TakeIn() {
  {
    MutexLock lock(mutex_);
    unwritten_.insert(unwritten_.end(), ended_.begin(), ended_.end());
    ended_.clear();
  }
  std::vector<Sending*> later;
  for (Sending* const sending : unwritten_) {
    if (!later.empty() || !Write(*sending)) {
      later.push_back(sending);
      continue;
    }
    Channel& channel = *sending->channel;
    channel.shown_in_flight = --channel.in_flight;
    in_flight_.erase(LineOf(sending->message.message));
  }
  unwritten_ = std::move(later);
}

OutboxStore::Attempt Dispatcher::AttemptOf(const Sending& sending) {
  const Answer& answer = sending.answer;
  const uint32_t attempts = sending.message.attempts + 1;
  const absl::Time now = settings_.now();
  if (answer.verdict == Answer::kTaken) return {OutboxStore::Attempt::kDelivered, now};
  if (answer.verdict == Answer::kRefused || attempts >= sending.target->attempts) {
    return {OutboxStore::Attempt::kDead, now, answer.problem};
  }
  const absl::Duration delay =
      DelayAfter(settings_.backoff, attempts, settings_.random(), answer.retry_after);
  return {OutboxStore::Attempt::kAgain, now, answer.problem, LatestNow() + delay};
}

bool Dispatcher::Write(Sending& sending) {
  // What was cut off is no attempt: whoever comes next begins it anew.
  if (cut_off_ && sending.answer.verdict != Answer::kTaken) return true;
  if (!sending.attempt) sending.attempt = AttemptOf(sending);
  const absl::Status written = outbox_.Settle(sending.message, *sending.attempt);
  if (!written.ok()) {
    Fail("writing what was delivered", written);
    return false;
  }
  Note(*sending.channel, sending, *sending.attempt);
  return true;
}

void Dispatcher::Note(Channel& channel, const Sending& sending,
                      const OutboxStore::Attempt& attempt) {
  const bool delivered = attempt.outcome == OutboxStore::Attempt::kDelivered;
  if (delivered) {
    ++channel.delivered;
    if (std::exchange(channel.was_failing, false)) {
      log_.Info("messages are delivered again", {{"target", channel.name}});
    }
    return;
  }
  ++(sending.answer.verdict == Answer::kRefused ? channel.refused : channel.failed);
  if (attempt.outcome == OutboxStore::Attempt::kDead) {
    ++channel.given_up;
    log_.Warning("a message was given up, and is kept as a dead letter",
                 {{"target", channel.name},
                  {"key", sending.message.message.key},
                  {"attempts", sending.message.attempts + 1},
                  {"because", attempt.problem}});
  } else if (!std::exchange(channel.was_failing, true)) {
    log_.Warning("messages are not delivered at the moment",
                 {{"target", channel.name}, {"because", attempt.problem}});
  }
}

// Now and then: what waits.
void Dispatcher::LookAtTheStore() {
  const SteadyTime now = SteadyTime::Now();
  if (now - counted_ < kBetweenCounts) return;
  counted_ = now;
  const auto counts = outbox_.Count();
  if (!counts.ok()) return Fail("counting what waits", counts.status());
  for (const auto& channel : channels_) {
    const auto of = std::find_if(counts->begin(), counts->end(),
                                 [&](const auto& count) { return count.target == channel->name; });
    const bool none = of == counts->end();
    channel->waiting = none ? 0 : of->waiting;
    channel->dead = none ? 0 : of->dead;
    channel->oldest_micros = none || !of->oldest_waiting
                                 ? 0
                                 : absl::ToInt64Microseconds(looked_at_ - *of->oldest_waiting);
  }
  WarnOfStrangers(*counts);
}

// A target was taken out of the file, and messages to it are still there.
void Dispatcher::WarnOfStrangers(const std::vector<store::TargetCount>& counts) {
  if (std::exchange(warned_of_strangers_, true)) return;
  for (const store::TargetCount& count : counts) {
    const bool known = std::any_of(channels_.begin(), channels_.end(), [&](const auto& channel) {
      return channel->name == count.target;
    });
    if (known || count.waiting == 0) continue;
    log_.Warning("messages wait for a target that the delivery file does not have",
                 {{"target", count.target}, {"waiting", count.waiting}});
  }
}

void Dispatcher::Fail(const char* what, const absl::Status& status) {
  const SteadyTime now = SteadyTime::Now();
  patient_until_ = now + kPatience;
  if (now - complained_ < kBetweenComplaints) return;
  complained_ = now;
  log_.Warning("nothing is delivered at the moment",
               {{"doing", what}, {"because", std::string(status.message())}});
}

std::vector<Dispatcher::TargetCounts> Dispatcher::CountAll() const {
  std::vector<std::shared_ptr<Channel>> channels;
  {
    MutexLock lock(mutex_);
    channels = shown_;
  }
  std::vector<TargetCounts> all;
  for (const auto& channel : channels) {
    TargetCounts counts;
    counts.name = channel->name;
    counts.delivered = channel->delivered;
    counts.failed = channel->failed;
    counts.refused = channel->refused;
    counts.given_up = channel->given_up;
    counts.in_flight = channel->shown_in_flight;
    counts.waiting = channel->waiting;
    counts.dead = channel->dead;
    counts.oldest = absl::Microseconds(channel->oldest_micros.load());
    all.push_back(std::move(counts));
  }
  return all;
}

}  // namespace bellwether::delivery
