export interface Config {
  auth?: {
    providers?: {
      persona?: {
        /**
         * The demo users, whom the sign-in page shows before anybody has signed in.
         *
         * @deepVisibility frontend
         */
        users: Array<{
          entityRef: string;
          displayName: string;
          role: string;
        }>;
      };
    };
  };
}
