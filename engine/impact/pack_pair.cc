// Tested by tests/engine/impact/pack_pair_test.cc.
#include "engine/impact/pack_pair.h"

#include <algorithm>
#include <utility>

namespace bellwether::impact {
namespace {

using Words = std::vector<std::string>;

uint32_t PositionOf(const Words& words, std::string_view word) {
  return static_cast<uint32_t>(std::find(words.begin(), words.end(), word) - words.begin());
}

// Each word once: those of `first` in their order, and each other of `second` behind the word that
// it stands behind there.
Words Merged(const Words& first, const Words& second) {
  Words merged;
  for (const std::string& word : first) {
    if (PositionOf(merged, word) == merged.size()) merged.push_back(word);
  }
  size_t behind = 0;
  for (const std::string& word : second) {
    const uint32_t at = PositionOf(merged, word);
    if (at < merged.size()) {
      behind = at + size_t{1};
    } else {
      merged.insert(merged.begin() + static_cast<ptrdiff_t>(behind++), word);
    }
  }
  return merged;
}

// Of the outcomes of a plan the one with the name.
std::optional<PlanOutcome> Find(const Plan& plan, const std::string& name) {
  for (const PlanOutcome& outcome : OutcomesOf(plan)) {
    if (NameOf(plan, outcome) == name) return outcome;
  }
  return std::nullopt;
}

Words OutcomeNames(const Plan& plan) {
  Words names;
  for (const PlanOutcome& outcome : OutcomesOf(plan)) names.push_back(NameOf(plan, outcome));
  return names;
}

Words ModelsOf(const Plan& plan) {
  Words names;
  for (const PlanNote& note : plan.model_notes) names.push_back(note.name);
  return names;
}

uint32_t ModelNamed(const Plan& plan, const std::string& name) {
  const Words names = ModelsOf(plan);
  const uint32_t at = PositionOf(names, name);
  return at < names.size() ? at : kNoIndex;
}

Words Without(const Words& words, const Words& others) {
  Words left;
  std::copy_if(words.begin(), words.end(), std::back_inserter(left),
               [&](const std::string& word) { return PositionOf(others, word) == others.size(); });
  return left;
}

Words AnswersOf(const Plan& plan, const std::optional<PlanOutcome>& outcome) {
  return outcome ? impact::AnswersOf(plan, *outcome) : Words{kNotThere};
}

}  // namespace

PackPair::PackPair(const Plan& from, const Plan& to) : from_(from), to_(to) {
  names_.segments = Merged(to.segments, from.segments);
  MatchOutcomes();
  MatchScores();
}

void PackPair::MatchOutcomes() {
  for (std::string& name : Merged(OutcomeNames(to_), OutcomeNames(from_))) {
    Side from{Find(from_, name), {}}, to{Find(to_, name), {}};
    const Words old_words = AnswersOf(from_, from.outcome), new_words = AnswersOf(to_, to.outcome);
    Outcome outcome;
    outcome.is_decision = IsDecision((to.outcome ? to.outcome : from.outcome)->kind);
    outcome.answers = Merged(new_words, old_words);
    outcome.only_from = Without(old_words, new_words);
    outcome.only_to = Without(new_words, old_words);
    outcome.name = std::move(name);
    for (const auto& [side, words] : {std::pair(&from, &old_words), std::pair(&to, &new_words)}) {
      for (const std::string& word : *words) {
        side->answers.push_back(PositionOf(outcome.answers, word));
      }
    }
    names_.outcomes.push_back(std::move(outcome));
    from_sides_.push_back(std::move(from));
    to_sides_.push_back(std::move(to));
  }
}

void PackPair::MatchScores() {
  names_.scores.push_back({"primary", {}});
  from_models_.push_back(kNoIndex);
  to_models_.push_back(kNoIndex);
  parts_.emplace_back();
  for (std::string& name : Merged(ModelsOf(to_), ModelsOf(from_))) {
    from_models_.push_back(ModelNamed(from_, name));
    to_models_.push_back(ModelNamed(to_, name));
    auto& parts = parts_.emplace_back();
    if (from_models_.back() != kNoIndex && to_models_.back() != kNoIndex) {
      parts.emplace(from_, from_models_.back(), to_, to_models_.back());
    }
    names_.scores.push_back({std::move(name), parts ? NamesOf(*parts) : std::vector<PartNames>()});
  }
}

std::vector<PartNames> PackPair::NamesOf(const ScoreParts& parts) const {
  const auto weight = [](const Plan& plan, uint32_t component) {
    return component == kNoIndex ? std::nullopt : std::optional(plan.weights[component]);
  };
  std::vector<PartNames> names;
  for (size_t i = 0; i < parts.names().size(); ++i) {
    names.push_back({parts.names()[i], weight(from_, parts.from_component(i)),
                     weight(to_, parts.to_component(i))});
  }
  return names;
}

uint32_t PackPair::Answer(const Plan& plan, const Side& side, const Evaluation& evaluation) {
  return side.answers[side.outcome ? AnswerOf(plan, evaluation, *side.outcome) : 0];
}

}  // namespace bellwether::impact
