// Changes of what the labels stand for, by calls: checked, tested, approved, stored, and only then
// published. What was changed lasts through restarts, and is written down with who and why.
//
//   Activations activations(settings, store, feed, log);
//   absl::Status opened = activations.Open(std::move(folder));   // without it no call may change
//   ... sources are loaded, which publish by PublishFromSource ...
//   bool usable = activations.Restore(report);                   // what calls changed before
//   ChangeAnswer answer = activations.Activate(request, pack, stop);   // a worker
//
// A pack that a call put under a label stays there until the label's source holds another pack than
// it did then, or the next call; so the last change wins, whoever makes it, and a restart comes to
// the same. Every label has a source, so there is always something to go back to.
//
// Thread-safe. Changes are made one after the other; loading and testing is not part of that. What
// only looks never waits for a change that is being stored.
#ifndef BELLWETHER_SERVER_ACTIVATION_ACTIVATIONS_H_
#define BELLWETHER_SERVER_ACTIVATION_ACTIVATIONS_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "engine/base/stop.h"
#include "rules/reader/pack_contents.h"
#include "rules/reader/signing.h"
#include "server/activation/activation_log.h"
#include "server/activation/change.h"
#include "server/activation/state_folder.h"
#include "server/base/mutex.h"
#include "server/packs/pack_feed.h"
#include "server/packs/pack_gate.h"
#include "server/packs/snapshot_store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class Activations {
 public:
  struct Settings {
    GateSettings gate;
    std::shared_ptr<const TrustedKeys> trusted = nullptr;  // null: packs of any source are
    uint32_t approvals = 1;                                // callers who must want a change
    std::function<absl::Time()> now = &absl::Now;
  };

  // Store, feed and log outlive it.
  Activations(Settings settings, SnapshotStore& store, PackFeed& feed, Logger& log);

  // Before the sources are loaded. DATA_LOSS or another error: what is stored cannot be used; the
  // message names the file and says what to do.
  absl::Status Open(std::unique_ptr<StateFolder> folder);
  // Once, after the sources were loaded and before anybody is answered: publishes what calls put in
  // their place. False when that cannot be used; `report` says why.
  bool Restore(std::string& report);

  // How the source of a label publishes. Returns what may be destroyed.
  SnapshotPointer PublishFromSource(SnapshotPointer next, PackLabel label);

  // On a worker: they load, test and store.
  ChangeAnswer Activate(const ChangeRequest& request, const AskedChange& asked, const Stop& stop);
  // `digest`: "" for what stood there before.
  ChangeAnswer RollBack(const ChangeRequest& request, const std::string& digest, const Stop& stop);
  ChangeAnswer Approve(const ChangeRequest& request, const std::string& pending_id,
                       const Stop& stop);
  // On a worker, too, since it may read the disk: the files of a pack that a label stands for, a
  // source holds, or the state folder keeps. `asked`: its digest or first digits, or a label.
  std::optional<Refusal> ReadPack(const std::string& asked, v1::PackInfo& pack,
                                  PackContents& contents) const;

  // The rest is quick.
  bool takes_changes() const { return folder_ != nullptr; }
  // How a call put the pack under the label; nothing: a source did.
  std::optional<v1::Activation> CallOf(PackLabel label, std::string_view digest) const;
  // Whether another pack stands under the label than its source holds.
  bool IsOverridden(PackLabel label) const;
  std::vector<v1::Activation> Recorded() const;  // oldest first
  std::vector<v1::Activation> Pending() const;   // that can be approved now
  // Packs in the state folder, as the record has them that named them last; the newest first.
  std::vector<v1::PackInfo> Stored() const;

 private:
  // A pack that a call put in the place of what the source holds.
  struct Hold {
    v1::Activation activation;
    std::string over_digest;
  };
  // What is to stand under the label, once everything was found to be right.
  struct Change {
    server::ActivationRecord record;
    SnapshotPointer snapshot;
    std::string bundle;  // to be stored; "": it is already
  };
  using Labels = std::array<std::optional<Hold>, kPackLabels.size()>;

  // At the start.
  bool RestoreLabel(PackLabel label, std::string& report)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(commit_mutex_);
  SnapshotPointer LoadStored(const v1::Activation& activation, const v1::PackInfo& pack,
                             PackLabel label, std::string& report) const;
  void RestorePrevious(const v1::Activation& activation)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(commit_mutex_);

  // What a record means for the state.
  absl::Status Fold(const server::ActivationRecord& record) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SetHold(PackLabel label, std::optional<Hold> hold) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void SetPending(const v1::Activation& activation) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  // Steps of a call; each says why the call ends there, if it does.
  std::optional<Refusal> CheckCall(const ChangeRequest& request) const;
  std::optional<ChangeAnswer> AnsweredBefore(const ChangeRequest& request) const;
  std::optional<Refusal> CheckExpected(const ChangeRequest& request) const;
  std::optional<Refusal> CheckPending(const ChangeRequest& request, const std::string& id,
                                      v1::Activation& pending) const;
  std::optional<Refusal> FindContents(const AskedChange& asked, PackContents& contents,
                                      std::string& source) const;
  SnapshotPointer Loaded(std::string_view asked) const;
  std::optional<Refusal> FindByDigest(const std::string& asked, PackContents& contents,
                                      std::string& source) const;
  std::optional<Refusal> ReadStored(const std::string& asked, std::string& digest,
                                    PackContents& contents) const;
  std::optional<Refusal> ReadBundle(const std::string& bytes, PackContents& contents) const;
  std::optional<Refusal> Try(const AskedChange& asked, PackLabel label, const Stop& stop,
                             Change& change, std::vector<PackProblem>& warnings) const;
  ChangeAnswer Put(const ChangeRequest& request, const AskedChange& asked, bool is_rollback,
                   const Stop& stop);
  ChangeAnswer Conclude(const ChangeRequest& request, Change change);
  ChangeAnswer ConcludeApproval(const ChangeRequest& request, const std::string& id, Change change);
  std::optional<Refusal> BeginPending(v1::Activation& activation) const;

  // Makes it last, and then makes it so.
  std::optional<Refusal> Commit(Change& change) ABSL_EXCLUSIVE_LOCKS_REQUIRED(commit_mutex_);
  absl::Status Store(const server::ActivationRecord& record)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(commit_mutex_);
  void TakeBackLog() ABSL_EXCLUSIVE_LOCKS_REQUIRED(commit_mutex_);
  void RemoveOldPacks() ABSL_EXCLUSIVE_LOCKS_REQUIRED(commit_mutex_);
  void GiveBack(PackLabel label, const Hold& hold, const Plan& plan)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(commit_mutex_);
  SnapshotPointer Publish(const SnapshotPointer& snapshot, PackLabel label)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(commit_mutex_);
  void Tell(const v1::Activation& activation);
  ChangeAnswer TellRefused(const ChangeRequest& request, ChangeAnswer answer);

  SnapshotPointer SourceOf(PackLabel label) const;
  std::optional<Hold> HoldOf(PackLabel label) const;
  std::optional<std::string> StoredDigest(std::string_view asked) const;
  std::string Available() const;
  std::string NextId() const;
  bool CanApprove(const v1::Activation& pending) const;

  const Settings settings_;
  SnapshotStore& store_;
  PackFeed& feed_;
  Logger& log_;
  std::unique_ptr<StateFolder> folder_;  // null: calls may change nothing

  // Held while a change is stored; taken before mutex_.
  Mutex commit_mutex_;
  std::string log_text_ ABSL_GUARDED_BY(commit_mutex_);  // as the folder has it
  bool is_damaged_ ABSL_GUARDED_BY(commit_mutex_) = false;
  bool is_restored_ ABSL_GUARDED_BY(commit_mutex_) = false;
  // What calls may still have; destroyed at the first change after that.
  std::vector<SnapshotPointer> retired_ ABSL_GUARDED_BY(commit_mutex_);

  mutable Mutex mutex_;
  ActivationRecords records_ ABSL_GUARDED_BY(mutex_);
  std::vector<v1::Activation> pending_ ABSL_GUARDED_BY(mutex_);
  Labels holds_ ABSL_GUARDED_BY(mutex_);
  std::optional<v1::Activation> before_ ABSL_GUARDED_BY(mutex_);  // how `previous` became active
  std::array<SnapshotPointer, kPackLabels.size()> sources_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> stored_ ABSL_GUARDED_BY(mutex_);  // digests
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_ACTIVATION_ACTIVATIONS_H_
