// Tested by tests/server/store/account_list_test.cc.
#include "server/store/attribute_writer.h"

#include "absl/strings/str_cat.h"

namespace bellwether::store {
namespace {

// The attribute with the latest `at`, of versions that no later one has replaced.
std::string Latest(absl::string_view attribute) {
  return absl::StrCat(
      attribute, " = coalesce((select a.", attribute,
      " from account_attributes a where a.tenant = :tenant and a.account = :account and a.",
      attribute,
      " <> '' and not exists (select 1 from records later where later.tenant = a.tenant"
      " and later.kind = 'account' and later.id = a.id and later.known_at > a.known_at)"
      " order by a.at desc, a.known_at desc, a.id desc limit 1), '')");
}

std::string UpdateText() {
  return absl::StrCat("update accounts set ", Latest("segment"), ", ", Latest("csm"), ", ",
                      Latest("stage"), " where tenant = :tenant and account = :account");
}

bool IsGiven(const Attributes& attributes) {
  return !attributes.segment.empty() || !attributes.csm.empty() || !attributes.stage.empty();
}

}  // namespace

AttributeWriter::AttributeWriter(soci::session& session, const std::string& tenant)
    : tenant_(tenant),
      insert_(
          (session.prepare << "insert into account_attributes"
                              " (tenant, account, id, known_at, at, segment, csm, stage) values"
                              " (:tenant, :account, :id, :known_at, :at, :segment, :csm, :stage)",
           soci::use(tenant_), soci::use(account_), soci::use(id_), soci::use(known_at_),
           soci::use(at_), soci::use(attributes_.segment), soci::use(attributes_.csm),
           soci::use(attributes_.stage))),
      sharers_((session.prepare << "select distinct account from account_attributes"
                                   " where tenant = :tenant and id = :id",
                soci::use(tenant_), soci::use(id_), soci::into(sharer_))),
      update_((session.prepare << UpdateText(), soci::use(tenant_, "tenant"),
               soci::use(account_, "account"))) {}

void AttributeWriter::Keep(const StoredRecord& record) {
  account_ = record.account;
  id_ = record.id;
  known_at_ = absl::ToUnixMicros(record.known_at);
  at_ = absl::ToUnixMicros(record.at);
  attributes_ = record.attributes;
  if (IsGiven(attributes_)) insert_.execute(true);
  sharers_.execute();
  while (sharers_.fetch()) changed_.insert(sharer_);
}

void AttributeWriter::Update(const std::string& account) {
  account_ = account;
  update_.execute(true);
}

}  // namespace bellwether::store
