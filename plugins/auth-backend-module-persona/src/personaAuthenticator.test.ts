import {
  findPersona,
  PERSONA_HEADER,
  type PersonaRequest,
} from './personaAuthenticator';

const casey = { entityRef: 'user:default/casey', displayName: 'Casey' };
const personas = new Map([[casey.entityRef, casey]]);

const request = (options: {
  persona?: string;
  host?: string;
  remoteAddress?: string;
}): PersonaRequest => ({
  headers: {
    host: options.host ?? 'localhost:7007',
    [PERSONA_HEADER]: options.persona,
  },
  socket: { remoteAddress: options.remoteAddress ?? '127.0.0.1' },
});

describe('findPersona', () => {
  it.each([
    ['localhost:7007', '127.0.0.1'],
    ['[::1]:7007', '::1'],
    ['127.0.0.1', '::ffff:127.0.0.1'],
  ])('finds the chosen user at %s from %s', (host, remoteAddress) => {
    expect(
      findPersona(
        request({ persona: 'User:default/Casey', host, remoteAddress }),
        personas,
      ),
    ).toBe(casey);
  });

  it('refuses a user who is not listed', () => {
    expect(() =>
      findPersona(request({ persona: 'user:default/mallory' }), personas),
    ).toThrow("'user:default/mallory' is not one of the demo users");
  });

  it('asks for the header when no user was chosen', () => {
    expect(() => findPersona(request({}), personas)).toThrow(PERSONA_HEADER);
  });

  it.each([
    ['a client in the network', { remoteAddress: '10.1.2.3' }],
    ['a host name rebound to loopback', { host: 'evil.example.com:7007' }],
    ['no Host header', { host: '' }],
  ])('refuses %s', (_, options) => {
    expect(() =>
      findPersona(request({ persona: casey.entityRef, ...options }), personas),
    ).toThrow('from this machine only');
  });
});
