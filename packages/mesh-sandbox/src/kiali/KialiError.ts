/** An answer other than success; the message is what Kiali writes. */
export class KialiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'KialiError';
  }
}
