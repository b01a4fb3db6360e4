// Sixteen colours alone, which every terminal has and which follow the user's own theme.
//
// Tested by tests/clients/style_test.cc.
#include "clients/cli/terminal/style.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "engine/plan/plan.h"

namespace bellwether::cli {
namespace {

std::string_view Code(Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return "";
    case Tone::kStrong:
      return "\x1b[1m";
    case Tone::kQuiet:
      return "\x1b[2m";
    case Tone::kGood:
      return "\x1b[32m";
    case Tone::kMiddling:
      return "\x1b[33m";
    case Tone::kBad:
      return "\x1b[31m";
    case Tone::kAccent:
      return "\x1b[36m";
  }
  return "";
}

bool IsSet(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool IsDumb() {
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string_view(terminal) == "dumb";
}

constexpr std::array<std::pair<std::string_view, Tone>, 5> kColorWords = {{
    {"green", Tone::kGood},
    {"yellow", Tone::kMiddling},
    {"amber", Tone::kMiddling},
    {"orange", Tone::kMiddling},
    {"red", Tone::kBad},
}};

Tone ToneOfWord(std::string_view band) {
  for (const auto& [word, tone] : kColorWords) {
    if (band == word) return tone;
  }
  return Tone::kPlain;
}

}  // namespace

Style Style::For(ColorChoice choice, std::FILE* stream) {
  if (choice != ColorChoice::kAuto) return Style(choice == ColorChoice::kAlways);
  return Style(IsTerminal(stream) && !IsDumb() && !IsSet("NO_COLOR"));
}

std::string Style::Paint(Tone tone, std::string_view text) const {
  if (!colored_ || tone == Tone::kPlain || text.empty()) return std::string(text);
  return std::string(Code(tone)).append(text).append("\x1b[0m");
}

bool IsTerminal(std::FILE* stream) { return isatty(fileno(stream)) == 1; }

size_t TerminalWidth(std::FILE* stream, size_t otherwise) {
  winsize size{};
  if (!IsTerminal(stream) || ioctl(fileno(stream), TIOCGWINSZ, &size) != 0) return otherwise;
  return size.ws_col > 0 ? size.ws_col : otherwise;
}

Tone ToneOfOrder(size_t index, size_t count) {
  if (index == 0) return Tone::kGood;
  return index + 1 == count ? Tone::kBad : Tone::kMiddling;
}

Tone BandTone(const Plan* plan, std::string_view model, std::string_view band) {
  if (plan == nullptr) return ToneOfWord(band);
  for (size_t i = 0; i < plan->models.size(); ++i) {
    if (plan->model_notes[i].name != model) continue;
    const Range bands = plan->models[i].bands;
    for (uint32_t b = bands.first; b < bands.end(); ++b) {
      if (plan->band_notes[b].name == band) return ToneOfOrder(b - bands.first, bands.count);
    }
  }
  return Tone::kPlain;
}

Tone TierTone(const Plan* plan, std::string_view benchmark, std::string_view set,
              std::string_view tier) {
  if (plan == nullptr) return Tone::kPlain;
  for (size_t i = 0; i < plan->benchmarks.size(); ++i) {
    if (plan->benchmark_notes[i].name != benchmark) continue;
    const Range sets = plan->benchmarks[i].sets;
    for (uint32_t s = sets.first; s < sets.end(); ++s) {
      if (plan->set_names[plan->sets[s].name] != set) continue;
      const Range tiers = plan->sets[s].tiers;
      for (uint32_t t = tiers.first; t < tiers.end(); ++t) {
        if (plan->tiers[t].name == tier) return ToneOfOrder(t - tiers.first, tiers.count);
      }
    }
  }
  return Tone::kPlain;
}

Tone SeverityTone(const Plan* plan, std::string_view severity) {
  if (plan == nullptr || plan->severities.empty()) return ToneOfWord(severity);
  return plan->severities.front() == severity ? Tone::kBad : Tone::kMiddling;
}

}  // namespace bellwether::cli
