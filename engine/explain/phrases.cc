// Tested by tests/engine/explain/phrases_test.cc.
#include "engine/explain/phrases.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

struct Spelling {
  Phrase phrase;
  std::string_view english;
  std::string_view indonesian;
  std::string_view malay;

  std::string_view In(std::string_view language) const {
    const std::string_view primary = language.substr(0, language.find('-'));
    return primary == "id" ? indonesian : primary == "ms" ? malay : english;
  }
};

constexpr std::array<Spelling, 33> kSpellings = {{
    {Phrase::kAllKnown, "{what}: all is known.", "{what}: semua sudah diketahui.",
     "{what}: semua sudah diketahui."},
    {Phrase::kWhateverMissing, "{what}, whatever is missing.",
     "{what}, apa pun yang belum diketahui.", "{what}, apa jua yang belum diketahui."},
    {Phrase::kByHand, "{what}, set by hand.", "{what}, ditetapkan secara manual.",
     "{what}, ditetapkan secara manual."},
    {Phrase::kCouldBecome, "{what} now; {answers} could make it {others}.",
     "{what} saat ini; {answers} dapat mengubahnya menjadi {others}.",
     "{what} sekarang; {answers} boleh mengubahnya menjadi {others}."},
    {Phrase::kCouldChange, "{what} now; {answers} could change it.",
     "{what} saat ini; {answers} dapat mengubahnya.",
     "{what} sekarang; {answers} boleh mengubahnya."},
    {Phrase::kNoBandYet, "No band yet: {coverage} known, {needed} needed; {others} possible.",
     "Belum ada kategori: {coverage} diketahui, perlu {needed}; {others} mungkin.",
     "Belum ada kategori: {coverage} diketahui, perlu {needed}; {others} mungkin."},
    {Phrase::kApplicability, "Whether it applies is not known: {names} missing.",
     "Belum diketahui apakah berlaku: {names} belum ada.",
     "Belum diketahui sama ada ia terpakai: {names} belum ada."},
    {Phrase::kOnlyBecause, "{what} only because {name} is missing; were it {answer}: {other}",
     "{what} hanya karena {name} belum diketahui; bila {answer}: {other}",
     "{what} hanya kerana {name} belum diketahui; jika {answer}: {other}"},
    {Phrase::kWere, "{what} now; were {name} {answer}: {other}",
     "{what} saat ini; bila {name} {answer}: {other}",
     "{what} sekarang; jika {name} {answer}: {other}"},
    {Phrase::kMoreAnswers, "{count} more answers could change it",
     "{count} jawaban lain dapat mengubahnya", "{count} jawapan lain boleh mengubahnya"},
    {Phrase::kOneMoreAnswer, "1 more answer could change it", "1 jawaban lain dapat mengubahnya",
     "1 jawapan lain boleh mengubahnya"},
    {Phrase::kOneAnswer, "the one missing answer", "satu jawaban yang belum ada",
     "satu jawapan yang belum ada"},
    {Phrase::kManyAnswers, "the {count} missing answers", "{count} jawaban yang belum ada",
     "{count} jawapan yang belum ada"},
    {Phrase::kSomeAnswers, "what is missing", "yang belum diketahui", "yang belum diketahui"},
    {Phrase::kOr, "or", "atau", "atau"},
    {Phrase::kAnd, "and", "dan", "dan"},
    {Phrase::kTrue, "true", "ya", "ya"},
    {Phrase::kFalse, "false", "tidak", "tidak"},
    {Phrase::kNotYet, "not yet", "belum", "belum"},
    {Phrase::kAtLeast, "at least {value}", "paling sedikit {value}", "sekurang-kurangnya {value}"},
    {Phrase::kAbove, "above {value}", "di atas {value}", "melebihi {value}"},
    {Phrase::kAtMost, "at most {value}", "paling banyak {value}", "paling banyak {value}"},
    {Phrase::kBelow, "below {value}", "di bawah {value}", "di bawah {value}"},
    {Phrase::kBetween, "{from} and {to}", "{from} dan {to}", "{from} dan {to}"},
    {Phrase::kOrLater, "{day} or later", "{day} atau sesudahnya", "{day} atau selepasnya"},
    {Phrase::kOrBefore, "{day} or earlier", "{day} atau sebelumnya", "{day} atau sebelumnya"},
    {Phrase::kFromTo, "{from} to {to}", "{from} sampai {to}", "{from} hingga {to}"},
    {Phrase::kAnything, "anything", "apa pun", "apa sahaja"},
    {Phrase::kDays, "{what} {count} days", "{what} {count} hari", "{what} {count} hari"},
    {Phrase::kOneDay, "{what} 1 day", "{what} 1 hari", "{what} 1 hari"},
    {Phrase::kScoreShort, "{what} {value}, needed {needed}", "{what} {value}, perlu {needed}",
     "{what} {value}, perlu {needed}"},
    {Phrase::kInForceFrom, "Not in force before {day}", "Belum berlaku sebelum {day}",
     "Belum berkuat kuasa sebelum {day}"},
    {Phrase::kInForceUntil, "No longer in force since {day}", "Tidak berlaku lagi sejak {day}",
     "Tidak lagi berkuat kuasa sejak {day}"},
}};

constexpr bool InOrder() {
  for (size_t i = 0; i < kSpellings.size(); ++i) {
    if (static_cast<size_t>(kSpellings[i].phrase) != i) return false;
  }
  return true;
}
static_assert(InOrder());

}  // namespace

std::string Say(Phrase phrase, std::string_view language, std::initializer_list<PhrasePart> parts) {
  std::string_view text = kSpellings[static_cast<size_t>(phrase)].In(language);
  std::string said;
  while (!text.empty()) {
    const size_t open = text.find('{');
    said += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const size_t close = text.find('}', open);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    for (const PhrasePart& part : parts) {
      if (part.name == name) said += part.text;
    }
    text.remove_prefix(close + 1);
  }
  return said;
}

const std::vector<std::string>& PhraseLanguages() {
  static const auto& languages = *new std::vector<std::string>{"en", "id", "ms"};
  return languages;
}

std::string JoinWords(const std::vector<std::string>& words, Phrase last,
                      std::string_view language) {
  std::string joined;
  for (size_t i = 0; i < words.size(); ++i) {
    const bool is_last = i > 0 && i + 1 == words.size();
    const std::string between = i == 0    ? ""
                                : is_last ? absl::StrCat(" ", Say(last, language), " ")
                                          : ", ";
    joined += between + words[i];
  }
  return joined;
}

std::string Capitalised(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result[0] >= 'a' && result[0] <= 'z') result[0] += 'A' - 'a';
  return result;
}

}  // namespace bellwether
