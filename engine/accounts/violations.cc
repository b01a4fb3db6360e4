// Tested by tests/engine/accounts/violations_test.cc.
#include "engine/accounts/violations.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

// A key of the input may be as long as the whole record; a path repeats only its beginning.
constexpr size_t kLongestName = 100;

std::string_view Shortened(std::string_view name) {
  if (name.size() <= kLongestName) return name;
  size_t size = kLongestName;
  while (size > 0 && (static_cast<unsigned char>(name[size]) & 0xC0) == 0x80) --size;
  return name.substr(0, size);
}

}  // namespace

std::string FieldPath::Text() const {
  if (parent_ == nullptr) return "";
  std::string text = parent_->Text();
  if (is_index_) return absl::StrCat(text, "[", index_, "]");
  const std::string_view shown = Shortened(name_);
  return absl::StrCat(text, text.empty() ? "" : ".", ToAbsl(shown),
                      shown.size() < name_.size() ? "…" : "");
}

void Violations::Add(std::string path, std::string_view reason, std::string message) {
  if (full()) {
    ++not_kept_;
    return;
  }
  list_.push_back({std::move(path), std::string(reason), std::move(message)});
}

void Violations::Add(const FieldPath& path, std::string_view reason, std::string message) {
  if (full()) {
    ++not_kept_;
    return;
  }
  Add(path.Text(), reason, std::move(message));
}

std::vector<Violation> Violations::Take() {
  if (not_kept_ > 0) {
    list_.push_back({"", std::string(reason::kTooLarge),
                     absl::StrCat(not_kept_, " more problems of this account are not listed")});
    not_kept_ = 0;
  }
  return std::exchange(list_, {});
}

}  // namespace bellwether
