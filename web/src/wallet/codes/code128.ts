/* Code 128, set C: two digits a symbol. Each symbol is three bars and three gaps, eleven modules wide. */

/** Widths of bar, gap, bar, gap, bar, gap for the values 0 to 105. */
const WIDTHS =
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 " +
  "223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 " +
  "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 " +
  "311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 " +
  "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 " +
  "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232";
const STOP = "2331112";
const START_C = 105;
const CHECK = 103;

/** A bar: where it begins and how wide it is, in modules. */
export interface Bar {
  readonly at: number;
  readonly wide: number;
}

/** The bars of an even count of digits, and how wide all of it is. */
export function code128(digits: string): { readonly bars: readonly Bar[]; readonly width: number } {
  const table = WIDTHS.split(" ");
  const values = [START_C, ...(digits.match(/../gu) ?? []).map(Number)];
  const check = values.reduce((sum, value, index) => sum + value * Math.max(1, index), 0) % CHECK;
  const widths = [...values, check].map((value) => table[value]).join("") + STOP;
  const bars: Bar[] = [];
  let at = 0;
  for (const [index, wide] of [...widths].map(Number).entries()) {
    if (index % 2 === 0) bars.push({ at, wide });
    at += wide;
  }
  return { bars, width: at };
}
