/** As somebody would type it: `46.00`. */
export function plain(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
}
