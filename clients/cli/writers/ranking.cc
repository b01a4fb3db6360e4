// Tested by tests/clients/ranking_test.cc.
#include "clients/cli/writers/ranking.h"

#include <algorithm>
#include <utility>

namespace bellwether::cli {

SortKey KeyOf(const Observed& value, const std::vector<std::string>& words) {
  if (const auto* number = std::get_if<double>(&value.value)) return {false, *number, ""};
  if (const auto* names = std::get_if<std::vector<std::string>>(&value.value)) {
    return {false, static_cast<double>(names->size()), ""};
  }
  if (const auto* time = std::get_if<ObservedTime>(&value.value)) {
    return {false, absl::ToDoubleSeconds(time->time - absl::UnixEpoch()), ""};
  }
  const auto* text = std::get_if<std::string>(&value.value);
  if (text == nullptr) return {};
  const auto word = std::find(words.begin(), words.end(), *text);
  if (word == words.end()) return {false, static_cast<double>(words.size()), *text};
  return {false, static_cast<double>(word - words.begin()), ""};
}

bool Ranking::Before(const Ranked& a, const Ranked& b) const {
  if (a.key.missing != b.key.missing) return b.key.missing;
  const SortKey& smaller = descending_ ? b.key : a.key;
  const SortKey& larger = descending_ ? a.key : b.key;
  if (a.key.number != b.key.number) return smaller.number < larger.number;
  if (a.key.text != b.key.text) return smaller.text < larger.text;
  return a.sequence < b.sequence;
}

bool Ranking::Wants(const SortKey& key) const {
  if (!most_ || ranked_.size() < *most_) return true;
  return !ranked_.empty() && Before({key, sequence_, ""}, ranked_.front());
}

void Ranking::Add(SortKey key, std::string rendered) {
  if (!Wants(key)) return;
  const auto before = [this](const Ranked& a, const Ranked& b) { return Before(a, b); };
  ranked_.push_back({std::move(key), sequence_++, std::move(rendered)});
  if (!most_) return;
  std::push_heap(ranked_.begin(), ranked_.end(), before);
  if (ranked_.size() <= *most_) return;
  std::pop_heap(ranked_.begin(), ranked_.end(), before);
  ranked_.pop_back();
}

void Ranking::Take(const std::function<void(std::string_view rendered)>& give) {
  std::sort(ranked_.begin(), ranked_.end(),
            [this](const Ranked& a, const Ranked& b) { return Before(a, b); });
  for (const Ranked& ranked : ranked_) give(ranked.rendered);
  ranked_.clear();
}

}  // namespace bellwether::cli
