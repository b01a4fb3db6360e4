// Tested by tests/engine/imports/guess_test.cc.
#include "engine/imports/guess.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/imports/guess_names.h"
#include "engine/imports/guess_values.h"
#include "engine/yaml/flow_text.h"

namespace bellwether::imports {
namespace {

constexpr size_t kMostWords = 20;  // of a column whose words stand for words of the pack

class Guesser {
 public:
  Guesser(const Sample& sample, const Plan& plan) : sample_(sample), plan_(plan) {}

  std::string Run() {
    for (size_t i = 0; i < sample_.header.size(); ++i) TakeColumn(i);
    if (!has_id_) {
      fields_.insert(
          fields_.begin(),
          "      id: \"?\"  # unsure: no column looks like what accounts are called by\n");
      ++doubts_;
    }
    return absl::StrCat(Heading(), Form(), "    account:\n", absl::StrJoin(fields_, ""),
                        signals_.empty() ? "" : "      signals:\n", absl::StrJoin(signals_, ""),
                        NotUsed());
  }

 private:
  void TakeColumn(size_t column) {
    const std::string& name = sample_.header[column];
    const auto candidate = CandidateOf(name, plan_, taken_);
    const std::vector<std::string> texts = TextsOf(column, candidate.has_value());
    if (!candidate) {
      not_used_.push_back(name);
      return;
    }
    has_id_ = has_id_ || candidate->key == "id";
    std::vector<std::string> doubts;
    if (!candidate->sure) doubts.push_back("by its name");
    const std::string line = Line(name, *candidate, texts, doubts);
    const std::string comment =
        doubts.empty() ? "" : absl::StrCat("  # unsure: ", absl::StrJoin(doubts, "; "));
    if (!doubts.empty()) ++doubts_;
    auto& lines = candidate->signal ? signals_ : fields_;
    lines.push_back(absl::StrCat(candidate->signal ? "        " : "      ", candidate->key, ": ",
                                 line, comment, "\n"));
  }

  // Those that say something; what stands for nothing is noted where the column is used.
  std::vector<std::string> TextsOf(size_t column, bool used) {
    std::vector<std::string> texts;
    for (const auto& row : sample_.rows) {
      const std::string& text = row[column];
      if (text.empty()) continue;
      if (!IsEmptyWord(text)) {
        texts.push_back(text);
      } else if (used) {
        empty_words_.insert(text);
      }
    }
    return texts;
  }

  std::string Line(const std::string& name, const Candidate& candidate,
                   const std::vector<std::string>& texts, std::vector<std::string>& doubts) {
    std::vector<std::string> keys = {absl::StrCat("from: ", YamlText(name))};
    if (texts.empty()) {
      doubts.push_back("the sample holds no value");
    } else {
      const Guess guess = GuessValues(texts, candidate.wants, DecimalMark());
      if (!guess.type.empty()) keys.push_back("type: " + guess.type);
      if (!guess.date.empty()) keys.push_back(absl::StrCat("date: \"", guess.date, "\""));
      if (!guess.doubt.empty()) doubts.push_back(guess.doubt);
      if (candidate.words != nullptr) AddMap(*candidate.words, texts, keys, doubts);
    }
    if (keys.size() == 1) return YamlText(name);
    return absl::StrCat("{", absl::StrJoin(keys, ", "), "}");
  }

  // What each word of the sample stands for; nothing when they are the pack's own.
  static void AddMap(const std::vector<std::string>& words, const std::vector<std::string>& texts,
                     std::vector<std::string>& keys, std::vector<std::string>& doubts) {
    const std::set<std::string> found(texts.begin(), texts.end());
    std::vector<std::string> entries;
    bool open = false;
    for (const std::string& text : found) {
      if (std::find(words.begin(), words.end(), text) != words.end()) continue;
      const auto same = std::find_if(words.begin(), words.end(), [&](const std::string& word) {
        return PlainName(word) == PlainName(text);
      });
      open = open || same == words.end();
      if (entries.size() < kMostWords) {
        entries.push_back(
            absl::StrCat(YamlText(text), ": ", same == words.end() ? "\"?\"" : YamlText(*same)));
      }
    }
    if (entries.empty()) return;
    keys.push_back(absl::StrCat("map: {", absl::StrJoin(entries, ", "), "}"));
    if (open) doubts.push_back(absl::StrCat("words of the pack: ", absl::StrJoin(words, ", ")));
  }

  char DecimalMark() const {
    return sample_.dialect.decimal == kDecimalUnknown ? '.' : sample_.dialect.decimal;
  }

  std::string Heading() const {
    return absl::StrCat(
        "# Guessed from ", sample_.file, ", of which ", sample_.rows.size(),
        sample_.rows.size() == 1 ? " row was" : " rows were", " looked at.\n",
        doubts_ == 0 ? "# Look it over all the same.\n"
                     : "# Lines that are marked as unsure need your decision; \"?\" is accepted "
                       "nowhere.\n",
        "sources:\n  ", sample_.source, ":\n");
  }

  std::string Form() const {
    std::string form;
    if (sample_.csv && sample_.dialect.delimiter != ',') {
      const char delimiter = sample_.dialect.delimiter;
      absl::StrAppend(
          &form, "    delimiter: ",
          delimiter == '\t' ? "tab" : absl::StrCat("\"", std::string(1, delimiter), "\""), "\n");
    }
    if (sample_.csv && sample_.dialect.decimal == ',') form += "    decimal: \",\"\n";
    if (!empty_words_.empty()) {
      std::vector<std::string> words;
      for (const std::string& word : empty_words_) words.push_back(absl::StrCat("\"", word, "\""));
      absl::StrAppend(&form, "    empty: [", absl::StrJoin(words, ", "), "]\n");
    }
    return form;
  }

  std::string NotUsed() const {
    if (not_used_.empty()) return "";
    return absl::StrCat("# Not used: ", absl::StrJoin(not_used_, ", "), "\n");
  }

  const Sample& sample_;
  const Plan& plan_;
  std::vector<std::string> taken_;
  std::vector<std::string> fields_;
  std::vector<std::string> signals_;
  std::vector<std::string> not_used_;
  std::set<std::string> empty_words_;
  size_t doubts_ = 0;
  bool has_id_ = false;
};

}  // namespace

std::string GuessMapping(const Sample& sample, const Plan& plan) {
  return Guesser(sample, plan).Run();
}

}  // namespace bellwether::imports
