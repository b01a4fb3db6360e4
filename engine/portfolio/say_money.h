// What is said of revenue, contracts, what may be sold, and what comes back.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_SAY_MONEY_H_
#define BELLWETHER_ENGINE_PORTFOLIO_SAY_MONEY_H_

#include "engine/base/saying.h"

namespace bellwether::portfolio::say {

// Revenue.
inline constexpr Saying kBelowZeroOne{
    "more revenue went than had come from {count} account, so start and movements do not make the "
    "end: {names}",
    "lebih banyak pendapatan pergi daripada yang datang dari {count} akun, sehingga awal dan "
    "perubahan tidak menghasilkan akhir: {names}",
    "lebih banyak hasil pergi daripada yang datang daripada {count} akaun, maka awal dan "
    "pergerakan tidak menghasilkan akhir: {names}"};
inline constexpr Saying kBelowZeroMany{
    "more revenue went than had come from {count} accounts, so start and movements do not make the "
    "end: {names}",
    "lebih banyak pendapatan pergi daripada yang datang dari {count} akun, sehingga awal dan "
    "perubahan tidak menghasilkan akhir: {names}",
    "lebih banyak hasil pergi daripada yang datang daripada {count} akaun, maka awal dan "
    "pergerakan tidak menghasilkan akhir: {names}"};
inline constexpr Saying kStart{"start", "awal", "awal"};
inline constexpr Saying kNew{"new", "baru", "baharu"};
inline constexpr Saying kExpansion{"expansion", "perluasan", "pengembangan"};
inline constexpr Saying kContraction{"contraction", "penyusutan", "pengecutan"};
inline constexpr Saying kChurn{"churn", "berhenti", "berhenti"};
inline constexpr Saying kReactivation{"reactivation", "aktif kembali", "aktif semula"};
inline constexpr Saying kEnd{"end", "akhir", "akhir"};
inline constexpr Saying kReactivationWithin{
    "reactivation within the period", "aktif kembali dalam periode", "aktif semula dalam tempoh"};
inline constexpr Saying kByMovements{
    "by movements alone: (start - churn - contraction) ÷ start",
    "menurut perubahan saja: (awal - berhenti - penyusutan) ÷ awal",
    "mengikut pergerakan sahaja: (awal - berhenti - pengecutan) ÷ awal"};
inline constexpr Saying kContractionStayed{"contraction of those who stayed",
                                           "penyusutan dari yang bertahan",
                                           "pengecutan bagi yang kekal"};
inline constexpr Saying kDidNotExpand{"did not expand", "tidak tumbuh", "tidak berkembang"};
inline constexpr Saying kExpandedBy{"expanded by {amount} a month", "tumbuh {amount} sebulan",
                                    "berkembang {amount} sebulan"};

// Customers that were lost.
inline constexpr Saying kNoReason{"no reason given", "tanpa alasan", "tanpa sebab"};
inline constexpr Saying kYearSimple{"a year, simple (× 12 ÷ months)",
                                    "setahun, sederhana (× 12 ÷ bulan)",
                                    "setahun, mudah (× 12 ÷ bulan)"};
inline constexpr Saying kYearCompounded{"a year, compounded", "setahun, majemuk",
                                        "setahun, kompaun"};
inline constexpr Saying kACustomer{"a customer", "pelanggan", "pelanggan"};
inline constexpr Saying kLostOn{"lost on {day}", "hilang pada {day}", "hilang pada {day}"};
inline constexpr Saying kBecause{"{what}: {reasons}", "{what}: {reasons}", "{what}: {reasons}"};
inline constexpr Saying kReasons{"reasons", "alasan", "sebab"};
inline constexpr Saying kShareOfLost{"share of those lost", "bagian dari yang hilang",
                                     "bahagian daripada yang hilang"};
inline constexpr Saying kNamedBy{"named by", "disebut oleh", "dinyatakan oleh"};

// What a customer is worth.
inline constexpr Saying kNoMargin{
    "no gross_margin is given in `figures`: this is revenue, not margin",
    "gross_margin tidak diberikan dalam `figures`: ini pendapatan, bukan margin",
    "gross_margin tidak diberi dalam `figures`: ini hasil, bukan margin"};
inline constexpr Saying kMarginByChurn{"margin ÷ churn of revenue", "margin ÷ churn pendapatan",
                                       "margin ÷ churn hasil"};
inline constexpr Saying kSimpleValue{"simple: yearly revenue × lifespan, without margin",
                                     "sederhana: pendapatan tahunan × masa hidup, tanpa margin",
                                     "mudah: hasil tahunan × jangka hayat, tanpa margin"};
inline constexpr Saying kYearlyOfAccount{"yearly revenue of an account",
                                         "pendapatan tahunan sebuah akun",
                                         "hasil tahunan sesebuah akaun"};
inline constexpr Saying kLifespan{"lifespan", "masa hidup", "jangka hayat"};
inline constexpr Saying kChurnInPeriod{
    "churn of revenue in the period", "churn pendapatan dalam periode", "churn hasil dalam tempoh"};
inline constexpr Saying kPerAcquisition{"÷ cost of acquisition", "÷ biaya akuisisi",
                                        "÷ kos pemerolehan"};
inline constexpr Saying kNoAcquisition{
    "what a new customer costs is not given: add `acquisition_cost` to `figures`",
    "biaya pelanggan baru tidak diberikan: tambahkan `acquisition_cost` pada `figures`",
    "kos pelanggan baharu tidak diberi: tambahkan `acquisition_cost` pada `figures`"};
inline constexpr Saying kNoLifetime{
    "nobody was lost in the period, so no lifetime can be told",
    "tidak ada yang hilang dalam periode, jadi masa hidup tidak dapat dikatakan",
    "tiada yang hilang dalam tempoh, jadi jangka hayat tidak dapat dikatakan"};
inline constexpr Saying kMeanAtStart{"mean at the start, a year", "rata-rata di awal, setahun",
                                     "purata pada awal, setahun"};
inline constexpr Saying kMeanAtEnd{"mean at the end, a year", "rata-rata di akhir, setahun",
                                   "purata pada akhir, setahun"};

// What may be sold, and what is to be renewed.
inline constexpr Saying kNoValueOpen{"{count} open opportunity has no value, and is not counted",
                                     "{count} peluang terbuka tanpa nilai, dan tidak dihitung",
                                     "{count} peluang terbuka tanpa nilai, dan tidak dikira"};
inline constexpr Saying kNoValueOpenMany{
    "{count} open opportunities have no value, and are not counted",
    "{count} peluang terbuka tanpa nilai, dan tidak dihitung",
    "{count} peluang terbuka tanpa nilai, dan tidak dikira"};
inline constexpr Saying kMeanOpen{"mean of an open one", "rata-rata yang terbuka",
                                  "purata yang terbuka"};
inline constexpr Saying kWonOfClosed{"won of those closed", "dimenangkan dari yang ditutup",
                                     "dimenangi daripada yang ditutup"};
inline constexpr Saying kDaysToClose{"median days to close", "median hari sampai ditutup",
                                     "median hari hingga ditutup"};
inline constexpr Saying kOpportunityOpen{"{value}, open for {days} days",
                                         "{value}, terbuka selama {days} hari",
                                         "{value}, terbuka selama {days} hari"};
inline constexpr Saying kWonAfter{"won after {days} days", "dimenangkan setelah {days} hari",
                                  "dimenangi selepas {days} hari"};
inline constexpr Saying kNoContractValueOne{"{count} contract has no value, and is not counted",
                                            "{count} kontrak tanpa nilai, dan tidak dihitung",
                                            "{count} kontrak tanpa nilai, dan tidak dikira"};
inline constexpr Saying kNoContractValueMany{"{count} contracts have no value, and are not counted",
                                             "{count} kontrak tanpa nilai, dan tidak dihitung",
                                             "{count} kontrak tanpa nilai, dan tidak dikira"};
inline constexpr Saying kDueInAll{"due in all", "jatuh tempo seluruhnya", "tiba tempoh semuanya"};
inline constexpr Saying kRenewedOfBand{"renewed of those that were {band} {days} days before",
                                       "diperpanjang dari yang {band} {days} hari sebelumnya",
                                       "diperbaharui daripada yang {band} {days} hari sebelumnya"};
inline constexpr Saying kValueDue{"{value} due on {day}, {band}",
                                  "{value} jatuh tempo pada {day}, {band}",
                                  "{value} tiba tempoh pada {day}, {band}"};
inline constexpr Saying kNotExpected{
    "what is due, not what is expected: fewer than {count} contracts were due before in {bands}",
    "yang jatuh tempo, bukan yang diharapkan: kurang dari {count} kontrak jatuh tempo sebelumnya "
    "dalam {bands}",
    "yang tiba tempoh, bukan yang dijangka: kurang daripada {count} kontrak tiba tempoh sebelumnya "
    "dalam {bands}"};
inline constexpr Saying kDueOn{"due on {day}: {outcome}", "jatuh tempo pada {day}: {outcome}",
                               "tiba tempoh pada {day}: {outcome}"};
inline constexpr Saying kNoOutcome{
    "{count} contract was due and has no outcome, and is not counted",
    "{count} kontrak jatuh tempo tanpa hasil, dan tidak dihitung",
    "{count} kontrak tiba tempoh tanpa keputusan, dan tidak dikira"};
inline constexpr Saying kNoOutcomes{
    "{count} contracts were due and have no outcome, and are not counted",
    "{count} kontrak jatuh tempo tanpa hasil, dan tidak dihitung",
    "{count} kontrak tiba tempoh tanpa keputusan, dan tidak dikira"};
inline constexpr Saying kByValueBefore{"by value, as it was before",
                                       "menurut nilai, seperti sebelumnya",
                                       "mengikut nilai, seperti sebelumnya"};
inline constexpr Saying kNoBandThen{
    "{count} contract was due of an account without a band then, and is not counted",
    "{count} kontrak jatuh tempo dari akun yang waktu itu tanpa kategori, dan tidak dihitung",
    "{count} kontrak tiba tempoh daripada akaun yang ketika itu tanpa kategori, dan tidak dikira"};
inline constexpr Saying kNoBandsThen{
    "{count} contracts were due of accounts without a band then, and are not counted",
    "{count} kontrak jatuh tempo dari akun yang waktu itu tanpa kategori, dan tidak dihitung",
    "{count} kontrak tiba tempoh daripada akaun yang ketika itu tanpa kategori, dan tidak dikira"};
inline constexpr Saying kBandBefore{"{due}, {band} before", "{due}, {band} sebelumnya",
                                    "{due}, {band} sebelumnya"};

// What is spent on onboarding, and what comes back.
inline constexpr Saying kNotAssumed{
    "not all that is assumed is given: add {names} to `figures`",
    "tidak semua yang diandaikan diberikan: tambahkan {names} pada `figures`",
    "tidak semua yang diandaikan diberi: tambahkan {names} pada `figures`"};
inline constexpr Saying kMoreCustomers{"more customers than before",
                                       "pelanggan lebih banyak daripada sebelumnya",
                                       "pelanggan lebih banyak daripada sebelumnya"};
inline constexpr Saying kTheirWorth{"what they are worth", "nilai mereka", "nilai mereka"};
inline constexpr Saying kBenefitByCost{"benefit ÷ cost", "manfaat ÷ biaya", "manfaat ÷ kos"};
inline constexpr Saying kHoursUntold{
    "{count} onboarding does not tell its hours, and is not "
    "counted",
    "{count} onboarding tidak menyebut jamnya, dan tidak dihitung",
    "{count} onboarding tidak menyatakan jamnya, dan tidak dikira"};
inline constexpr Saying kHoursUntoldMany{
    "{count} onboardings do not tell their hours, and are not counted",
    "{count} onboarding tidak menyebut jamnya, dan tidak dihitung",
    "{count} onboarding tidak menyatakan jamnya, dan tidak dikira"};
inline constexpr Saying kInMonths{"in months", "dalam bulan", "dalam bulan"};
inline constexpr Saying kHoursNow{"hours of an onboarding now", "jam sebuah onboarding sekarang",
                                  "jam sesebuah onboarding sekarang"};
inline constexpr Saying kOnboardingsAYear{"onboardings a year", "onboarding setahun",
                                          "onboarding setahun"};
inline constexpr Saying kSavedAYear{"saved in a year", "dihemat setahun", "dijimatkan setahun"};
inline constexpr Saying kNothingSaved{
    "no hours are saved: an onboarding takes {now}, and took {before}",
    "tidak ada jam yang dihemat: sebuah onboarding memakan {now}, dan dulu {before}",
    "tiada jam yang dijimatkan: sesebuah onboarding mengambil {now}, dan dahulu {before}"};

}  // namespace bellwether::portfolio::say

#endif  // BELLWETHER_ENGINE_PORTFOLIO_SAY_MONEY_H_
