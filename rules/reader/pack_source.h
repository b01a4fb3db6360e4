// Where a pack comes from, and what stands there now: its rules, and what it is tried with.
//
//   PackSource source("rules/saas");
//   absl::StatusOr<PackContents> contents = source.Read();   // as often as one likes
//
// A place is
//   rules/saas, rules/saas/pack.yaml     a folder or a file (pack_folder.h)
//   git:main:rules/saas                  a revision of the repository around here (git_folder.h)
//   git:/srv/rules.git#main:saas         one of another repository, or of a URL (git_mirror.h)
//   saas-0.1.0.tar                       a bundle (pack_bundle.h)
//
// Where keys are trusted, nothing is read but bundles that one of them signed. Read fails as these
// do, with a sentence that says what to do. Move only; one thread at a time; nothing throws.
#ifndef BELLWETHER_RULES_READER_PACK_SOURCE_H_
#define BELLWETHER_RULES_READER_PACK_SOURCE_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engine/base/limits.h"
#include "engine/base/stop.h"
#include "rules/reader/git_mirror.h"
#include "rules/reader/pack_contents.h"
#include "rules/reader/signing.h"

namespace bellwether {

class PackSource {
 public:
  // `trusted`: null for any source.
  explicit PackSource(std::string place, const Limits& limits = {},
                      std::shared_ptr<const TrustedKeys> trusted = nullptr);

  const std::string& place() const { return place_; }
  // Only a repository elsewhere takes long enough to look at `stop`.
  absl::StatusOr<PackContents> Read(const Stop& stop = Stop());

  // The path on this disk at which a change shows; "" when there is none to watch.
  std::string watched_path() const;
  // Whether a reader may meet a change half done. A commit is there whole or not at all.
  bool changes_by_steps() const { return kind_ == Kind::kFolder || kind_ == Kind::kBundle; }

 private:
  enum class Kind { kFolder, kRevision, kMirror, kBundle };
  static Kind KindOf(const std::string& place);
  absl::StatusOr<PackContents> ReadBundle() const;

  std::string place_;
  Kind kind_;
  Limits limits_;
  std::shared_ptr<const TrustedKeys> trusted_;
  absl::Status place_status_;        // what is wrong with the spelling of a repository
  std::optional<GitMirror> mirror_;  // kMirror, well spelt
};

// The rules alone, once, of any place.
absl::StatusOr<Sources> ReadPackRules(const std::string& place, const Limits& limits = {});

}  // namespace bellwether

#endif  // BELLWETHER_RULES_READER_PACK_SOURCE_H_
