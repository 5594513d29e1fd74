import { assertLoopbackBaseUrl, isLoopbackHost } from './loopback';

describe('isLoopbackHost', () => {
  it.each([
    'localhost',
    'LOCALHOST',
    'fairway.localhost',
    '127.0.0.1',
    '127.8.9.10',
    '::1',
    '[::1]',
    '::ffff:127.0.0.1',
  ])('accepts %s', host => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  it.each([
    '',
    '0.0.0.0',
    '::',
    '10.0.0.127',
    '128.0.0.1',
    '::ffff:10.0.0.1',
    'localhost.example.com',
    'notlocalhost',
    '127.0.0.1.example.com',
    'example.com',
  ])('refuses %p', host => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('assertLoopbackBaseUrl', () => {
  it.each([
    'http://localhost:7007',
    'http://127.0.0.1:7007',
    'http://127.1:7007',
    'https://[::1]:7007/backstage',
  ])('accepts %s', baseUrl => {
    expect(() => assertLoopbackBaseUrl(baseUrl)).not.toThrow();
  });

  it.each([
    'http://backstage.example.com',
    'http://0.0.0.0:7007',
    'http://[::]:7007',
    'http://localhost@example.com:7007',
    'http://192.168.1.10:7007',
  ])('refuses %s and says what to change', baseUrl => {
    expect(() => assertLoopbackBaseUrl(baseUrl)).toThrow(
      `backend.baseUrl is ${baseUrl}. Set backend.baseUrl to`,
    );
  });
});
