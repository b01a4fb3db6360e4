// Records of one account, made from days of its course and handed out one by one.
//
// What happens, or becomes known, after the book's end is left out: nobody could have told it. One
// thread.
#ifndef BELLWETHER_ENGINE_SIMULATION_RECORDER_H_
#define BELLWETHER_ENGINE_SIMULATION_RECORDER_H_

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/records/record.h"
#include "engine/simulation/course.h"

namespace bellwether::simulation {

using Sink = std::function<void(const records::Record&)>;

class Recorder {
 public:
  using Fields = std::initializer_list<std::pair<std::string_view, records::Cell>>;

  Recorder(const Course& course, const Sink& sink) : course_(course), sink_(sink) {}

  // Moments of the account, by days from its start. Seconds may be more than a day has.
  Moment Day(int day) const;
  Moment Time(int day, int64_t second) const;

  // "a0000012-7", another for each call.
  std::string NewId(records::Kind kind);

  void Tell(records::Kind kind, std::string id, const Moment& at,
            const std::optional<Moment>& known_at, Fields fields);
  // With a new id, known when it happens.
  void Tell(records::Kind kind, const Moment& at, Fields fields) {
    Tell(kind, NewId(kind), at, std::nullopt, fields);
  }
  // What changed in the account; nothing is told when nothing did.
  void TellChanges(const Moment& at, std::vector<records::Change> changes);

 private:
  bool IsKnown(const Moment& moment) const;
  void Put(records::Record record);

  const Course& course_;
  const Sink& sink_;
  std::array<uint32_t, records::kKindCount> ids_ = {};
};

// A change of an attribute or an event date.
records::Change Becomes(std::string name, decltype(records::Change::value) value);
// An amount of money, of a whole number of cents.
double Amount(int64_t cents);

}  // namespace bellwether::simulation

#endif  // BELLWETHER_ENGINE_SIMULATION_RECORDER_H_
