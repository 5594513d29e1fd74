/** Whether a label says something. */
export const known = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && value !== 'unknown';
