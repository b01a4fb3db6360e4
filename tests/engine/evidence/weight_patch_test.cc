// P29: fitted weights become a patch, never a file.
#include "engine/evidence/weight_patch.h"

#include "gtest/gtest.h"
#include "tests/engine/evidence/evidence_pack.h"

namespace bellwether::evidence {
namespace {

constexpr char kModel[] = R"(pack: p
version: 1
segments: [small]
signals: {usage: {type: ratio, description: x}, mood: {type: bool, description: x}}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    segments: {small: {weights: {use: 5}}}
    components:
      use: {weight: 3, of: usage}
      people:
        weight: 20
        components: {glad: {weight: 1, of: mood}, sad: {weight: 3, of: mood, invert: true}}
)";

FitReport Fitted(int32_t glad, int32_t sad, int32_t use) {
  FitReport report;
  report.model = "only";
  for (const auto& [name, percent] :
       {std::pair("people.glad", glad), std::pair("people.sad", sad), std::pair("use", use)}) {
    FittedWeight weight;
    weight.name = name;
    weight.percent = percent;
    report.weights.push_back(weight);
  }
  return report;
}

WeightPatch Patch(const Sources& sources, const FitReport& report) {
  const auto document = document::ParseDocument(sources, Limits());
  EXPECT_TRUE(document.ok());
  return PatchOf(document.value, report);
}

TEST(WeightPatchTest, GroupsGetTheSumOfTheirComponents) {
  const Sources sources(std::vector<SourceFile>{{"health.yaml", kModel}});
  const WeightPatch patch = Patch(sources, Fitted(1, 19, 80));
  EXPECT_EQ(UnifiedDiff(sources, patch.edits), R"(--- a/health.yaml
+++ b/health.yaml
@@ -7,7 +7,7 @@
     bands: [{green: 50}, {red: 0}]
     segments: {small: {weights: {use: 5}}}
     components:
-      use: {weight: 3, of: usage}
+      use: {weight: 80, of: usage}
       people:
         weight: 20
-        components: {glad: {weight: 1, of: mood}, sad: {weight: 3, of: mood, invert: true}}
+        components: {glad: {weight: 1, of: mood}, sad: {weight: 19, of: mood, invert: true}}
)");
  EXPECT_EQ(patch.notes,
            (std::vector<std::string>{"segment small has weights of its own, which stay as they "
                                      "are"}));
}

TEST(WeightPatchTest, AGroupThatGetsNothingKeepsTheWeightsInIt) {
  const Sources sources(std::vector<SourceFile>{{"health.yaml", kModel}});
  const WeightPatch patch = Patch(sources, Fitted(0, 0, 100));
  ASSERT_EQ(patch.edits.size(), 2U);  // use, and people as a whole
  EXPECT_EQ(patch.edits[1].text, "0");
}

TEST(WeightPatchTest, AConstantIsNotOverwritten) {
  std::string model = kModel;
  const std::string written = "use: {weight: 3";
  model.replace(model.find(written), written.size(), "use: {weight: heavy");
  model += "constants: {heavy: {value: 3}}\n";
  const Sources sources(std::vector<SourceFile>{{"health.yaml", model}});
  const WeightPatch patch = Patch(sources, Fitted(1, 19, 80));
  EXPECT_EQ(patch.edits.size(), 1U);  // sad
  EXPECT_EQ(patch.notes.front(),
            "the weight of use, 80, is written as the constant heavy: change that, or write the "
            "number in its place");
}

}  // namespace
}  // namespace bellwether::evidence
