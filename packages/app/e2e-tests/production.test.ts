import { expect, test } from '@playwright/test';

/** What the development server hides, and what a browser test must therefore run against. */
test('the backend serves the production bundle, compressed and with a content security policy', async ({
  request,
}) => {
  const page = await request.get('/', { headers: { accept: 'text/html' } });
  expect(page.status()).toBe(200);
  expect(page.headers()['content-security-policy']).toContain(
    "script-src 'self'",
  );

  const [, script] =
    /<script[^>]* src="([^"]+\.js)"/.exec(await page.text()) ?? [];
  expect(script).toBeDefined();
  const bundle = await request.get(script, {
    headers: { 'accept-encoding': 'gzip' },
  });
  expect(bundle.headers()['content-encoding']).toBe('gzip');
  expect(bundle.headers()['cache-control']).toContain('max-age=');
});

test('the page tells the browser nothing but what the app needs', async ({
  request,
}) => {
  const html = await (await request.get('/')).text();

  expect(html).toContain('user:default/casey');
  expect(html).not.toContain('serviceAccountToken');
  expect(html).not.toContain('sandbox-demo');
});
