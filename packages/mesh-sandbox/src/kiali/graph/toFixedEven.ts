/** `toFixed` that rounds an exact half to the even digit, as Go does: 2.625 is `2.62`, where JavaScript says `2.63`. */
export function toFixedEven(value: number, digits: number): string {
  const rounded = value.toFixed(digits);
  // A double has at most 52 binary, hence 52 decimal places that matter here; 100 is what toFixed offers.
  const exact = value.toFixed(Math.min(100, digits + 60));
  const point = exact.indexOf('.');
  const kept =
    digits === 0 ? exact.slice(0, point) : exact.slice(0, point + digits + 1);
  const rest = exact.slice(point + digits + 1);
  const isHalf = /^50*$/.test(rest);
  return isHalf && Number(kept[kept.length - 1]) % 2 === 0 ? kept : rounded;
}
