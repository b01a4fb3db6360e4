// From what was asked for to a pack that passed the gate, and the bundle that it is stored as.
//
// Tested by tests/server/activations_test.cc.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "protos/wire/wire.h"
#include "rules/reader/pack_bundle.h"
#include "server/activation/activation_words.h"
#include "server/activation/activations.h"
#include "server/activation/state_names.h"

namespace bellwether {
namespace {

using Reason = Refusal::Reason;

constexpr char kUploadSource[] = "upload";

}  // namespace

std::optional<Refusal> Activations::ReadBundle(const std::string& bytes,
                                               PackContents& contents) const {
  absl::StatusOr<PackBundle> bundle = ReadPackBundle(bytes, settings_.gate.limits);
  if (!bundle.ok()) {
    return Refusal{Reason::kBadBundle,
                   absl::StrCat("the bundle cannot be used: ", bundle.status().message())};
  }
  if (settings_.trusted != nullptr) {
    const absl::Status trusted = CheckTrust(*bundle, *settings_.trusted);
    if (!trusted.ok()) return Refusal{Reason::kNotTrusted, std::string(trusted.message())};
  }
  contents = std::move(bundle->contents);
  return std::nullopt;
}

// Under a label, or held by a source; null: neither.
SnapshotPointer Activations::Loaded(std::string_view asked) const {
  SnapshotPointer snapshot = store_.Find(asked);
  for (const PackLabel label : kPackLabels) {
    const SnapshotPointer held = SourceOf(label);
    if (snapshot == nullptr && held != nullptr && NamesPack(asked, *held->plan)) snapshot = held;
  }
  return snapshot;
}

std::optional<Refusal> Activations::ReadStored(const std::string& asked, std::string& digest,
                                               PackContents& contents) const {
  const auto unknown = [&] {
    return Refusal{Reason::kUnknownPack,
                   absl::StrCat("this server has no pack ", Quoted(asked),
                                "; ListPacks has those that there are, or send its files"),
                   Available()};
  };
  const std::optional<std::string> stored = StoredDigest(asked);
  if (!stored.has_value()) return unknown();
  digest = *stored;
  const auto bytes = folder_->Read(StoredName(digest));
  if (!bytes.ok()) return Refusal{Reason::kNotStored, std::string(bytes.status().message())};
  if (!bytes->has_value()) return unknown();  // removed since
  return ReadBundle(**bytes, contents);
}

std::optional<Refusal> Activations::FindByDigest(const std::string& asked, PackContents& contents,
                                                 std::string& source) const {
  const SnapshotPointer snapshot = Loaded(asked);
  if (snapshot != nullptr && snapshot->contents != nullptr) {
    contents = *snapshot->contents;
    source = snapshot->source;
    return std::nullopt;
  }
  source = kUploadSource;
  std::string digest;
  return ReadStored(asked, digest, contents);
}

std::optional<Refusal> Activations::ReadPack(const std::string& asked, v1::PackInfo& pack,
                                             PackContents& contents) const {
  const SnapshotPointer snapshot = Loaded(asked);
  if (snapshot != nullptr && snapshot->contents != nullptr) {
    pack = InfoOf(*snapshot->plan);
    contents = *snapshot->contents;
    return std::nullopt;
  }
  std::string digest;
  if (auto refusal = ReadStored(asked, digest, contents)) return refusal;
  pack.set_digest(digest);
  for (const v1::PackInfo& stored : Stored()) {
    if (stored.digest() == digest) pack = stored;
  }
  return std::nullopt;
}

std::optional<Refusal> Activations::FindContents(const AskedChange& asked, PackContents& contents,
                                                 std::string& source) const {
  source = kUploadSource;
  if (!asked.bundle.empty()) return ReadBundle(asked.bundle, contents);
  if (!asked.files.has_value()) return FindByDigest(asked.digest, contents, source);
  if (settings_.trusted != nullptr) {
    return Refusal{Reason::kNotTrusted,
                   "this server takes signed bundles alone; send one as `bundle`: bellwether pack "
                   "build PACK --key KEY"};
  }
  contents = *asked.files;
  return std::nullopt;
}

// Finds the pack, builds and tests it.
std::optional<Refusal> Activations::Try(const AskedChange& asked, PackLabel label, const Stop& stop,
                                        Change& change, std::vector<PackProblem>& warnings) const {
  PackContents contents;
  std::string source;
  if (auto refusal = FindContents(asked, contents, source)) return refusal;
  GatedPack gated = TryPack(contents, source, settings_.gate, settings_.now(), stop);
  if (stop.requested()) return Refusal{Reason::kStopped, "nothing was changed"};
  if (gated.refused.has_value()) {
    const bool tests = *gated.refused == ReloadOutcome::kTestsFailed;
    return Refusal{tests ? Reason::kTestsFailed : Reason::kInvalidPack,
                   tests ? "the pack's own tests fail" : "the pack has errors", "",
                   std::move(gated.pack.problems)};
  }
  Snapshot snapshot = *gated.pack.snapshot;
  snapshot.on_trial = label != PackLabel::kActive;
  const Plan& plan = *snapshot.plan;
  if (contents.bundle.empty()) {
    auto bundle = WritePackBundle(contents, {plan.name, plan.version, plan.digest}, nullptr);
    if (!bundle.ok()) {
      return Refusal{Reason::kBadBundle, std::string(bundle.status().message())};
    }
    change.bundle = *std::move(bundle);
  } else {
    change.bundle = std::move(contents.bundle);
  }
  v1::Activation& activation = *change.record.mutable_activation();
  activation.set_label(std::string(NameOf(label)));
  *activation.mutable_to() = InfoOf(plan);
  activation.set_tests_held(static_cast<int32_t>(gated.tests_held));
  change.snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
  warnings = std::move(gated.pack.problems);
  return std::nullopt;
}

}  // namespace bellwether
