// What the engine says to people, in each language that it speaks: a saying with places for what
// differs, and a wording, which is a saying with these places filled.
//
//   inline constexpr Saying kLostAfter{"lost after {days} days", "hilang setelah {days} hari",
//                                      "hilang selepas {days} hari"};
//   Wording(kLostAfter, 41).In("id")   // "hilang setelah 41 hari"
//
// A saying that lacks a language, or has other places in one of them, does not compile. Values are
// immutable; any number of threads may read them.
#ifndef BELLWETHER_ENGINE_BASE_SAYING_H_
#define BELLWETHER_ENGINE_BASE_SAYING_H_

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bellwether {

enum class Speech : unsigned char { kEnglish, kIndonesian, kMalay };

// Of a BCP 47 tag: "id" and "ms", whatever the region; English for any other.
Speech SpeechOf(std::string_view language);

// How often `{place}` stands in a text; and whether two texts have the same places equally often.
constexpr size_t CountOf(std::string_view text, std::string_view place) {
  size_t count = 0;
  for (size_t at = text.find(place); at != text.npos; at = text.find(place, at + place.size())) {
    ++count;
  }
  return count;
}
constexpr bool HaveSamePlaces(std::string_view a, std::string_view b) {
  if (CountOf(a, "{") != CountOf(b, "{")) return false;
  for (size_t open = a.find('{'); open != a.npos; open = a.find('{', open + 1)) {
    const size_t close = a.find('}', open);
    if (close == a.npos) return false;
    const std::string_view place = a.substr(open, close - open + 1);
    if (CountOf(a, place) != CountOf(b, place)) return false;
  }
  return true;
}
constexpr bool IsWhole(std::string_view english, std::string_view indonesian,
                       std::string_view malay) {
  return !english.empty() && !indonesian.empty() && !malay.empty() &&
         HaveSamePlaces(english, indonesian) && HaveSamePlaces(english, malay);
}

struct Saying {
  consteval Saying(std::string_view in_english, std::string_view in_indonesian,
                   std::string_view in_malay)
      : english(in_english), indonesian(in_indonesian), malay(in_malay) {
    if (!IsWhole(english, indonesian, malay)) throw "a language or a place is missing";
  }
  std::string_view In(Speech speech) const {
    return speech == Speech::kIndonesian ? indonesian : speech == Speech::kMalay ? malay : english;
  }

  std::string_view english;
  std::string_view indonesian;
  std::string_view malay;
};

// What a saying of static duration says with its places filled, in the order in which they stand in
// English; or a text that is the same in every language: an id, a number, what somebody typed.
class Wording {
 public:
  Wording() = default;
  Wording(std::string text) : text_(std::move(text)) {}  // NOLINT: as it is
  Wording(std::string_view text) : text_(text) {}        // NOLINT: likewise
  Wording(const char* text) : text_(text) {}             // NOLINT: likewise
  template <std::integral Number>
  Wording(Number number) : text_(std::to_string(number)) {}  // NOLINT: likewise
  template <typename... Parts>
  Wording(const Saying& saying, Parts&&... parts)  // NOLINT: a saying without places is one
      : saying_(&saying), parts_{Wording(std::forward<Parts>(parts))...} {}

  // A name that people call otherwise: itself in English sentences, its title in others.
  static Wording Called(std::string name, std::string_view title);
  // One after the other, with `between` between two of them.
  static Wording Joined(std::vector<Wording> parts, std::string_view between);

  bool empty() const { return saying_ == nullptr && text_.empty() && parts_.empty(); }
  std::string In(std::string_view language) const { return Said(SpeechOf(language), false); }
  // Stable, for programs: the same in every version and for every pack.
  std::string English() const { return Said(Speech::kEnglish, false); }
  // Of what stands alone, as a head does: with titles in English, too.
  std::string Title(std::string_view language) const { return Said(SpeechOf(language), true); }

 private:
  std::string Said(Speech speech, bool titles) const;

  const Saying* saying_ = nullptr;
  std::string text_;   // without a saying: the text; or what stands between the parts
  std::string title_;  // of a name
  std::vector<Wording> parts_;
};

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_BASE_SAYING_H_
