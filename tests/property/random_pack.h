// Random packs as YAML text, the same for the same seed: every kind of rule of the language.
//
//   const RandomPack pack(seed);
//   CheckPack(pack.Yaml(), problems);
//
// A pack is a list of blocks, so that a failing one can be made smaller by leaving blocks out.
#ifndef BELLWETHER_TESTS_PROPERTY_RANDOM_PACK_H_
#define BELLWETHER_TESTS_PROPERTY_RANDOM_PACK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/property/random.h"
#include "tests/property/random_names.h"

namespace bellwether {

class RandomPack {
 public:
  explicit RandomPack(uint64_t seed);

  std::string Yaml() const;
  size_t block_count() const { return blocks_.size(); }
  RandomPack Without(size_t block) const;
  // The same with one more component at the top of a model, as `{...}`; nothing when the pack has
  // no such model.
  std::optional<RandomPack> WithComponent(const std::string& model, const std::string& name,
                                          const std::string& component) const;

 private:
  struct Block {
    std::string section;  // "signals"; "" when the text is whole sections
    std::string text;     // whole lines, indented by two where it stands in a section
  };
  friend class PackWriter;

  std::vector<Block> blocks_;
};

// Writes one pack, section by section; the parts are in random_pack.cc, random_signals.cc,
// random_benchmarks.cc, random_health.cc and random_outcomes.cc.
class PackWriter {
 public:
  PackWriter(uint64_t seed, RandomPack& pack) : random_(seed), pack_(pack) {}
  void Write();

 private:
  void WriteHeader();
  void WriteSignals();
  void WriteDerived();
  void WriteDates();
  void WriteBenchmarks();
  void WriteHealth();
  void WriteFlags();
  void WriteGraduation();
  void WriteExtension();
  void WriteProgramme();

  void Add(const std::string& section, const std::string& text);
  void AddVocabulary();
  // random_signals.cc
  void WriteSignal(const std::string& type, int index);
  void NameSignal(const std::string& name, const std::string& type, bool points_already);
  std::string MissingPolicy(const std::string& value);
  std::string StalePolicy();
  // random_benchmarks.cc
  void WriteBenchmark(int index);
  std::string Rows(const std::string& indent, bool by_cadence, bool lower, size_t tiers);
  std::string Bounds(bool lower, size_t count);
  // random_health.cc
  struct Tree {
    std::string yaml;
    std::vector<std::string> paths;  // that a segment may weigh anew
  };
  void WriteModel(int index, int priority);
  Tree Components(const std::string& indent, const std::string& prefix, int depth);
  std::string Leaf(const std::string& indent);
  std::string Curve();
  std::string Linear();
  std::string Points();
  std::string Steps();
  std::string Map();
  std::string Bands();
  std::string Limits(const std::string& key, const std::string& bound);
  std::string Weight();
  // random_outcomes.cc
  std::string Dimensions(std::vector<std::string>& names);
  std::string Gates(const std::vector<std::string>& dimensions);
  std::string UsageThresholds();
  std::string Reasons(const std::string& key, int64_t budget);
  std::string Phases();
  // `    applies_when: '...'` on a line, now and then.
  std::string AppliesWhen(const std::string& indent, uint64_t percent);
  std::string Condition();
  std::string ConditionOfFacts();  // reads no outcome and no count

  Random random_;
  RandomPack& pack_;
  RandomNames names_;
  RandomNames facts_;  // names_ as they were before benchmarks
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_PROPERTY_RANDOM_PACK_H_
