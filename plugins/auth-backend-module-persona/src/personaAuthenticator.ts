import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { isLoopbackHost } from './loopback';
import { readPersonaConfig, type Persona } from './readPersonaConfig';

/**
 * Request header that carries the entity reference of the chosen user. A header of our own makes every
 * cross-origin request one that the browser asks permission for first, so another web page cannot use it.
 */
export const PERSONA_HEADER = 'x-fairway-persona';

/** What the authenticator reads of a request. */
export interface PersonaRequest {
  headers: Record<string, string | string[] | undefined>;
  socket: { remoteAddress?: string };
}

/**
 * Finds the persona that a request chose.
 *
 * The address of the client and the `Host` header are checked besides `backend.baseUrl`: a backend that
 * listens on all interfaces is reachable from the network whatever its base URL says, and a name that an
 * attacker rebinds to 127.0.0.1 arrives in `Host`.
 *
 * @throws NotAllowedError when the request does not come from this machine or the user is not a persona
 * @throws AuthenticationError when no user was chosen
 */
export function findPersona(
  request: PersonaRequest,
  personas: ReadonlyMap<string, Persona>,
): Persona {
  const host = String(request.headers.host ?? '').replace(/:\d+$/, '');
  if (
    !isLoopbackHost(request.socket.remoteAddress ?? '') ||
    !isLoopbackHost(host)
  ) {
    throw new NotAllowedError(
      'Demo users can sign in from this machine only, through a loopback address',
    );
  }
  const ref = request.headers[PERSONA_HEADER];
  if (typeof ref !== 'string' || ref === '') {
    throw new AuthenticationError(
      `Choose a demo user: the header '${PERSONA_HEADER}' is missing`,
    );
  }
  const persona = personas.get(ref.toLocaleLowerCase('en-US'));
  if (!persona) {
    throw new NotAllowedError(`'${ref}' is not one of the demo users`);
  }
  return persona;
}

/** Authenticates a request as the persona that it names. */
export const personaAuthenticator = createProxyAuthenticator<
  ReadonlyMap<string, Persona>,
  Persona,
  undefined
>({
  defaultProfileTransform: async persona => ({
    profile: { displayName: persona.displayName },
  }),
  initialize: ({ config }) => readPersonaConfig(config),
  authenticate: async ({ req }, personas) => ({
    result: findPersona(req, personas),
  }),
});
