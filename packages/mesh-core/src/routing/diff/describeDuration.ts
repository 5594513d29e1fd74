const SECOND = 1000;

/** As Istio writes it, as in `2s` and `500ms`. */
export function describeDuration(ms: number): string {
  return ms >= SECOND && ms % 100 === 0 ? `${ms / SECOND}s` : `${ms}ms`;
}
