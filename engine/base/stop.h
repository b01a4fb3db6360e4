// Whether long work is still wanted by whoever asked for it: looked at between its steps.
//
//   Stop stop([&] { return cancelled || now() > deadline; });
//   for (...) {
//     if (stop.requested()) break;   // what was made so far is not to be used
//     ...
//   }
//
// Once it said yes it says yes for good, so that no step after the one that broke off takes a part
// for the whole. One thread; a copy that was made before serves another, where what is asked allows
// that.
#ifndef BELLWETHER_ENGINE_BASE_STOP_H_
#define BELLWETHER_ENGINE_BASE_STOP_H_

#include <functional>
#include <utility>

namespace bellwether {

class Stop {
 public:
  // True when the work is not wanted any more. Cheap: it is called for each account.
  using Asked = std::function<bool()>;

  Stop() = default;  // never
  explicit Stop(Asked asked) : asked_(std::move(asked)) {}

  bool requested() const {
    if (!requested_ && asked_ != nullptr) requested_ = asked_();
    return requested_;
  }

 private:
  Asked asked_;
  mutable bool requested_ = false;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_STOP_H_
