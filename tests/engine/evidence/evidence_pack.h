// A small pack with two facts, and views of small books through it.
#ifndef BELLWETHER_TESTS_ENGINE_EVIDENCE_EVIDENCE_PACK_H_
#define BELLWETHER_TESTS_ENGINE_EVIDENCE_EVIDENCE_PACK_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"
#include "engine/portfolio/view.h"
#include "gtest/gtest.h"
#include "tests/support/small_book.h"

namespace bellwether::evidence {

// `more` is another file of the pack.
inline std::shared_ptr<const Plan> EvidencePack(const std::string& more = "") {
  constexpr char kPack[] = R"(
pack: evidence
version: 1.0.0
segments: [small, large]
onboarding: {start: {default: contract_signed_at}}
signals:
  usage: {type: ratio, description: How much it is used}
  mood: {type: bool, description: Whether they are glad}
  name: {type: text, description: Has no order}
)";
  std::vector<SourceFile> files = {{"pack.yaml", kPack}};
  if (!more.empty()) files.push_back({"more.yaml", more});
  const Sources sources(std::move(files));
  auto loaded = Load(sources);
  EXPECT_NE(loaded.value, nullptr) << RenderAll(loaded.diagnostics, sources);
  return loaded.value;
}

// An account that started on a day, with what it told on others.
inline std::string Account(std::string_view id, std::string_view start) {
  return absl::StrCat("- {kind: account, id: s-", std::string(id), ", account: ", std::string(id),
                      ", at: ", std::string(start), ", contract_signed_at: ", std::string(start),
                      "}\n");
}
inline std::string Told(std::string_view id, std::string_view day, std::string_view signals,
                        std::string_view known = "") {
  return absl::StrCat("- {kind: account, id: t-", std::string(id), "-", std::string(day),
                      ", account: ", std::string(id), ", at: ", std::string(day),
                      known.empty() ? "" : ", known_at: ", std::string(known), ", signals: {",
                      std::string(signals), "}}\n");
}
inline std::string Lost(std::string_view id, std::string_view start, std::string_view day) {
  return absl::StrCat("- {kind: contract, id: c-", std::string(id), ", account: ", std::string(id),
                      ", at: ", std::string(start), ", term_start: ", std::string(start),
                      ", term_end: ", std::string(day), ", outcome: lost}\n");
}

}  // namespace bellwether::evidence

#endif  // BELLWETHER_TESTS_ENGINE_EVIDENCE_EVIDENCE_PACK_H_
