/** Two decimals, and up to five where it takes them to show a digit of a small rate. */
function rateText(value: number): string {
  const digits = [0, 1, 2, 3, 4, 5].find(places => value * 10 ** places >= 1);
  return value.toFixed(Math.max(digits ?? 5, 2));
}

/** Rates as Kiali writes them; there is none of what did not happen. */
export function rateTexts(
  rates: Iterable<[string, number]>,
): Record<string, string> {
  return Object.fromEntries(
    [...rates]
      .filter(([, value]) => value > 0)
      .map(([name, value]) => [name, rateText(value)]),
  );
}
