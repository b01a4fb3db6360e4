// Debian's absl::string_view is its own class, not std::string_view. This is the one place that
// converts, so that everything else uses the std type alone.
#ifndef BELLWETHER_ENGINE_BASE_STRING_BRIDGE_H_
#define BELLWETHER_ENGINE_BASE_STRING_BRIDGE_H_

#include <string_view>

#include "absl/strings/string_view.h"

namespace bellwether {

inline absl::string_view ToAbsl(std::string_view text) { return {text.data(), text.size()}; }

#ifndef ABSL_USES_STD_STRING_VIEW
inline std::string_view ToStd(absl::string_view text) { return {text.data(), text.size()}; }
#else
inline std::string_view ToStd(std::string_view text) { return text; }
#endif

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_STRING_BRIDGE_H_
