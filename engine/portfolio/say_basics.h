// What several measures say, in the languages of the engine (engine/base/saying.h).
#ifndef BELLWETHER_ENGINE_PORTFOLIO_SAY_BASICS_H_
#define BELLWETHER_ENGINE_PORTFOLIO_SAY_BASICS_H_

#include "engine/base/saying.h"

namespace bellwether::portfolio::say {

inline constexpr Saying kP75{"75th percentile", "persentil ke-75", "persentil ke-75"};
inline constexpr Saying kP90{"90th percentile", "persentil ke-90", "persentil ke-90"};
inline constexpr Saying kMean{"mean", "rata-rata", "purata"};
inline constexpr Saying kHours{"{count} hours", "{count} jam", "{count} jam"};
inline constexpr Saying kPercent{"{share} %", "{share} %", "{share} %"};
inline constexpr Saying kBeside{"{what}, {more}", "{what}, {more}", "{what}, {more}"};

// What cannot be said, and why.
inline constexpr Saying kSameForAll{
    "the same for all {n} accounts, so it has no interval; at most {share} % of accounts differ",
    "sama untuk semua {n} akun, sehingga tidak ada intervalnya; paling banyak {share} % akun "
    "berbeda",
    "sama bagi semua {n} akaun, maka tiada selangnya; paling banyak {share} % akaun berbeza"};
inline constexpr Saying kCurrencies{"amounts in more than one currency are never added: {names}",
                                    "jumlah dalam lebih dari satu mata uang tidak pernah "
                                    "dijumlahkan: {names}",
                                    "amaun dalam lebih daripada satu mata wang tidak pernah "
                                    "dijumlahkan: {names}"};
inline constexpr Saying kCounted{"{name} ({count})", "{name} ({count})", "{name} ({count})"};
inline constexpr Saying kNoCase{"there is no case", "tidak ada kasus", "tiada kes"};
inline constexpr Saying kNoAttribute{"no account has an attribute or a signal {name}",
                                     "tidak ada akun yang punya atribut atau sinyal {name}",
                                     "tiada akaun yang mempunyai atribut atau isyarat {name}"};
inline constexpr Saying kNoFollowedDays{
    "until which day is not given: add `followed_days` to `figures`",
    "sampai hari ke berapa tidak diberikan: tambahkan `followed_days` pada `figures`",
    "sehingga hari ke berapa tidak diberi: tambahkan `followed_days` pada `figures`"};
inline constexpr Saying kNoEdges{"the groups are not given: add `edges: [30, 60, 90]`",
                                 "kelompoknya tidak diberikan: tambahkan `edges: [30, 60, 90]`",
                                 "kumpulannya tidak diberi: tambahkan `edges: [30, 60, 90]`"};
inline constexpr Saying kAssociation{
    "an association: what makes value come late may make accounts leave by itself",
    "suatu kaitan: apa yang membuat nilai terlambat mungkin dengan sendirinya membuat akun pergi",
    "suatu kaitan: apa yang melewatkan nilai mungkin dengan sendirinya membuat akaun pergi"};

// What could not be counted.
inline constexpr Saying kOfAllAccounts{"of all accounts: {what}", "dari semua akun: {what}",
                                       "daripada semua akaun: {what}"};
inline constexpr Saying kNoStart{"{count} account has no start", "{count} akun tanpa awal",
                                 "{count} akaun tanpa permulaan"};
inline constexpr Saying kNoStarts{"{count} accounts have no start", "{count} akun tanpa awal",
                                  "{count} akaun tanpa permulaan"};
inline constexpr Saying kTooYoungOne{"{count} account is not followed until the horizon",
                                     "{count} akun belum diikuti sampai horizon",
                                     "{count} akaun belum diikuti sehingga horizon"};
inline constexpr Saying kTooYoungMany{"{count} accounts are not followed until the horizon",
                                      "{count} akun belum diikuti sampai horizon",
                                      "{count} akaun belum diikuti sehingga horizon"};
inline constexpr Saying kRecordUntold{
    "{count} record lacks what a condition reads: it cannot be said, and is not counted",
    "{count} catatan tidak punya yang dibaca suatu syarat: tidak dapat dikatakan, dan tidak "
    "dihitung",
    "{count} rekod tidak mempunyai yang dibaca suatu syarat: tidak dapat dikatakan, dan tidak "
    "dikira"};
inline constexpr Saying kRecordsUntold{
    "{count} records lack what a condition reads: it cannot be said, and they are not counted",
    "{count} catatan tidak punya yang dibaca suatu syarat: tidak dapat dikatakan, dan tidak "
    "dihitung",
    "{count} rekod tidak mempunyai yang dibaca suatu syarat: tidak dapat dikatakan, dan tidak "
    "dikira"};
inline constexpr Saying kNoCsm{"{count} customer has no csm", "{count} pelanggan tanpa CSM",
                               "{count} pelanggan tanpa CSM"};
inline constexpr Saying kNoCsms{"{count} customers have no csm", "{count} pelanggan tanpa CSM",
                                "{count} pelanggan tanpa CSM"};

// Between edges.
inline constexpr Saying kUpTo{"up to {edge}", "sampai {edge}", "hingga {edge}"};
inline constexpr Saying kBeyond{"beyond {edge}", "lebih dari {edge}", "lebih daripada {edge}"};
inline constexpr Saying kMoreThan{"more than {edge}", "lebih dari {edge}", "lebih daripada {edge}"};
inline constexpr Saying kBetween{"{from} to {to}", "{from} sampai {to}", "{from} hingga {to}"};
inline constexpr Saying kUpToDays{"up to {edge} days", "sampai {edge} hari", "hingga {edge} hari"};
inline constexpr Saying kBeyondDays{"beyond {edge} days", "lebih dari {edge} hari",
                                    "lebih daripada {edge} hari"};
inline constexpr Saying kBetweenDays{"{from} to {to} days", "{from} sampai {to} hari",
                                     "{from} hingga {to} hari"};

// Who stays, who goes, who renews.
inline constexpr Saying kKept{"kept", "bertahan", "kekal"};
inline constexpr Saying kKeptUntil{"kept until day {day}", "bertahan sampai hari ke-{day}",
                                   "kekal sehingga hari ke-{day}"};
inline constexpr Saying kLost{"lost", "hilang", "hilang"};
inline constexpr Saying kRenewed{"renewed", "diperpanjang", "diperbaharui"};
inline constexpr Saying kExpanded{"expanded", "diperluas", "dikembangkan"};
inline constexpr Saying kReduced{"reduced", "dikurangi", "dikurangkan"};
inline constexpr Saying kLostAfter{"lost after {days} days", "hilang setelah {days} hari",
                                   "hilang selepas {days} hari"};
inline constexpr Saying kAMonth{"{from} → {to} a month", "{from} → {to} sebulan",
                                "{from} → {to} sebulan"};
inline constexpr Saying kWithoutBand{"without a band", "tanpa kategori", "tanpa kategori"};
inline constexpr Saying kRaisedFlag{"a flag that is {severity}", "bendera {severity}",
                                    "bendera {severity}"};

}  // namespace bellwether::portfolio::say

#endif  // BELLWETHER_ENGINE_PORTFOLIO_SAY_BASICS_H_
