export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in as one of the demo users, without a password. The backend refuses
       * to start with this provider installed unless `backend.baseUrl` is a loopback address.
       */
      persona?: {
        /**
         * The people one can sign in as, in the order in which the sign-in page shows them.
         * An app that shows them declares them visible to the frontend in its own schema.
         */
        users: Array<{
          /** Full reference of the User entity, for example `user:default/casey`. It must be in the catalog. */
          entityRef: string;
          /** Name on the card of the sign-in page. */
          displayName: string;
          /** One sentence: what this person does. */
          role: string;
        }>;
      };
    };
  };
}
