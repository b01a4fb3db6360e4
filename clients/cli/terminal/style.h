// Colour, and when to use it.
//
// Tones are what a piece of text means; the one table in style.cc says how that looks. Without
// colour every call returns its text unchanged, so layouts never ask.
#ifndef BELLWETHER_CLIENTS_CLI_TERMINAL_STYLE_H_
#define BELLWETHER_CLIENTS_CLI_TERMINAL_STYLE_H_

#include <cstdio>
#include <string>
#include <string_view>

namespace bellwether {
struct Plan;
}

namespace bellwether::cli {

enum class ColorChoice { kAuto, kAlways, kNever };

enum class Tone { kPlain, kStrong, kQuiet, kGood, kMiddling, kBad, kAccent };

class Style {
 public:
  explicit Style(bool colored) : colored_(colored) {}

  // kAuto: only on a terminal that is not "dumb", and only when NO_COLOR is not set.
  static Style For(ColorChoice choice, std::FILE* stream);

  bool colored() const { return colored_; }
  std::string Paint(Tone tone, std::string_view text) const;

 private:
  bool colored_ = false;
};

// Whether a person looks at the stream.
bool IsTerminal(std::FILE* stream);
// Columns of the terminal behind `stream`; `otherwise` when there is none.
size_t TerminalWidth(std::FILE* stream, size_t otherwise);

// Position `index` of `count`, the best first: the best good, the worst bad, those between
// middling.
Tone ToneOfOrder(size_t index, size_t count);
// The same of a band of a model. Without a plan (the rules are on a server)
// bands that are named after a colour have that one, and others are plain.
Tone BandTone(const Plan* plan, std::string_view model, std::string_view band);
// Likewise for a benchmark's tiers.
Tone TierTone(const Plan* plan, std::string_view benchmark, std::string_view set,
              std::string_view tier);
// The worst severity of flags bad, those after it middling.
Tone SeverityTone(const Plan* plan, std::string_view severity);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_TERMINAL_STYLE_H_
