import {catalogue} from '../../i18n/language';

// Why there is no value, by the names of MissingReason.
export const missingTexts = catalogue({
  en: {
    UNSPECIFIED: 'not known', NOT_GIVEN: 'not given', NOT_APPLICABLE: 'not applicable', STALE: 'too old',
    NOT_YET: 'not yet', IN_FUTURE: 'in the future', NOT_FINITE: 'not a number', OUT_OF_RANGE: 'out of range',
    NO_BENCHMARK_ROW: 'no benchmark for this segment', TOO_FEW_POINTS: 'too few points',
    INPUT_MISSING: 'an input is missing', FORMULA_ERROR: 'the formula failed',
    BENCHMARK_NOT_APPLICABLE: 'the benchmark does not apply',
  },
  id: {
    UNSPECIFIED: 'tidak diketahui', NOT_GIVEN: 'belum diberikan', NOT_APPLICABLE: 'tidak berlaku', STALE: 'terlalu lama',
    NOT_YET: 'belum terjadi', IN_FUTURE: 'di masa depan', NOT_FINITE: 'bukan angka', OUT_OF_RANGE: 'di luar rentang',
    NO_BENCHMARK_ROW: 'tidak ada tolok ukur untuk segmen ini', TOO_FEW_POINTS: 'terlalu sedikit titik',
    INPUT_MISSING: 'ada masukan yang kurang', FORMULA_ERROR: 'rumus gagal',
    BENCHMARK_NOT_APPLICABLE: 'tolok ukur tidak berlaku',
  },
  ms: {
    UNSPECIFIED: 'tidak diketahui', NOT_GIVEN: 'tidak diberi', NOT_APPLICABLE: 'tidak berkenaan', STALE: 'terlalu lama',
    NOT_YET: 'belum berlaku', IN_FUTURE: 'pada masa depan', NOT_FINITE: 'bukan nombor', OUT_OF_RANGE: 'di luar julat',
    NO_BENCHMARK_ROW: 'tiada penanda aras bagi segmen ini', TOO_FEW_POINTS: 'terlalu sedikit titik',
    INPUT_MISSING: 'ada input yang tiada', FORMULA_ERROR: 'formula gagal',
    BENCHMARK_NOT_APPLICABLE: 'penanda aras tidak berkenaan',
  },
});
