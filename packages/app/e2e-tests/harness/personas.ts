/** The demo users by their name in the catalog. */
export const personas = {
  casey: { entityRef: 'user:default/casey', displayName: 'Casey Okafor' },
  priya: { entityRef: 'user:default/priya', displayName: 'Priya Raman' },
  tariq: { entityRef: 'user:default/tariq', displayName: 'Tariq Haddad' },
} as const;

/** Name of a demo user. */
export type PersonaName = keyof typeof personas;
