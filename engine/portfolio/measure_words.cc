// A table for each language, in the order of measures, so that who adds a measure cannot forget
// one.
//
// Tested by tests/engine/portfolio/measure_words_test.cc.
#include "engine/portfolio/measure_words.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::portfolio {
namespace {

struct Said {
  Measure measure;
  std::string_view about;
  std::string_view counts;
};

constexpr Said kIndonesian[] = {
    {Measure::kDaysToFirstValue,
     "Hari dari awal sampai nilai pertama yang dikonfirmasi pelanggan. Yang belum sampai "
     "disensor, yang hilang sebelumnya adalah peristiwa saingan; nilainya adalah median "
     "Kaplan dan Meier",
     "akun yang sudah dimulai"},
    {Measure::kOnboardingCompletion,
     "Selesai dalam horizon sejak awal ÷ selesai, ditinggalkan, atau sudah setua "
     "horizon. Yang selesai kemudian dihitung belum selesai; yang lebih muda dan masih "
     "terbuka ditunjukkan terpisah",
     "onboarding yang selesai, ditinggalkan, atau sudah setua horizon"},
    {Measure::kOnboardingDays,
     "Hari dari kickoff sampai kelulusan. Yang belum lulus disensor, yang hilang atau "
     "menyerah sebelumnya adalah peristiwa saingan; nilainya adalah median Kaplan dan "
     "Meier",
     "akun yang sudah kickoff"},
    {Measure::kOnTimeCompletion,
     "Lulus sebelum target semula lewat ÷ lulus, atau melewati target itu. Menurut "
     "target terakhir ditunjukkan di sampingnya",
     "onboarding yang target semulanya sudah lewat, atau yang lulus"},
    {Measure::kMilestonePunctuality,
     "Selesai paling lambat pada hari tenggang paket setelah rencana ÷ selesai, atau "
     "masih terbuka melewatinya. Per tonggak: seberapa sering terlambat, berapa lama, dan "
     "mengapa",
     "tonggak yang jatuh tempo"},
    {Measure::kRetention,
     "Masih pelanggan sekian hari setelah awal, dengan hari yang tepat untuk setiap akun. "
     "Dari kohort menurut bulan awal hanya dihitung yang akun termudanya sudah diikuti "
     "selama itu",
     "akun yang sudah dimulai"},
    {Measure::kNetRevenueRetention,
     "Pendapatan di akhir ÷ pendapatan di awal, dari akun yang punya pendapatan di awal. "
     "Akun baru tidak dihitung; yang kembali dalam periode dihitung",
     "akun dengan pendapatan di awal periode"},
    {Measure::kGrossRevenueRetention,
     "Sama, tanpa pertumbuhan: dari setiap akun paling banyak yang dimilikinya di awal",
     "akun dengan pendapatan di awal periode"},
    {Measure::kRevenueMovements,
     "Pendapatan bulanan di awal, baru, perluasan, penyusutan, churn dan reaktivasi, dan di "
     "akhir, yang pas tanpa selisih",
     "akun dengan perubahan dalam periode"},
    {Measure::kAccountChurn,
     "Pelanggan di awal yang hilang dalam periode ÷ pelanggan di awal; untuk setahun "
     "secara sederhana dan majemuk",
     "pelanggan di awal periode"},
    {Measure::kChurnedRevenue,
     "Pendapatan pelanggan di awal yang pergi bersama mereka yang berhenti ÷ pendapatan "
     "di awal; penyusutan terpisah",
     "akun dengan pendapatan di awal periode"},
    {Measure::kContractRenewal,
     "Diperpanjang ÷ jatuh tempo dalam periode, berapa pun lamanya; perpanjangan dini "
     "dihitung pada tanggal jatuh temponya",
     "kontrak yang jatuh tempo"},
    {Measure::kAccountExpansion,
     "Pelanggan sepanjang periode dengan perluasan pendapatan di dalamnya ÷ pelanggan "
     "sepanjang periode",
     "pelanggan sepanjang periode"},
    {Measure::kNetPromoterScore,
     "Bagian promotor (9 dan 10) dikurangi bagian detraktor (0 sampai 6), dalam poin; "
     "dari beberapa jawaban sebuah akun yang terakhir. Menurut responden, dan tingkat "
     "respons, ditunjukkan di sampingnya",
     "akun yang menjawab"},
    {Measure::kMeanAnswer,
     "Rata-rata jawaban atas sebuah instrumen pada skala lazimnya, menurut kesempatan; "
     "tingkat respons di sampingnya",
     "pertanyaan yang diajukan"},
    {Measure::kBandShare,
     "Pelanggan dalam suatu kategori ÷ pelanggan yang punya kategori, masing-masing "
     "diputar ulang dari buku dan dinilai oleh paket pada saat laporan",
     "pelanggan yang model utamanya punya kategori"},
    {Measure::kLifetimeValue,
     "Pendapatan tahunan sebuah akun × margin kotor ÷ churn pendapatan tahunan; "
     "intervalnya adalah interval churn, diteruskan. Sederhana: pendapatan tahunan ÷ "
     "churn akun tahunan",
     "akun dengan pendapatan di awal periode"},
    {Measure::kContractGrowth,
     "(Pendapatan tahunan sekarang - di awal) ÷ di awal, dari akun yang sama",
     "pelanggan di kedua ujung periode"},
    {Measure::kExpansionAfterLanding,
     "Pendapatan bulanan 24 bulan setelah yang pertama ÷ yang pertama, dari akun yang "
     "mencapai bulan itu",
     "akun yang pendapatan pertamanya genap 24 bulan, dan yang saat itu pelanggan"},
    {Measure::kOpenPipeline,
     "Nilai perluasan yang masih terbuka; di sampingnya rata-ratanya, dan dari yang "
     "ditutup dalam bulan-bulan itu bagian yang dimenangkan dan lamanya dalam hari",
     "peluang perluasan"},
    {Measure::kRenewalForecast,
     "Nilai kontrak yang berakhir dalam horizon × seberapa sering kontrak akun dalam "
     "kategori itu diperpanjang: menurut kategori sekarang, dan menurut kategori sekian "
     "hari sebelum kontrak bulan-bulan itu jatuh tempo. Bila terlalu sedikit yang jatuh "
     "tempo dalam suatu kategori, jumlahnya saja",
     "kontrak yang berakhir dalam horizon"},
    {Measure::kTimeShare, "Jam untuk suatu tujuan ÷ jam yang punya tujuan", "aktivitas dengan jam"},
    {Measure::kProactiveTime, "Jam atas prakarsa kita ÷ jam yang diketahui prakarsanya",
     "aktivitas dengan jam"},
    {Measure::kOnboardingHours,
     "Jam tim sampai kelulusan, per onboarding: mediannya, dan berapa yang memakan lebih "
     "dari dua kali lipatnya",
     "onboarding yang lulus"},
    {Measure::kRevenuePerManager, "Pendapatan tahunan yang dijaga satu manajer: mediannya",
     "manajer dengan pelanggan"},
    {Measure::kOnboardingCost,
     "Biaya sampai kelulusan dan jam dengan tarif per jam dari `figures`, ÷ nilai "
     "kontrak tahun pertama: mediannya",
     "onboarding yang lulus, dengan nilai kontrak"},
    {Measure::kAccountsOfConcern,
     "Pelanggan dalam salah satu `bands`, atau dengan bendera terangkat dari salah satu "
     "`severities`, ÷ pelanggan yang punya kategori atau bendera seperti itu, "
     "masing-masing diputar ulang dari buku pada saat laporan. Di sampingnya yang mana di "
     "antaranya, pendapatan tahunannya, dan hari sampai perpanjangannya",
     "pelanggan yang dapat dinilai oleh paket"},
    {Measure::kKeptAfterConcern,
     "Masih pelanggan sekian hari setelah kekhawatiran pertama ÷ akun yang "
     "mengkhawatirkan selama itu yang lalu. Yang dilihat adalah hari Senin dalam "
     "bulan-bulan itu, masing-masing seperti diketahui buku saat itu; yang lebih muda "
     "belum matang dan ditunjukkan terpisah. Menurut hari yang tersisa sebelum "
     "perpanjangan",
     "akun yang mengkhawatirkan pada suatu Senin dalam bulan-bulan itu"},
    {Measure::kBandMigration,
     "Pelanggan yang kategorinya lebih buruk daripada di awal bulan-bulan itu ÷ "
     "pelanggan dengan kategori di kedua ujungnya; tabelnya memuat kategori waktu itu "
     "sebagai baris dan kategori sekarang sebagai kolom. Kategori waktu itu adalah "
     "seperti diketahui buku saat itu",
     "pelanggan dengan kategori di kedua ujung bulan-bulan itu"},
    {Measure::kBandFlapping,
     "Pelanggan yang kategorinya berubah dan berubah kembali ÷ pelanggan dengan kategori "
     "pada sedikitnya tiga hari Senin dalam bulan-bulan itu, masing-masing seperti "
     "diketahui buku saat itu",
     "pelanggan dengan kategori pada beberapa hari Senin dalam bulan-bulan itu"},
    {Measure::kRenewalByBand,
     "Diperpanjang ÷ jatuh tempo dalam bulan-bulan itu, menurut kategori yang diberikan "
     "paket kepada akun sekian hari sebelum kontraknya jatuh tempo, seperti diketahui "
     "buku saat itu",
     "kontrak yang jatuh tempo, dari akun yang punya kategori"},
    {Measure::kShareOfRecords,
     "Catatan yang diambil `numerator` ÷ catatan yang diambil `denominator`, dari jenis "
     "dalam `of`. Catatan yang tidak memuat apa yang dibaca suatu syarat dihitung "
     "terpisah, tidak pernah sebagai tidak",
     "catatan yang diambil penyebut"},
    {Measure::kRatioOfSums,
     "Jumlah `numerator` ÷ jumlah `denominator`, atas catatan dari jenis dalam `of`; "
     "intervalnya atas akun. Catatan yang tidak memuat salah satu angka dihitung terpisah",
     "catatan yang punya kedua angka"},
    {Measure::kWeightedShares,
     "Dari setiap pelanggan bagian catatan yang disebut `parts`, ditimbang bersama, 0 "
     "sampai 100: mediannya. Bagian tanpa catatan tidak berbobot; berapa dari bobot yang "
     "diketahui tertera di sampingnya",
     "pelanggan yang sebagiannya diketahui"},
    {Measure::kFeatureUptake,
     "Mulai memakai fitur menurut urutan paket ÷ akun yang mulai memakai sedikitnya dua "
     "di antaranya, sampai tengara: horizon dalam hari sejak awal. Dari setiap fitur hari "
     "pemakaian pertamanya; dari yang di atas dan di bawah median hari berapa yang "
     "bertahan setelah tengara",
     "akun yang sudah dimulai, diikuti sampai tengara dan saat itu pelanggan"},
    {Measure::kHoursAgainstPeers,
     "Jam per onboarding seorang manajer ÷ jam manajer lain dalam segmen yang sama, "
     "keduanya median: yang tertinggi dari semua manajer dengan cukup banyak onboarding",
     "onboarding yang lulus, dengan jam dan manajer"},
    {Measure::kAccountsPerManager,
     "Pelanggan yang dijaga satu manajer: mediannya. Dari setiap manajer pelanggannya, "
     "pendapatan tahunan, perluasan bulan-bulan itu, kontrak yang diperpanjang dari yang "
     "jatuh tempo, dan pelanggan yang kategorinya naik dikurangi yang turun",
     "pelanggan dengan manajer"},
    {Measure::kSimpleLifetimeValue,
     "Pendapatan tahunan sebuah akun × masa hidupnya dalam tahun, yaitu 1 ÷ churn akun "
     "tahunan; intervalnya adalah interval churn, diteruskan",
     "akun dengan pendapatan di awal periode"},
    {Measure::kLifetimeValuePerCost,
     "Nilai seumur hidup, margin ÷ churn pendapatan, ÷ biaya mendapatkan pelanggan baru",
     "akun dengan pendapatan di awal periode"},
    {Measure::kOutcomeByFirstValue,
     "Apa yang terjadi dengan akun setelah yang terakhir dari `edges`, sampai horizon, "
     "menurut hari sampai nilai pertamanya: bagian kelompok tercepat dikurangi bagian "
     "yang terlambat, dalam poin. Hanya akun yang adalah pelanggan pada hari tepi "
     "terakhir, dan yang diikuti sampai horizon",
     "akun yang sudah dimulai dan adalah pelanggan pada tepi terakhir"},
    {Measure::kWorthOfEarlierValue,
     "Nilai kontrak tahunan sebuah akun × (masa hidup kelompok tercepat - masa hidup "
     "yang terlambat), dalam tahun; masa hidup adalah 1 ÷ kehilangan tahunan setelah "
     "tepi terakhir. Yang hilang dari sebuah akun karena terlambat, bila tidak ada hal "
     "lain yang membedakan kelompoknya",
     "akun yang sudah dimulai dan adalah pelanggan pada tepi terakhir"},
    {Measure::kReturnOnOnboarding,
     "((Bagian yang bertahan sampai horizon - `kept_before`) × akun × `customer_value` "
     "- `investment`) ÷ `investment`; intervalnya adalah interval bagian itu, diteruskan",
     "akun yang sudah dimulai dan diikuti sampai horizon"},
    {Measure::kPaybackOfSavedHours,
     "`investment` ÷ (jam yang dihemat masing-masing × `hourly_rate` × onboarding "
     "setahun). Jam yang dihemat adalah `hours_before` dikurangi rata-rata buku; "
     "onboarding setahun adalah yang dari buku, atau `customers_a_year`",
     "onboarding yang lulus, dengan jam"},
};

constexpr Said kMalay[] = {
    {Measure::kDaysToFirstValue,
     "Hari dari permulaan hingga nilai pertama yang disahkan pelanggan. Yang belum sampai "
     "ditapis, yang hilang sebelumnya ialah peristiwa saingan; nilainya ialah median "
     "Kaplan dan Meier",
     "akaun yang telah bermula"},
    {Measure::kOnboardingCompletion,
     "Selesai dalam horizon sejak permulaan ÷ selesai, ditinggalkan, atau telah setua "
     "horizon. Yang selesai kemudian dikira belum selesai; yang lebih muda dan masih "
     "terbuka ditunjukkan berasingan",
     "onboarding yang selesai, ditinggalkan, atau telah setua horizon"},
    {Measure::kOnboardingDays,
     "Hari dari kickoff hingga graduasi. Yang belum graduasi ditapis, yang hilang atau "
     "menyerah sebelumnya ialah peristiwa saingan; nilainya ialah median Kaplan dan Meier",
     "akaun yang telah kickoff"},
    {Measure::kOnTimeCompletion,
     "Graduasi sebelum sasaran asal berlalu ÷ graduasi, atau melepasi sasaran itu. "
     "Menurut sasaran terakhir ditunjukkan di sebelahnya",
     "onboarding yang sasaran asalnya telah berlalu, atau yang graduasi"},
    {Measure::kMilestonePunctuality,
     "Selesai selewat-lewatnya pada hari tangguh pakej selepas rancangan ÷ selesai, atau "
     "masih terbuka melepasinya. Bagi setiap pencapaian: berapa kerap lewat, berapa lama, "
     "dan mengapa",
     "pencapaian yang tiba tempoh"},
    {Measure::kRetention,
     "Masih pelanggan sekian hari selepas permulaan, dengan hari yang tepat bagi setiap "
     "akaun. Daripada kohort menurut bulan permulaan hanya dikira yang akaun termudanya "
     "telah diikuti selama itu",
     "akaun yang telah bermula"},
    {Measure::kNetRevenueRetention,
     "Hasil pada akhir ÷ hasil pada awal, bagi akaun yang mempunyai hasil pada awal. "
     "Akaun baharu tidak dikira; yang kembali dalam tempoh dikira",
     "akaun dengan hasil pada awal tempoh"},
    {Measure::kGrossRevenueRetention,
     "Sama, tanpa pertumbuhan: daripada setiap akaun paling banyak yang dimilikinya pada "
     "awal",
     "akaun dengan hasil pada awal tempoh"},
    {Measure::kRevenueMovements,
     "Hasil bulanan pada awal, baharu, pengembangan, pengecutan, churn dan pengaktifan "
     "semula, dan pada akhir, yang tepat tanpa beza",
     "akaun dengan perubahan dalam tempoh"},
    {Measure::kAccountChurn,
     "Pelanggan pada awal yang hilang dalam tempoh ÷ pelanggan pada awal; bagi setahun "
     "secara mudah dan kompaun",
     "pelanggan pada awal tempoh"},
    {Measure::kChurnedRevenue,
     "Hasil pelanggan pada awal yang pergi bersama mereka yang berhenti ÷ hasil pada "
     "awal; pengecutan berasingan",
     "akaun dengan hasil pada awal tempoh"},
    {Measure::kContractRenewal,
     "Diperbaharui ÷ tiba tempoh dalam tempoh itu, berapa pun lamanya; pembaharuan awal "
     "dikira pada tarikh tiba tempohnya",
     "kontrak yang tiba tempoh"},
    {Measure::kAccountExpansion,
     "Pelanggan sepanjang tempoh dengan pengembangan hasil di dalamnya ÷ pelanggan "
     "sepanjang tempoh",
     "pelanggan sepanjang tempoh"},
    {Measure::kNetPromoterScore,
     "Bahagian penyokong (9 dan 10) ditolak bahagian pengkritik (0 hingga 6), dalam mata; "
     "daripada beberapa jawapan sesebuah akaun yang terakhir. Menurut responden, dan "
     "kadar respons, ditunjukkan di sebelahnya",
     "akaun yang menjawab"},
    {Measure::kMeanAnswer,
     "Purata jawapan kepada sesuatu instrumen pada skala lazimnya, menurut kesempatan; "
     "kadar respons di sebelahnya",
     "soalan yang ditanya"},
    {Measure::kBandShare,
     "Pelanggan dalam sesuatu kategori ÷ pelanggan yang mempunyai kategori, setiap satu "
     "diulang daripada buku dan dinilai oleh pakej pada saat laporan",
     "pelanggan yang model utamanya mempunyai kategori"},
    {Measure::kLifetimeValue,
     "Hasil tahunan sesebuah akaun × margin kasar ÷ churn hasil tahunan; selangnya "
     "ialah selang churn, diteruskan. Mudah: hasil tahunan ÷ churn akaun tahunan",
     "akaun dengan hasil pada awal tempoh"},
    {Measure::kContractGrowth,
     "(Hasil tahunan sekarang - pada awal) ÷ pada awal, bagi akaun yang sama",
     "pelanggan pada kedua-dua hujung tempoh"},
    {Measure::kExpansionAfterLanding,
     "Hasil bulanan 24 bulan selepas yang pertama ÷ yang pertama, bagi akaun yang "
     "mencapai bulan itu",
     "akaun yang hasil pertamanya genap 24 bulan, dan yang ketika itu pelanggan"},
    {Measure::kOpenPipeline,
     "Nilai pengembangan yang masih terbuka; di sebelahnya puratanya, dan daripada yang "
     "ditutup dalam bulan-bulan itu bahagian yang dimenangi dan lamanya dalam hari",
     "peluang pengembangan"},
    {Measure::kRenewalForecast,
     "Nilai kontrak yang berakhir dalam horizon × berapa kerap kontrak akaun dalam "
     "kategori itu diperbaharui: menurut kategori sekarang, dan menurut kategori sekian "
     "hari sebelum kontrak bulan-bulan itu tiba tempoh. Jika terlalu sedikit yang tiba "
     "tempoh dalam sesuatu kategori, jumlahnya sahaja",
     "kontrak yang berakhir dalam horizon"},
    {Measure::kTimeShare, "Jam bagi sesuatu tujuan ÷ jam yang mempunyai tujuan",
     "aktiviti dengan jam"},
    {Measure::kProactiveTime, "Jam atas inisiatif kita ÷ jam yang diketahui inisiatifnya",
     "aktiviti dengan jam"},
    {Measure::kOnboardingHours,
     "Jam pasukan hingga graduasi, bagi setiap onboarding: mediannya, dan berapa yang "
     "mengambil lebih daripada dua kali gandanya",
     "onboarding yang graduasi"},
    {Measure::kRevenuePerManager, "Hasil tahunan yang dijaga seorang pengurus: mediannya",
     "pengurus dengan pelanggan"},
    {Measure::kOnboardingCost,
     "Kos hingga graduasi dan jam dengan kadar sejam daripada `figures`, ÷ nilai kontrak "
     "tahun pertama: mediannya",
     "onboarding yang graduasi, dengan nilai kontrak"},
    {Measure::kAccountsOfConcern,
     "Pelanggan dalam salah satu `bands`, atau dengan bendera terangkat daripada salah "
     "satu `severities`, ÷ pelanggan yang mempunyai kategori atau bendera seperti itu, "
     "setiap satu diulang daripada buku pada saat laporan. Di sebelahnya yang mana "
     "antaranya, hasil tahunannya, dan hari hingga pembaharuannya",
     "pelanggan yang dapat dinilai oleh pakej"},
    {Measure::kKeptAfterConcern,
     "Masih pelanggan sekian hari selepas kebimbangan pertama ÷ akaun yang membimbangkan "
     "selama itu yang lalu. Yang dilihat ialah hari Isnin dalam bulan-bulan itu, setiap "
     "satu seperti diketahui buku ketika itu; yang lebih muda belum matang dan "
     "ditunjukkan berasingan. Menurut hari yang tinggal sebelum pembaharuan",
     "akaun yang membimbangkan pada suatu Isnin dalam bulan-bulan itu"},
    {Measure::kBandMigration,
     "Pelanggan yang kategorinya lebih teruk daripada pada awal bulan-bulan itu ÷ "
     "pelanggan dengan kategori pada kedua-dua hujungnya; jadualnya memuatkan kategori "
     "waktu itu sebagai baris dan kategori sekarang sebagai lajur. Kategori waktu itu "
     "ialah seperti diketahui buku ketika itu",
     "pelanggan dengan kategori pada kedua-dua hujung bulan-bulan itu"},
    {Measure::kBandFlapping,
     "Pelanggan yang kategorinya berubah dan berubah kembali ÷ pelanggan dengan kategori "
     "pada sekurang-kurangnya tiga hari Isnin dalam bulan-bulan itu, setiap satu seperti "
     "diketahui buku ketika itu",
     "pelanggan dengan kategori pada beberapa hari Isnin dalam bulan-bulan itu"},
    {Measure::kRenewalByBand,
     "Diperbaharui ÷ tiba tempoh dalam bulan-bulan itu, menurut kategori yang diberi "
     "pakej kepada akaun sekian hari sebelum kontraknya tiba tempoh, seperti diketahui "
     "buku ketika itu",
     "kontrak yang tiba tempoh, daripada akaun yang mempunyai kategori"},
    {Measure::kShareOfRecords,
     "Rekod yang diambil `numerator` ÷ rekod yang diambil `denominator`, daripada jenis "
     "dalam `of`. Rekod yang tidak mengandungi apa yang dibaca sesuatu syarat dikira "
     "berasingan, tidak sekali-kali sebagai tidak",
     "rekod yang diambil penyebut"},
    {Measure::kRatioOfSums,
     "Jumlah `numerator` ÷ jumlah `denominator`, atas rekod daripada jenis dalam `of`; "
     "selangnya atas akaun. Rekod yang tidak mengandungi salah satu angka dikira "
     "berasingan",
     "rekod yang mempunyai kedua-dua angka"},
    {Measure::kWeightedShares,
     "Daripada setiap pelanggan bahagian rekod yang disebut `parts`, ditimbang bersama, 0 "
     "hingga 100: mediannya. Bahagian tanpa rekod tidak berwajaran; berapa daripada "
     "wajaran yang diketahui tertera di sebelahnya",
     "pelanggan yang sebahagiannya diketahui"},
    {Measure::kFeatureUptake,
     "Mula menggunakan ciri menurut urutan pakej ÷ akaun yang mula menggunakan "
     "sekurang-kurangnya dua daripadanya, hingga mercu tanda: horizon dalam hari sejak "
     "permulaan. Daripada setiap ciri hari penggunaan pertamanya; daripada yang di atas "
     "dan di bawah median hari berapa yang kekal selepas mercu tanda",
     "akaun yang telah bermula, diikuti hingga mercu tanda dan ketika itu pelanggan"},
    {Measure::kHoursAgainstPeers,
     "Jam bagi setiap onboarding seorang pengurus ÷ jam pengurus lain dalam segmen yang "
     "sama, kedua-duanya median: yang tertinggi daripada semua pengurus dengan cukup "
     "banyak onboarding",
     "onboarding yang graduasi, dengan jam dan pengurus"},
    {Measure::kAccountsPerManager,
     "Pelanggan yang dijaga seorang pengurus: mediannya. Daripada setiap pengurus "
     "pelanggannya, hasil tahunan, pengembangan bulan-bulan itu, kontrak yang "
     "diperbaharui daripada yang tiba tempoh, dan pelanggan yang kategorinya naik ditolak "
     "yang turun",
     "pelanggan dengan pengurus"},
    {Measure::kSimpleLifetimeValue,
     "Hasil tahunan sesebuah akaun × jangka hayatnya dalam tahun, iaitu 1 ÷ churn akaun "
     "tahunan; selangnya ialah selang churn, diteruskan",
     "akaun dengan hasil pada awal tempoh"},
    {Measure::kLifetimeValuePerCost,
     "Nilai sepanjang hayat, margin ÷ churn hasil, ÷ kos mendapatkan pelanggan baharu",
     "akaun dengan hasil pada awal tempoh"},
    {Measure::kOutcomeByFirstValue,
     "Apa yang terjadi dengan akaun selepas yang terakhir daripada `edges`, hingga "
     "horizon, menurut hari hingga nilai pertamanya: bahagian kumpulan terpantas ditolak "
     "bahagian yang paling lambat, dalam mata. Hanya akaun yang merupakan pelanggan pada "
     "hari tepi terakhir, dan yang diikuti hingga horizon",
     "akaun yang telah bermula dan merupakan pelanggan pada tepi terakhir"},
    {Measure::kWorthOfEarlierValue,
     "Nilai kontrak tahunan sesebuah akaun × (jangka hayat kumpulan terpantas - jangka "
     "hayat yang paling lambat), dalam tahun; jangka hayat ialah 1 ÷ kehilangan tahunan "
     "selepas tepi terakhir. Yang hilang daripada sesebuah akaun kerana lewat, jika tiada "
     "hal lain yang membezakan kumpulannya",
     "akaun yang telah bermula dan merupakan pelanggan pada tepi terakhir"},
    {Measure::kReturnOnOnboarding,
     "((Bahagian yang kekal hingga horizon - `kept_before`) × akaun × `customer_value` "
     "- `investment`) ÷ `investment`; selangnya ialah selang bahagian itu, diteruskan",
     "akaun yang telah bermula dan diikuti hingga horizon"},
    {Measure::kPaybackOfSavedHours,
     "`investment` ÷ (jam yang dijimatkan bagi setiap satu × `hourly_rate` × "
     "onboarding setahun). Jam yang dijimatkan ialah `hours_before` ditolak purata buku; "
     "onboarding setahun ialah yang daripada buku, atau `customers_a_year`",
     "onboarding yang graduasi, dengan jam"},
};

constexpr bool AreInOrder(const Said (&said)[kMeasureCount]) {
  for (size_t i = 0; i < kMeasureCount; ++i) {
    if (said[i].measure != static_cast<Measure>(i)) return false;
  }
  return true;
}
static_assert(AreInOrder(kIndonesian) && AreInOrder(kMalay));

// When attributes are taken: many measures say the same.
struct Groups {
  std::string_view english, indonesian, malay;
};
constexpr Groups kGroups[] = {
    {"at its start", "pada awalnya", "pada permulaannya"},
    {"at its kickoff", "pada kickoff-nya", "semasa kickoff"},
    {"when it was due", "saat jatuh tempo", "semasa tiba tempoh"},
    {"at the start of the period", "pada awal periode", "pada awal tempoh"},
    {"at the movement", "saat perubahan", "semasa perubahan"},
    {"at the answer", "saat jawaban", "semasa jawapan"},
    {"at the report", "saat laporan", "semasa laporan"},
    {"at the activity", "saat aktivitas", "semasa aktiviti"},
    {"at the first revenue", "saat pendapatan pertama", "semasa hasil pertama"},
    {"at the first concern", "saat kekhawatiran pertama", "semasa kebimbangan pertama"},
    {"when it happened", "saat terjadi", "semasa berlaku"},
};

const Groups* FindGroups(std::string_view english) {
  const auto* const found =
      std::find_if(std::begin(kGroups), std::end(kGroups),
                   [english](const Groups& one) { return one.english == english; });
  return found == std::end(kGroups) ? nullptr : found;
}

std::string_view Primary(std::string_view language) {
  return language.substr(0, language.find('-'));
}

// Around the words of the measure.
struct Frame {
  std::string_view counted, one_month, months_before, months_after, attributes;
};
constexpr Frame kEnglishFrame = {". Counted: ", ", of the last 1 month", ", of the last ",
                                 " months", "; attributes of each are those "};
constexpr Frame kIndonesianFrame = {". Yang dihitung: ", ", dari 1 bulan terakhir", ", dari ",
                                    " bulan terakhir",
                                    "; atribut masing-masing adalah yang berlaku "};
constexpr Frame kMalayFrame = {". Yang dikira: ", ", daripada 1 bulan terakhir", ", daripada ",
                               " bulan terakhir",
                               "; atribut masing-masing ialah yang berkuat kuasa "};

const Frame& FrameOf(std::string_view language) {
  const std::string_view primary = Primary(language);
  return primary == "id" ? kIndonesianFrame : primary == "ms" ? kMalayFrame : kEnglishFrame;
}

std::string MonthWords(uint32_t months, const Frame& frame) {
  if (months == 0) return "";
  if (months == 1) return std::string(frame.one_month);
  return absl::StrCat(ToAbsl(frame.months_before), months, ToAbsl(frame.months_after));
}

}  // namespace

MeasureWords WordsOf(Measure measure, std::string_view language) {
  const MeasureInfo& info = InfoOf(measure);
  const std::string_view primary = Primary(language);
  const Groups* const groups = FindGroups(info.groups_by);
  const auto index = static_cast<size_t>(measure);
  if (primary == "id" && groups != nullptr) {
    return {kIndonesian[index].about, kIndonesian[index].counts, groups->indonesian};
  }
  if (primary == "ms" && groups != nullptr) {
    return {kMalay[index].about, kMalay[index].counts, groups->malay};
  }
  return {info.about, info.counts, info.groups_by};
}

std::string DefinitionWords(Measure measure, uint32_t months, std::string_view language) {
  const MeasureWords words = WordsOf(measure, language);
  const Frame& frame = FrameOf(language);
  return absl::StrCat(ToAbsl(words.about), ToAbsl(frame.counted), ToAbsl(words.counts),
                      MonthWords(months, frame), ToAbsl(frame.attributes), ToAbsl(words.groups_by),
                      " (", ToAbsl(InfoOf(measure).ruling), ")");
}

}  // namespace bellwether::portfolio
