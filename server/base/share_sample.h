// Exactly a share of all that comes, evenly: no random numbers are drawn.
//
//   ShareSample sample(0.1);
//   if (sample.Takes()) ...     // one in ten; any thread
#ifndef BELLWETHER_SERVER_BASE_SHARE_SAMPLE_H_
#define BELLWETHER_SERVER_BASE_SHARE_SAMPLE_H_

#include <atomic>
#include <cmath>
#include <cstdint>

namespace bellwether {

class ShareSample {
 public:
  // `share`: 0 to 1.
  explicit ShareSample(double share) : share_(share) {}

  bool Takes() {
    const auto before = static_cast<double>(offered_.fetch_add(1, std::memory_order_relaxed));
    return std::floor((before + 1) * share_) > std::floor(before * share_);
  }

 private:
  const double share_;
  std::atomic<uint64_t> offered_{0};
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_BASE_SHARE_SAMPLE_H_
