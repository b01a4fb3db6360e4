// What is said of the way from the start of an account: first value, onboarding, milestones,
// retention, features.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_SAY_JOURNEY_H_
#define BELLWETHER_ENGINE_PORTFOLIO_SAY_JOURNEY_H_

#include "engine/base/saying.h"

namespace bellwether::portfolio::say {

// Waiting for something.
inline constexpr Saying kAtLeastDays{
    "at least {days}; the upper end of its interval is not reached",
    "paling sedikit {days}; ujung atas intervalnya belum tercapai",
    "sekurang-kurangnya {days}; hujung atas selangnya belum dicapai"};
inline constexpr Saying kNotFollowed{"nobody was followed so long",
                                     "tidak ada yang diikuti selama itu",
                                     "tiada yang diikuti selama itu"};
inline constexpr Saying kMedianNotHeld{"median without days on hold", "median tanpa hari tertunda",
                                       "median tanpa hari tertangguh"};
inline constexpr Saying kMedianArrived{"median of those that arrived", "median dari yang sampai",
                                       "median bagi yang sampai"};
inline constexpr Saying kOfThose{"{part} of those", "{part} dari yang sampai",
                                 "{part} bagi yang sampai"};
inline constexpr Saying kByDay{"{what} by day {day}", "{what} paling lambat hari ke-{day}",
                               "{what} selewat-lewatnya hari ke-{day}"};
inline constexpr Saying kStillWaiting{"still waiting", "masih menunggu", "masih menunggu"};
inline constexpr Saying kStillWaitsCurve{"share that still waits, by day",
                                         "bagian yang masih menunggu, menurut hari",
                                         "bahagian yang masih menunggu, mengikut hari"};
inline constexpr Saying kReachedValue{"reached value", "mencapai nilai", "mencapai nilai"};
inline constexpr Saying kLostBeforeValue{"lost before value", "hilang sebelum nilai",
                                         "hilang sebelum nilai"};
inline constexpr Saying kValueAfter{"value after {days} days", "nilai setelah {days} hari",
                                    "nilai selepas {days} hari"};
inline constexpr Saying kLostWithoutValue{"lost after {days} days, without value",
                                          "hilang setelah {days} hari, tanpa nilai",
                                          "hilang selepas {days} hari, tanpa nilai"};
inline constexpr Saying kWithoutValue{"without value for {days} days",
                                      "tanpa nilai selama {days} hari",
                                      "tanpa nilai selama {days} hari"};

// Onboarding.
inline constexpr Saying kCompleted{"completed", "selesai", "selesai"};
inline constexpr Saying kCompletedAfterDay{"completed after day {day}, which is incomplete",
                                           "selesai setelah hari ke-{day}, yaitu belum selesai",
                                           "selesai selepas hari ke-{day}, iaitu belum selesai"};
inline constexpr Saying kAbandoned{"abandoned", "ditinggalkan", "ditinggalkan"};
inline constexpr Saying kNotCompletedAfterDay{"not completed after day {day}",
                                              "belum selesai setelah hari ke-{day}",
                                              "belum selesai selepas hari ke-{day}"};
inline constexpr Saying kYoungerOpen{"younger and open, not counted",
                                     "lebih muda dan terbuka, tidak dihitung",
                                     "lebih muda dan terbuka, tidak dikira"};
inline constexpr Saying kCompletedIn{"completed after {days} days", "selesai setelah {days} hari",
                                     "selesai selepas {days} hari"};
inline constexpr Saying kCompletedLate{"completed late, after {days} days",
                                       "selesai terlambat, setelah {days} hari",
                                       "selesai lewat, selepas {days} hari"};
inline constexpr Saying kAbandonedAfter{"abandoned after {days} days",
                                        "ditinggalkan setelah {days} hari",
                                        "ditinggalkan selepas {days} hari"};
inline constexpr Saying kNotCompletedFor{"not completed for {days} days",
                                         "belum selesai selama {days} hari",
                                         "belum selesai selama {days} hari"};
inline constexpr Saying kOpenFor{"open for {days} days", "terbuka selama {days} hari",
                                 "terbuka selama {days} hari"};
inline constexpr Saying kNoKickoff{"{count} account has no kickoff", "{count} akun tanpa kickoff",
                                   "{count} akaun tanpa kickoff"};
inline constexpr Saying kNoKickoffs{"{count} accounts have no kickoff",
                                    "{count} akun tanpa kickoff", "{count} akaun tanpa kickoff"};
inline constexpr Saying kNoTarget{"{count} account has no target", "{count} akun tanpa target",
                                  "{count} akaun tanpa sasaran"};
inline constexpr Saying kNoTargets{"{count} accounts have no target", "{count} akun tanpa target",
                                   "{count} akaun tanpa sasaran"};
inline constexpr Saying kGraduated{"graduated", "lulus", "graduasi"};
inline constexpr Saying kLostOrAbandoned{"lost or abandoned before",
                                         "hilang atau ditinggalkan sebelumnya",
                                         "hilang atau ditinggalkan sebelumnya"};
inline constexpr Saying kGraduatedAfter{"graduated after {days} days", "lulus setelah {days} hari",
                                        "graduasi selepas {days} hari"};
inline constexpr Saying kGaveUpAfter{"gave up after {days} days", "menyerah setelah {days} hari",
                                     "menyerah selepas {days} hari"};
inline constexpr Saying kOnboardingFor{
    "onboarding for {days} days", "onboarding selama {days} hari", "onboarding selama {days} hari"};
inline constexpr Saying kByLastTarget{"by the last target, extensions included",
                                      "menurut target terakhir, termasuk perpanjangan",
                                      "mengikut sasaran terakhir, termasuk lanjutan"};
inline constexpr Saying kPastTarget{"{days} days past its target, open",
                                    "{days} hari melewati targetnya, terbuka",
                                    "{days} hari melepasi sasarannya, terbuka"};
inline constexpr Saying kGraduatedEarly{"graduated {days} days early",
                                        "lulus {days} hari lebih awal",
                                        "graduasi {days} hari lebih awal"};
inline constexpr Saying kGraduatedLate{"graduated {days} days late", "lulus {days} hari terlambat",
                                       "graduasi {days} hari lewat"};

// Milestones.
inline constexpr Saying kNoPlan{"{count} milestone has no planned date, and counts in nothing",
                                "{count} tonggak tanpa tanggal rencana, dan tidak dihitung",
                                "{count} pencapaian tanpa tarikh rancangan, dan tidak dikira"};
inline constexpr Saying kNoPlans{"{count} milestones have no planned date, and count in nothing",
                                 "{count} tonggak tanpa tanggal rencana, dan tidak dihitung",
                                 "{count} pencapaian tanpa tarikh rancangan, dan tidak dikira"};
inline constexpr Saying kMilestoneOpen{"{milestone} open, {days} days past its plan",
                                       "{milestone} terbuka, {days} hari melewati rencananya",
                                       "{milestone} terbuka, {days} hari melepasi rancangannya"};
inline constexpr Saying kMilestoneOnTime{"{milestone} on time", "{milestone} tepat waktu",
                                         "{milestone} tepat pada masa"};
inline constexpr Saying kMilestoneLate{"{milestone} {days} days late",
                                       "{milestone} terlambat {days} hari",
                                       "{milestone} lewat {days} hari"};
inline constexpr Saying kBottlenecks{
    "bottlenecks, critical ones first, by how often × how much",
    "hambatan, yang kritis lebih dulu, menurut seberapa sering × seberapa lama",
    "kesesakan, yang kritikal dahulu, mengikut berapa kerap × berapa lama"};
inline constexpr Saying kLate{"late", "terlambat", "lewat"};
inline constexpr Saying kMeanDelay{"mean delay of late ones", "rata-rata keterlambatan",
                                   "purata kelewatan"};
inline constexpr Saying kMedianDelay{"median delay", "median keterlambatan", "median kelewatan"};
inline constexpr Saying kAtStake{"days of median at stake", "hari median yang dipertaruhkan",
                                 "hari median yang dipertaruhkan"};
inline constexpr Saying kCritical{"{milestone}, critical", "{milestone}, kritis",
                                  "{milestone}, kritikal"};
inline constexpr Saying kCauses{"{milestone} ({causes})", "{milestone} ({causes})",
                                "{milestone} ({causes})"};
inline constexpr Saying kNoCause{"no cause given", "tanpa penyebab", "tanpa punca"};
inline constexpr Saying kTimes{"{cause} {count}", "{cause} {count}", "{cause} {count}"};

// Retention.
inline constexpr Saying kCustomerFor{"a customer for {days} days", "pelanggan selama {days} hari",
                                     "pelanggan selama {days} hari"};
inline constexpr Saying kAllFollowed{
    "of all that started, followed as far as they are (Kaplan–Meier, day {day})",
    "dari semua yang dimulai, diikuti sejauh ini (Kaplan–Meier, hari ke-{day})",
    "daripada semua yang bermula, diikuti sejauh ini (Kaplan–Meier, hari ke-{day})"};
inline constexpr Saying kStillCustomerCurve{"share that is still a customer, by day",
                                            "bagian yang masih pelanggan, menurut hari",
                                            "bahagian yang masih pelanggan, mengikut hari"};
inline constexpr Saying kCohorts{"cohorts by month of the start", "kohort menurut bulan awal",
                                 "kohort mengikut bulan permulaan"};
inline constexpr Saying kDay{"day {day}", "hari ke-{day}", "hari ke-{day}"};

// Features.
inline constexpr Saying kYounger{"{count} account is younger than the landmark",
                                 "{count} akun lebih muda daripada tengara",
                                 "{count} akaun lebih muda daripada mercu tanda"};
inline constexpr Saying kYoungers{"{count} accounts are younger than the landmark",
                                  "{count} akun lebih muda daripada tengara",
                                  "{count} akaun lebih muda daripada mercu tanda"};
inline constexpr Saying kGone{"{count} account was lost before the landmark",
                              "{count} akun hilang sebelum tengara",
                              "{count} akaun hilang sebelum mercu tanda"};
inline constexpr Saying kGoneMany{"{count} accounts were lost before the landmark",
                                  "{count} akun hilang sebelum tengara",
                                  "{count} akaun hilang sebelum mercu tanda"};
inline constexpr Saying kSilent{"{count} account has no usage by the landmark",
                                "{count} akun tanpa pemakaian sampai tengara",
                                "{count} akaun tanpa penggunaan hingga mercu tanda"};
inline constexpr Saying kSilentMany{"{count} accounts have no usage by the landmark",
                                    "{count} akun tanpa pemakaian sampai tengara",
                                    "{count} akaun tanpa penggunaan hingga mercu tanda"};
inline constexpr Saying kFeatureNever{"{feature} never", "{feature} belum pernah",
                                      "{feature} belum pernah"};
inline constexpr Saying kFeatureDay{"{feature} day {day}", "{feature} hari ke-{day}",
                                    "{feature} hari ke-{day}"};
inline constexpr Saying kFeatures{"features, in the pack's order", "fitur, menurut urutan paket",
                                  "ciri, mengikut susunan pakej"};
inline constexpr Saying kTookUp{"took it up", "mulai memakainya", "mula menggunakannya"};
inline constexpr Saying kMedianDay{"median day of those", "median hari mereka",
                                   "median hari mereka"};
inline constexpr Saying kSlowest{"slowest: {feature}", "paling lambat: {feature}",
                                 "paling lambat: {feature}"};
inline constexpr Saying kHalfBy{"{kept}, half of the features by {day}",
                                "{kept}, separuh fitur sampai {day}",
                                "{kept}, separuh ciri menjelang {day}"};
inline constexpr Saying kNoDay{"no day", "hari mana pun", "mana-mana hari"};
inline constexpr Saying kLaterOrNever{"{kept}, later or never",
                                      "{kept}, kemudian atau tidak pernah",
                                      "{kept}, kemudian atau tidak pernah"};
inline constexpr Saying kDifference{"difference, in points", "selisih, dalam poin",
                                    "beza, dalam mata"};

// What becomes of accounts that came to value early or late.
inline constexpr Saying kLostByEdge{"{count} account was lost by the last edge",
                                    "{count} akun hilang sampai tepi terakhir",
                                    "{count} akaun hilang hingga tepi terakhir"};
inline constexpr Saying kLostByEdgeMany{"{count} accounts were lost by the last edge",
                                        "{count} akun hilang sampai tepi terakhir",
                                        "{count} akaun hilang hingga tepi terakhir"};
inline constexpr Saying kUndecided{"{count} account had nothing to decide by the horizon",
                                   "{count} akun tidak punya apa pun untuk diputuskan sampai "
                                   "horizon",
                                   "{count} akaun tiada apa-apa untuk diputuskan hingga horizon"};
inline constexpr Saying kUndecidedMany{
    "{count} accounts had nothing to decide by the horizon",
    "{count} akun tidak punya apa pun untuk diputuskan sampai horizon",
    "{count} akaun tiada apa-apa untuk diputuskan hingga horizon"};
inline constexpr Saying kNoValueByEdge{"no value by the last edge",
                                       "tanpa nilai sampai tepi terakhir",
                                       "tanpa nilai hingga tepi terakhir"};
inline constexpr Saying kAndNot{"{value}, not {fate}", "{value}, tidak {fate}",
                                "{value}, tidak {fate}"};
inline constexpr Saying kValueAfterDayOrNot{"value after day {day}, or not yet",
                                            "nilai setelah hari ke-{day}, atau belum",
                                            "nilai selepas hari ke-{day}, atau belum"};
inline constexpr Saying kValueByDay{"value by day {day}", "nilai sampai hari ke-{day}",
                                    "nilai menjelang hari ke-{day}"};
inline constexpr Saying kValueBetween{"value after day {from}, by day {to}",
                                      "nilai setelah hari ke-{from}, sampai hari ke-{to}",
                                      "nilai selepas hari ke-{from}, menjelang hari ke-{to}"};
inline constexpr Saying kLifespanOf{"lifespan, {group}", "masa hidup, {group}",
                                    "jangka hayat, {group}"};
inline constexpr Saying kContractMean{"contract value a year, mean",
                                      "nilai kontrak setahun, rata-rata",
                                      "nilai kontrak setahun, purata"};
inline constexpr Saying kOfAHundred{"of a hundred accounts", "dari seratus akun",
                                    "bagi seratus akaun"};
inline constexpr Saying kNobodyLost{"nobody was lost, so no lifespan can be told",
                                    "tidak ada yang hilang, jadi masa hidup tidak dapat dikatakan",
                                    "tiada yang hilang, jadi jangka hayat tidak dapat dikatakan"};
inline constexpr Saying kNoContractValue{"no account tells its contract value",
                                         "tidak ada akun yang menyebut nilai kontraknya",
                                         "tiada akaun yang menyatakan nilai kontraknya"};

}  // namespace bellwether::portfolio::say

#endif  // BELLWETHER_ENGINE_PORTFOLIO_SAY_JOURNEY_H_
