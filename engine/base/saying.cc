// Tested by tests/engine/base/saying_test.cc.
#include "engine/base/saying.h"

#include <utility>

namespace bellwether {
namespace {

// Which of the places it is, in the order of English.
size_t PositionOf(std::string_view english, std::string_view place) {
  size_t position = 0;
  std::vector<std::string_view> seen;
  for (size_t open = english.find('{'); open != english.npos; open = english.find('{', open + 1)) {
    const std::string_view found = english.substr(open, english.find('}', open) - open + 1);
    if (found == place) break;
    bool is_new = true;
    for (const std::string_view one : seen) is_new = is_new && one != found;
    position += is_new;
    seen.push_back(found);
  }
  return position;
}

}  // namespace

Speech SpeechOf(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  return primary == "id"   ? Speech::kIndonesian
         : primary == "ms" ? Speech::kMalay
                           : Speech::kEnglish;
}

Wording Wording::Called(std::string name, std::string_view title) {
  Wording wording(std::move(name));
  if (title != wording.text_) wording.title_ = title;
  return wording;
}

Wording Wording::Joined(std::vector<Wording> parts, std::string_view between) {
  Wording wording(between);
  wording.parts_ = std::move(parts);
  if (wording.parts_.empty()) wording.text_.clear();
  return wording;
}

std::string Wording::Said(Speech speech, bool titles) const {
  if (saying_ == nullptr && parts_.empty()) {
    return !title_.empty() && (titles || speech != Speech::kEnglish) ? title_ : text_;
  }
  std::string said;
  if (saying_ == nullptr) {
    for (const Wording& part : parts_) {
      if (&part != &parts_.front()) said += text_;
      said += part.Said(speech, titles);
    }
    return said;
  }
  std::string_view text = saying_->In(speech);
  for (size_t open = text.find('{'); open != text.npos; open = text.find('{')) {
    const size_t end = text.find('}', open) + 1;
    said += text.substr(0, open);
    const size_t position = PositionOf(saying_->english, text.substr(open, end - open));
    if (position < parts_.size()) said += parts_[position].Said(speech, titles);
    text.remove_prefix(end);
  }
  return said += text;
}

}  // namespace bellwether
