// Tested by tests/engine/equivalence/equivalence_test.cc.
#include "engine/equivalence/parts.h"

#include "absl/strings/str_cat.h"

namespace bellwether::equivalence {
namespace {

using ruleset::Component;
using ruleset::Criterion;

Siblings PointersTo(const std::vector<Component>& components) {
  Siblings siblings;
  for (const Component& component : components) siblings.push_back(&component);
  return siblings;
}

Siblings PointersTo(const std::vector<Criterion>& criteria) {
  Siblings siblings;
  for (const Criterion& criterion : criteria) siblings.push_back(&criterion.component);
  return siblings;
}

const Component* NamedIn(const Siblings& siblings, const std::string& name) {
  for (const Component* component : siblings) {
    if (component->name == name) return component;
  }
  return nullptr;
}

// {"health", M, "components", A, "components", B, ...}
ComponentPlace InModel(const Claim& claim) {
  const auto& keys = claim.keys;
  const auto model = NamedInBoth(claim.before.health, claim.after.health, keys[1]);
  ComponentPlace place;
  if (!model) return place;
  const std::vector<Component>* before = &model.before->components;
  const std::vector<Component>* after = &model.after->components;
  size_t at = 2;
  for (; at + 1 < keys.size() && keys[at] == "components"; at += 2) {
    place.siblings_before = PointersTo(*before);
    place.siblings_after = PointersTo(*after);
    place.component = NamedInBoth(*before, *after, keys[at + 1]);
    if (!place.component) return {};
    before = &place.component.before->components;
    after = &place.component.after->components;
  }
  if (place) place.path = absl::StrCat("health.", keys[1], ".", place.component.before->path);
  place.rest.assign(keys.begin() + static_cast<std::ptrdiff_t>(at), keys.end());
  return place;
}

// {"graduation", "dimensions", D, "criteria", C, ...}
ComponentPlace InDimension(const Claim& claim) {
  const auto& keys = claim.keys;
  const auto dimension =
      NamedInBoth(claim.before.graduation.dimensions, claim.after.graduation.dimensions, keys[2]);
  ComponentPlace place;
  if (!dimension) return place;
  place.siblings_before = PointersTo(dimension.before->criteria);
  place.siblings_after = PointersTo(dimension.after->criteria);
  place.component = {NamedIn(place.siblings_before, keys[4]),
                     NamedIn(place.siblings_after, keys[4])};
  if (!place) return {};
  const auto met_at = [&keys](const ruleset::Dimension& of) {
    for (const Criterion& criterion : of.criteria) {
      if (criterion.component.name == keys[4]) return criterion.met_at;
    }
    return 0.0;
  };
  place.met_at_before = met_at(*dimension.before);
  place.met_at_after = met_at(*dimension.after);
  place.path = "graduation." + place.component.before->path;
  place.rest.assign(keys.begin() + 5, keys.end());
  return place;
}

void Descend(const Component& component, const std::function<void(const Component&)>& look) {
  look(component);
  for (const Component& child : component.components) Descend(child, look);
}

}  // namespace

ComponentPlace ComponentAt(const Claim& claim) {
  const auto& keys = claim.keys;
  if (keys.size() >= 4 && keys[0] == "health" && keys[2] == "components") return InModel(claim);
  const bool criterion = keys.size() >= 5 && keys[0] == "graduation" && keys[1] == "dimensions" &&
                         keys[3] == "criteria";
  return criterion ? InDimension(claim) : ComponentPlace();
}

void ForEachComponent(const ruleset::RuleSet& rules,
                      const std::function<void(const Component&)>& look) {
  for (const ruleset::HealthModel& model : rules.health) {
    for (const Component& component : model.components) Descend(component, look);
  }
  for (const ruleset::Dimension& dimension : rules.graduation.dimensions) {
    for (const Criterion& criterion : dimension.criteria) Descend(criterion.component, look);
  }
}

}  // namespace bellwether::equivalence
