// Time zones out of the program itself, where abseil looks for files of the system otherwise.
#include "clients/playground/wasm/zones.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <string>

#include "absl/time/internal/cctz/include/cctz/zone_info_source.h"

namespace {

using absl::time_internal::cctz::ZoneInfoSource;
using bellwether::zones::kZones;
using bellwether::zones::Zone;

class Embedded : public ZoneInfoSource {
 public:
  explicit Embedded(std::string_view data) : rest_(data) {}

  std::size_t Read(void* to, std::size_t size) override {
    size = std::min(size, rest_.size());
    std::memcpy(to, rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

  int Skip(std::size_t size) override {
    rest_.remove_prefix(std::min(size, rest_.size()));
    return 0;
  }

 private:
  std::string_view rest_;
};

std::unique_ptr<ZoneInfoSource> Find(
    const std::string& name,
    const std::function<std::unique_ptr<ZoneInfoSource>(const std::string&)>&) {
  const auto at = std::lower_bound(
      kZones.begin(), kZones.end(), name,
      [](const Zone& zone, const std::string& wanted) { return zone.name < wanted; });
  if (at == kZones.end() || at->name != name) return nullptr;
  return std::make_unique<Embedded>(at->data);
}

}  // namespace

namespace absl {
ABSL_NAMESPACE_BEGIN
namespace time_internal {
namespace cctz_extension {
ZoneInfoSourceFactory zone_info_source_factory = Find;
}  // namespace cctz_extension
}  // namespace time_internal
ABSL_NAMESPACE_END
}  // namespace absl
