// Tested by tests/rules/pack_source_test.cc.
#include "rules/reader/pack_source.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "rules/reader/git_folder.h"
#include "rules/reader/git_place.h"
#include "rules/reader/pack_bundle.h"
#include "rules/reader/pack_folder.h"

namespace bellwether {
namespace {

absl::StatusOr<PackContents> ReadFolder(const std::string& place, const Limits& limits) {
  auto rules = ReadPackFolder(place, limits);
  if (!rules.ok()) return rules.status();
  auto tests = ReadPackTests(place, limits);
  if (!tests.ok()) return tests.status();
  return PackContents{*std::move(rules), *std::move(tests)};
}

// Of a revision around here the rules alone are read: it never changes, and nobody asks more of it.
absl::StatusOr<PackContents> ReadRevision(const std::string& place, const Limits& limits) {
  auto rules = ReadPackRevision(place, limits);
  if (!rules.ok()) return rules.status();
  return PackContents{*std::move(rules), Sources()};
}

}  // namespace

PackSource::Kind PackSource::KindOf(const std::string& place) {
  if (IsGitPlace(place)) return Kind::kMirror;
  if (IsPackRevision(place)) return Kind::kRevision;
  return IsBundleName(place) ? Kind::kBundle : Kind::kFolder;
}

PackSource::PackSource(std::string place, const Limits& limits,
                       std::shared_ptr<const TrustedKeys> trusted)
    : place_(std::move(place)),
      kind_(KindOf(place_)),
      limits_(limits),
      trusted_(std::move(trusted)) {
  if (kind_ != Kind::kMirror) return;
  auto parsed = ParseGitPlace(place_);
  place_status_ = parsed.status();
  if (parsed.ok()) mirror_.emplace(*std::move(parsed));
}

absl::StatusOr<PackContents> PackSource::Read(const Stop& stop) {
  if (kind_ == Kind::kBundle) return ReadBundle();
  if (trusted_ != nullptr) {
    return absl::PermissionDeniedError(
        absl::StrCat(place_,
                     " is no signed bundle, and nothing else is trusted here; make one "
                     "with: bellwether pack build PACK --key KEY"));
  }
  if (!place_status_.ok()) return place_status_;
  if (mirror_.has_value()) return mirror_->Read(limits_, stop);
  return kind_ == Kind::kRevision ? ReadRevision(place_, limits_) : ReadFolder(place_, limits_);
}

absl::StatusOr<PackContents> PackSource::ReadBundle() const {
  auto bundle = ReadPackBundleFile(place_, limits_);
  if (!bundle.ok()) return bundle.status();
  if (trusted_ != nullptr) {
    if (absl::Status trusted = CheckTrust(*bundle, *trusted_); !trusted.ok()) return trusted;
  }
  return std::move(bundle->contents);
}

absl::StatusOr<Sources> ReadPackRules(const std::string& place, const Limits& limits) {
  if (IsGitPlace(place) || IsBundleName(place)) {
    auto contents = PackSource(place, limits).Read();
    if (!contents.ok()) return contents.status();
    return std::move(contents->rules);
  }
  return IsPackRevision(place) ? ReadPackRevision(place, limits) : ReadPackFolder(place, limits);
}

std::string PackSource::watched_path() const { return changes_by_steps() ? place_ : ""; }

}  // namespace bellwether
