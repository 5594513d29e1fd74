import { declaredProtocol, portProtocol } from './portProtocol';

describe('portProtocol', () => {
  it.each([
    ['http', 'http'],
    ['http-web', 'http'],
    ['HTTP-web', 'http'],
    ['http2', 'http'],
    ['http2-api', 'http'],
    ['grpc', 'http'],
    ['grpc-web', 'http'],
    ['grpc-web-api', 'http'],
    ['https', 'tls'],
    ['https-admin', 'tls'],
    ['tls', 'tls'],
    ['tcp-db', 'tcp'],
    ['mongo', 'tcp'],
    ['mysql', 'tcp'],
    ['redis-cache', 'tcp'],
    ['udp-dns', 'udp'],
    ['web-http', 'auto'],
    ['httpweb', 'auto'],
    ['', 'auto'],
  ])('reads the name %s as %s', (name, expected) => {
    expect(portProtocol({ port: 9000, name })).toBe(expected);
  });

  it.each([
    ['http', 'http'],
    ['HTTP', 'http'],
    ['kubernetes.io/h2c', 'http'],
    ['kubernetes.io/ws', 'http'],
    ['kubernetes.io/wss', 'tls'],
    ['tcp', 'tcp'],
    ['example.com/own', 'auto'],
  ])('reads appProtocol %s as %s', (appProtocol, expected) => {
    expect(portProtocol({ port: 9000, appProtocol })).toBe(expected);
  });

  it('prefers appProtocol to the name', () => {
    const port = { port: 9000, name: 'tcp-db', appProtocol: 'http' };
    expect(portProtocol(port)).toBe('http');
  });

  it('goes by the name where appProtocol is nothing that it knows', () => {
    const port = { port: 9000, name: 'grpc', appProtocol: 'example.com/own' };
    expect(portProtocol(port)).toBe('http');
  });

  it('does not look at UDP any closer', () => {
    expect(portProtocol({ port: 80, name: 'http', protocol: 'UDP' })).toBe(
      'udp',
    );
  });

  it.each([
    [25, 'tcp'],
    [3306, 'tcp'],
    [27017, 'tcp'],
    [6379, 'auto'],
  ])('does not sniff where the server speaks first: %d', (port, expected) => {
    expect(portProtocol({ port, name: 'db' })).toBe(expected);
  });

  it('lets a name overrule a well-known number', () => {
    expect(portProtocol({ port: 3306, name: 'http' })).toBe('http');
  });
});

describe('declaredProtocol', () => {
  it.each([
    ['HTTP', 'http'],
    ['GRPC', 'http'],
    ['HTTPS', 'tls'],
    ['TLS', 'tls'],
    ['TCP', 'tcp'],
    ['MONGO', 'tcp'],
    ['QUIC', 'auto'],
  ])('reads %s of a server as %s', (protocol, expected) => {
    expect(declaredProtocol(protocol)).toBe(expected);
  });
});
