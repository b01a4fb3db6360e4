// What is said of drivers and experiments, in the languages of the engine (engine/base/saying.h).
#ifndef BELLWETHER_ENGINE_EVIDENCE_SAY_EVIDENCE_H_
#define BELLWETHER_ENGINE_EVIDENCE_SAY_EVIDENCE_H_

#include "engine/base/saying.h"

namespace bellwether::evidence::say {

// Drivers.
inline constexpr Saying kNo{"no", "tidak", "tidak"};
inline constexpr Saying kYes{"yes", "ya", "ya"};
inline constexpr Saying kHeldAgainst{
    "facts known on day {landmark} after the start, held against who was a customer on day "
    "{horizon}",
    "fakta yang diketahui pada hari ke-{landmark} sejak awal, dibandingkan dengan siapa yang masih "
    "pelanggan pada hari ke-{horizon}",
    "fakta yang diketahui pada hari ke-{landmark} sejak permulaan, dibandingkan dengan siapa yang "
    "masih pelanggan pada hari ke-{horizon}"};
inline constexpr Saying kGapApart{"{what}; losses up to day {day} apart",
                                  "{what}; kehilangan sampai hari ke-{day} terpisah",
                                  "{what}; kehilangan sehingga hari ke-{day} berasingan"};

// Experiments.
inline constexpr Saying kDefinition{
    "p is adjusted for all metrics and arms (Holm); accounts count in the arm that they were first "
    "put into, from then on.",
    "p disesuaikan untuk semua metrik dan kelompok (Holm); akun dihitung dalam kelompok yang "
    "pertama kali dimasukinya, sejak saat itu.",
    "p dilaraskan bagi semua metrik dan kumpulan (Holm); akaun dikira dalam kumpulan yang "
    "mula-mula "
    "dimasukinya, sejak ketika itu."};
inline constexpr Saying kFewInArm{"fewer than {count} accounts in an arm",
                                  "kurang dari {count} akun dalam satu kelompok",
                                  "kurang daripada {count} akaun dalam satu kumpulan"};
inline constexpr Saying kNothingDiffers{
    "nothing differs within the arms, so nothing can be tested",
    "tidak ada yang berbeda di dalam kelompok, jadi tidak ada yang dapat diuji",
    "tiada yang berbeza dalam kumpulan, jadi tiada yang dapat diuji"};
inline constexpr Saying kBecause{"{metric}: {why}", "{metric}: {why}", "{metric}: {why}"};
inline constexpr Saying kNotBeyondNoise{"{metric} is not better beyond noise",
                                        "{metric} tidak lebih baik melampaui derau",
                                        "{metric} tidak lebih baik melebihi hingar"};
inline constexpr Saying kDetectable{
    "{what}; so many accounts show an improvement of {amount} with 80 %",
    "{what}; akun sebanyak itu menunjukkan perbaikan sebesar {amount} dengan 80 %",
    "{what}; akaun sebanyak itu menunjukkan peningkatan sebanyak {amount} dengan 80 %"};
inline constexpr Saying kNobody{"no account of the book was put into an arm",
                                "tidak ada akun buku yang dimasukkan ke dalam kelompok",
                                "tiada akaun buku yang dimasukkan ke dalam kumpulan"};
inline constexpr Saying kBroken{
    "the arms do not have the planned shares of accounts (p < 0.001): find out how accounts were "
    "assigned before anything is concluded",
    "kelompok tidak punya bagian akun yang direncanakan (p < 0.001): cari tahu bagaimana akun "
    "dibagikan sebelum menyimpulkan apa pun",
    "kumpulan tidak mempunyai bahagian akaun yang dirancang (p < 0.001): ketahui bagaimana akaun "
    "diagihkan sebelum membuat apa-apa kesimpulan"};
inline constexpr Saying kWorse{"worse beyond noise: {metrics}",
                               "lebih buruk melampaui derau: {metrics}",
                               "lebih buruk melebihi hingar: {metrics}"};
inline constexpr Saying kNotWorthwhile{
    "{metric} improves by at most {amount}, and {worthwhile} would be worth the change",
    "{metric} membaik paling banyak {amount}, dan {worthwhile} akan sepadan dengan perubahannya",
    "{metric} bertambah baik paling banyak {amount}, dan {worthwhile} berbaloi dengan "
    "perubahannya"};
inline constexpr Saying kOpen{
    "{metric} is better, by {amount}; whether by the {worthwhile} that are worth the change is "
    "open",
    "{metric} lebih baik, sebesar {amount}; apakah sebesar {worthwhile} yang sepadan dengan "
    "perubahannya belum jelas",
    "{metric} lebih baik, sebanyak {amount}; sama ada sebanyak {worthwhile} yang berbaloi dengan "
    "perubahannya belum jelas"};
inline constexpr Saying kNoLots{
    "{metric} is better, but no lots were drawn: whoever chose the accounts may be why",
    "{metric} lebih baik, tetapi tidak diundi: yang memilih akun mungkin penyebabnya",
    "{metric} lebih baik, tetapi tiada undian: yang memilih akaun mungkin puncanya"};
inline constexpr Saying kBetter{
    "{metric} is better beyond noise, and nothing that is compared is worse",
    "{metric} lebih baik melampaui derau, dan tidak ada yang dibandingkan lebih buruk",
    "{metric} lebih baik melebihi hingar, dan tiada yang dibandingkan lebih buruk"};

}  // namespace bellwether::evidence::say

#endif  // BELLWETHER_ENGINE_EVIDENCE_SAY_EVIDENCE_H_
