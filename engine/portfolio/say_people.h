// What is said of health, of what customers answer, of records, and of the team.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_SAY_PEOPLE_H_
#define BELLWETHER_ENGINE_PORTFOLIO_SAY_PEOPLE_H_

#include "engine/base/saying.h"

namespace bellwether::portfolio::say {

// Bands of health.
inline constexpr Saying kNoBand{"{count} customer has no band, and is not counted",
                                "{count} pelanggan tanpa kategori, dan tidak dihitung",
                                "{count} pelanggan tanpa kategori, dan tidak dikira"};
inline constexpr Saying kNoBands{"{count} customers have no band, and are not counted",
                                 "{count} pelanggan tanpa kategori, dan tidak dihitung",
                                 "{count} pelanggan tanpa kategori, dan tidak dikira"};
inline constexpr Saying kNoBandAtStart{
    "{count} customer had no band at the start, and is not counted",
    "{count} pelanggan tanpa kategori di awal, dan tidak dihitung",
    "{count} pelanggan tanpa kategori pada awal, dan tidak dikira"};
inline constexpr Saying kNoBandsAtStart{
    "{count} customers had no band at the start, and are not counted",
    "{count} pelanggan tanpa kategori di awal, dan tidak dihitung",
    "{count} pelanggan tanpa kategori pada awal, dan tidak dikira"};
inline constexpr Saying kFromTo{"{from} → {to}", "{from} → {to}", "{from} → {to}"};
inline constexpr Saying kRose{"rose", "naik", "naik"};
inline constexpr Saying kTheSame{"the same", "tetap", "kekal sama"};
inline constexpr Saying kLostSince{"lost since, of all", "hilang sejak itu, dari semua",
                                   "hilang sejak itu, daripada semua"};
inline constexpr Saying kNoBandNow{"without a band now, of all",
                                   "tanpa kategori sekarang, dari semua",
                                   "tanpa kategori sekarang, daripada semua"};
inline constexpr Saying kMatrix{"band then, by band now",
                                "kategori waktu itu, menurut kategori sekarang",
                                "kategori ketika itu, mengikut kategori sekarang"};
inline constexpr Saying kFewMondays{
    "{count} customer had a band on fewer than three Mondays, and is not counted",
    "{count} pelanggan punya kategori pada kurang dari tiga hari Senin, dan tidak dihitung",
    "{count} pelanggan mempunyai kategori pada kurang daripada tiga hari Isnin, dan tidak dikira"};
inline constexpr Saying kFewMondaysMany{
    "{count} customers had a band on fewer than three Mondays, and are not counted",
    "{count} pelanggan punya kategori pada kurang dari tiga hari Senin, dan tidak dihitung",
    "{count} pelanggan mempunyai kategori pada kurang daripada tiga hari Isnin, dan tidak dikira"};
inline constexpr Saying kChangedAtAll{"changed at all", "pernah berubah", "pernah berubah"};
inline constexpr Saying kChangesMedian{"changes of an account, median",
                                       "perubahan sebuah akun, median",
                                       "perubahan sesebuah akaun, median"};
inline constexpr Saying kChanges90{"changes of an account, 90th percentile",
                                   "perubahan sebuah akun, persentil ke-90",
                                   "perubahan sesebuah akaun, persentil ke-90"};

// Concern.
inline constexpr Saying kWithFlag{"with a raised flag that is {severity}",
                                  "dengan bendera {severity} terangkat",
                                  "dengan bendera {severity} terangkat"};
inline constexpr Saying kByBoth{"by both", "oleh keduanya", "oleh kedua-duanya"};
inline constexpr Saying kRenewalUnknown{"renewal not known", "perpanjangan tidak diketahui",
                                        "pembaharuan tidak diketahui"};
inline constexpr Saying kMoreBefore{"more than {days} days before the renewal",
                                    "lebih dari {days} hari sebelum perpanjangan",
                                    "lebih daripada {days} hari sebelum pembaharuan"};
inline constexpr Saying kUpToBefore{"up to {days} days before the renewal",
                                    "sampai {days} hari sebelum perpanjangan",
                                    "hingga {days} hari sebelum pembaharuan"};
inline constexpr Saying kBetweenBefore{"more than {from}, up to {to} days before the renewal",
                                       "lebih dari {from}, sampai {to} hari sebelum perpanjangan",
                                       "lebih daripada {from}, hingga {to} hari sebelum "
                                       "pembaharuan"};
inline constexpr Saying kCannotTell{
    "{count} customer has neither a band nor such a flag, and is not counted",
    "{count} pelanggan tanpa kategori dan tanpa bendera seperti itu, dan tidak dihitung",
    "{count} pelanggan tanpa kategori dan tanpa bendera seperti itu, dan tidak dikira"};
inline constexpr Saying kCannotTellMany{
    "{count} customers have neither a band nor such a flag, and are not counted",
    "{count} pelanggan tanpa kategori dan tanpa bendera seperti itu, dan tidak dihitung",
    "{count} pelanggan tanpa kategori dan tanpa bendera seperti itu, dan tidak dikira"};
inline constexpr Saying kTheirRevenue{"their yearly revenue", "pendapatan tahunan mereka",
                                      "hasil tahunan mereka"};
inline constexpr Saying kDaysToRenewal{"days until they renew, median",
                                       "hari sampai perpanjangan, median",
                                       "hari hingga pembaharuan, median"};
inline constexpr Saying kConcernOf{"{concern}; {revenue}", "{concern}; {revenue}",
                                   "{concern}; {revenue}"};
inline constexpr Saying kAYear{"{amount} a year", "{amount} setahun", "{amount} setahun"};
inline constexpr Saying kRevenueUnknown{"revenue not known", "pendapatan tidak diketahui",
                                        "hasil tidak diketahui"};
inline constexpr Saying kRenewsIn{"{what}, renews in {days} days",
                                  "{what}, perpanjangan dalam {days} hari",
                                  "{what}, pembaharuan dalam {days} hari"};
inline constexpr Saying kConcernYoung{"of concern for less than {days} days, not counted",
                                      "mengkhawatirkan kurang dari {days} hari, tidak dihitung",
                                      "membimbangkan kurang daripada {days} hari, tidak dikira"};
inline constexpr Saying kConcernSince{"of concern since {day} ({concern})",
                                      "mengkhawatirkan sejak {day} ({concern})",
                                      "membimbangkan sejak {day} ({concern})"};
inline constexpr Saying kTooYoung{"{what}, too young to tell", "{what}, terlalu muda untuk dinilai",
                                  "{what}, terlalu muda untuk dinilai"};
inline constexpr Saying kByReason{"by what gave the concern first",
                                  "menurut yang pertama mengkhawatirkan",
                                  "mengikut yang mula-mula membimbangkan"};

// Surveys.
inline constexpr Saying kOtherThanTen{
    "{count} answer is on another scale than 0 to 10, and is not counted",
    "{count} jawaban memakai skala selain 0 sampai 10, dan tidak dihitung",
    "{count} jawapan menggunakan skala selain 0 hingga 10, dan tidak dikira"};
inline constexpr Saying kOtherThanTenMany{
    "{count} answers are on another scale than 0 to 10, and are not counted",
    "{count} jawaban memakai skala selain 0 sampai 10, dan tidak dihitung",
    "{count} jawapan menggunakan skala selain 0 hingga 10, dan tidak dikira"};
inline constexpr Saying kOtherScale{"{count} answer is on another scale, and is not counted",
                                    "{count} jawaban memakai skala lain, dan tidak dihitung",
                                    "{count} jawapan menggunakan skala lain, dan tidak dikira"};
inline constexpr Saying kOtherScaleMany{"{count} answers are on another scale, and are not counted",
                                        "{count} jawaban memakai skala lain, dan tidak dihitung",
                                        "{count} jawapan menggunakan skala lain, dan tidak dikira"};
inline constexpr Saying kByRespondents{"by respondents", "menurut responden", "mengikut responden"};
inline constexpr Saying kAnswered{"answered", "menjawab", "menjawab"};
inline constexpr Saying kAnsweredScore{"answered {score}", "menjawab {score}", "menjawab {score}"};
inline constexpr Saying kDidNotAnswer{"did not answer", "tidak menjawab", "tidak menjawab"};
inline constexpr Saying kPromoters{"promoters, 9 and 10", "promotor, 9 dan 10",
                                   "penyokong, 9 dan 10"};
inline constexpr Saying kPassive{"passive, 7 and 8", "pasif, 7 dan 8", "pasif, 7 dan 8"};
inline constexpr Saying kDetractors{"detractors, 0 to 6", "detraktor, 0 sampai 6",
                                    "pengkritik, 0 hingga 6"};
inline constexpr Saying kNoOccasion{"no occasion given", "tanpa kesempatan", "tanpa kesempatan"};
inline constexpr Saying kAfterOccasion{"after {occasion}", "setelah {occasion}",
                                       "selepas {occasion}"};

// Records that the pack counts.
inline constexpr Saying kRecordOf{"{kind} of {day}", "{kind} tanggal {day}", "{kind} pada {day}"};
inline constexpr Saying kCounts{"{record}, counts", "{record}, dihitung", "{record}, dikira"};
inline constexpr Saying kCountsNot{"{record}, does not count", "{record}, tidak dihitung",
                                   "{record}, tidak dikira"};
inline constexpr Saying kRatioOf{"{record}: {above} ÷ {below}", "{record}: {above} ÷ {below}",
                                 "{record}: {above} ÷ {below}"};
inline constexpr Saying kOverAccounts{"the same, with the interval over accounts",
                                      "sama, dengan interval atas akun",
                                      "sama, dengan selang atas akaun"};
inline constexpr Saying kRecords{"records", "catatan", "rekod"};
inline constexpr Saying kNoPart{"{count} customer has no record of any part, and is not counted",
                                "{count} pelanggan tanpa catatan bagian mana pun, dan tidak "
                                "dihitung",
                                "{count} pelanggan tanpa rekod mana-mana bahagian, dan tidak "
                                "dikira"};
inline constexpr Saying kNoParts{
    "{count} customers have no record of any part, and are not counted",
    "{count} pelanggan tanpa catatan bagian mana pun, dan tidak dihitung",
    "{count} pelanggan tanpa rekod mana-mana bahagian, dan tidak dikira"};
inline constexpr Saying kPooled{"{part}, pooled", "{part}, digabung", "{part}, digabungkan"};
inline constexpr Saying kWeightKnown{"share of the weight that is known, mean",
                                     "bagian bobot yang diketahui, rata-rata",
                                     "bahagian pemberat yang diketahui, purata"};
inline constexpr Saying kPartUnknown{"{part} not known", "{part} tidak diketahui",
                                     "{part} tidak diketahui"};
inline constexpr Saying kPartOf{"{part} {events} of {n}", "{part} {events} dari {n}",
                                "{part} {events} daripada {n}"};
inline constexpr Saying kScoreParts{"{score}: {parts}", "{score}: {parts}", "{score}: {parts}"};

// The team.
inline constexpr Saying kActivityUntold{"{count} activity does not tell, and is not counted",
                                        "{count} aktivitas tidak menyebutnya, dan tidak dihitung",
                                        "{count} aktiviti tidak menyatakannya, dan tidak dikira"};
inline constexpr Saying kActivitiesUntold{"{count} activities do not tell, and are not counted",
                                          "{count} aktivitas tidak menyebutnya, dan tidak dihitung",
                                          "{count} aktiviti tidak menyatakannya, dan tidak dikira"};
inline constexpr Saying kHoursInAll{"hours in all", "jam seluruhnya", "jam semuanya"};
inline constexpr Saying kTwiceMedian{"more than twice the median", "lebih dari dua kali median",
                                     "lebih daripada dua kali median"};
inline constexpr Saying kOnboardingUntold{"{count} onboarding does not tell, and is not counted",
                                          "{count} onboarding tidak menyebutnya, dan tidak "
                                          "dihitung",
                                          "{count} onboarding tidak menyatakannya, dan tidak "
                                          "dikira"};
inline constexpr Saying kOnboardingsUntold{
    "{count} onboardings do not tell, and are not counted",
    "{count} onboarding tidak menyebutnya, dan tidak dihitung",
    "{count} onboarding tidak menyatakannya, dan tidak dikira"};
inline constexpr Saying kNoRate{
    "what an hour costs is not given: add `hourly_rate` to `figures`",
    "biaya satu jam tidak diberikan: tambahkan `hourly_rate` pada `figures`",
    "kos sejam tidak diberi: tambahkan `hourly_rate` pada `figures`"};
inline constexpr Saying kOfFirstYear{"{share} % of the first year", "{share} % dari tahun pertama",
                                     "{share} % daripada tahun pertama"};
inline constexpr Saying kByCost{"by what it cost, as a share of the first year",
                                "menurut biayanya, sebagai bagian tahun pertama",
                                "mengikut kosnya, sebagai bahagian tahun pertama"};
inline constexpr Saying kOnboardings{"onboardings", "onboarding", "onboarding"};
inline constexpr Saying kNoRevenue{"{count} customer has no record of revenue",
                                   "{count} pelanggan tanpa catatan pendapatan",
                                   "{count} pelanggan tanpa rekod hasil"};
inline constexpr Saying kNoRevenues{"{count} customers have no record of revenue",
                                    "{count} pelanggan tanpa catatan pendapatan",
                                    "{count} pelanggan tanpa rekod hasil"};
inline constexpr Saying kCsm{"csm", "CSM", "CSM"};
inline constexpr Saying kRevenueOver{"yearly revenue, over so many accounts",
                                     "pendapatan tahunan, atas sekian akun",
                                     "hasil tahunan, atas sekian akaun"};
inline constexpr Saying kHoursOrCsm{
    "{count} onboarding tells no hours or no csm, and is not counted",
    "{count} onboarding tanpa jam atau tanpa CSM, dan tidak dihitung",
    "{count} onboarding tanpa jam atau tanpa CSM, dan tidak dikira"};
inline constexpr Saying kHoursOrCsmMany{
    "{count} onboardings tell no hours or no csm, and are not counted",
    "{count} onboarding tanpa jam atau tanpa CSM, dan tidak dihitung",
    "{count} onboarding tanpa jam atau tanpa CSM, dan tidak dikira"};
inline constexpr Saying kCsmBySegment{"csm, by segment", "CSM, menurut segmen",
                                      "CSM, mengikut segmen"};
inline constexpr Saying kHoursByOthers{"hours ÷ those of the others", "jam ÷ jam yang lain",
                                       "jam ÷ jam yang lain"};
inline constexpr Saying kHoursMedian{"hours, median", "jam, median", "jam, median"};
inline constexpr Saying kNoPeers{
    "no csm and their peers have {count} onboardings each in one segment",
    "tidak ada CSM yang bersama rekannya masing-masing punya {count} onboarding dalam satu segmen",
    "tiada CSM yang bersama rakannya masing-masing mempunyai {count} onboarding dalam satu segmen"};
inline constexpr Saying kHalfMore{"at half as much again as the others, or more",
                                  "setengah kali lebih banyak daripada yang lain, atau lebih",
                                  "separuh lebih banyak daripada yang lain, atau lebih"};
inline constexpr Saying kHoursOf{"{count} hours, {who}", "{count} jam, {who}",
                                 "{count} jam, {who}"};
inline constexpr Saying kCustomers{"customers", "pelanggan", "pelanggan"};
inline constexpr Saying kYearlyRevenue{"yearly revenue", "pendapatan tahunan", "hasil tahunan"};
inline constexpr Saying kExpansionAYear{"expansion of the months, a year",
                                        "perluasan bulan-bulan itu, setahun",
                                        "pengembangan bulan-bulan itu, setahun"};
inline constexpr Saying kRenewedOfDue{"renewed of those due", "diperpanjang dari yang jatuh tempo",
                                      "diperbaharui daripada yang tiba tempoh"};
inline constexpr Saying kRoseLessFell{"band rose less fell", "kategori naik dikurangi turun",
                                      "kategori naik ditolak turun"};
inline constexpr Saying kCustomersInAll{"customers in all", "pelanggan seluruhnya",
                                        "pelanggan semuanya"};

}  // namespace bellwether::portfolio::say

#endif  // BELLWETHER_ENGINE_PORTFOLIO_SAY_PEOPLE_H_
