// Random component trees and random accounts for them, the same for the same seed.
#ifndef BELLWETHER_TESTS_ENGINE_EVALUATE_RANDOM_MODEL_H_
#define BELLWETHER_TESTS_ENGINE_EVALUATE_RANDOM_MODEL_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace bellwether {

// A model `m` whose leaves read the signals s0, s1, ... as they are (0 to 100).
class RandomModel {
 public:
  struct Node {
    std::string name;
    double weight = 1;
    bool invert = false;
    uint32_t leaf = 0;           // of a leaf: the number of its signal
    std::vector<Node> children;  // in byte order of name; none: a leaf
  };

  explicit RandomModel(uint32_t seed);
  const Node& root() const { return root_; }
  uint32_t leaf_count() const { return leaves_; }
  std::string Yaml() const;

 private:
  Node MakeNode(const std::string& name, uint32_t depth);
  static void Write(const Node& node, const std::string& indent, std::string& out);

  std::mt19937 random_;
  uint32_t leaves_ = 0;
  Node root_;
};

struct RandomAccount {
  enum class Kind { kGiven, kMissing, kNotApplicable };
  struct Value {
    Kind kind = Kind::kGiven;
    double number = 0;
  };

  RandomAccount(uint32_t seed, uint32_t count);
  // The same with every missing value given: all 0, all 100, or random.
  RandomAccount Completed(uint32_t way) const;
  std::string Yaml() const;

  std::vector<Value> values;
};

}  // namespace bellwether

#endif  // BELLWETHER_TESTS_ENGINE_EVALUATE_RANDOM_MODEL_H_
