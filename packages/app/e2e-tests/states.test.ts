import { expect, test, type Page } from '@playwright/test';
import { lookAt } from './harness/look';
import { setKubernetesFaults } from './harness/sandboxFaults';
import { openService, region, sentenceOf } from './harness/service';

/*
 * What people see when something is wrong. Browsers log each answer above 399 as an error, so these tests do not fail on browser
 * errors; an exception of the page still fails them.
 */
test.beforeEach(({ page }) => {
  page.on('pageerror', error => {
    throw new Error(`Uncaught exception on page, ${error}`);
  });
});

async function answerWith(
  page: Page,
  status: number,
  body: unknown,
): Promise<void> {
  await page.route('**/api/mesh/**', route =>
    route.fulfill({
      status,
      contentType: 'application/json',
      body: JSON.stringify(body),
    }),
  );
}

test('a cluster that does not answer leaves the last state, marked as old, and recovers', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openService(page, 'tariq', 'search', 'canary');
  await expect(sentenceOf(page)).toContainText('rolled back');
  try {
    await setKubernetesFaults({
      serverError: { code: 503 },
      cutWatches: true,
    });
    await expect(page.getByRole('note').first()).toBeVisible({
      timeout: 90_000,
    });
    await expect(page.getByRole('note').first()).toContainText('sandbox');
    await expect(sentenceOf(page)).toContainText('rolled back');
    await expect(page.getByText(/stale$/).first()).toBeVisible();
    await lookAt(page, 'state-stale');
  } finally {
    await setKubernetesFaults();
  }
  await expect(page.getByText(/, live$/)).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('note')).toHaveCount(0);
});

test('an entity without annotations shows the YAML to add', async ({
  page,
}) => {
  await answerWith(page, 200, {
    status: 'not-configured',
    entityRef: 'component:default/cart',
    reason: 'No annotation says which workloads belong to cart.',
    suggestion: { 'backstage.io/kubernetes-id': 'cart' },
    lookedFor: [],
    freshness: { observedAt: new Date().toISOString(), sources: [] },
  });
  await openService(page, 'casey', 'cart', 'routing');
  await expect(page.getByLabel('catalog-info.yaml')).toContainText(
    'backstage.io/kubernetes-id: cart',
  );
  await expect(page.getByRole('button', { name: 'Copy' })).toBeVisible();
  await lookAt(page, 'state-not-configured');
});

for (const [name, status, body, title] of [
  [
    'forbidden',
    403,
    { error: { name: 'NotAllowedError', message: 'no' } },
    'You may not see the routes of cart',
  ],
  [
    'not-found',
    404,
    {
      error: { name: 'NotFoundError', message: 'no' },
      request: { method: 'GET', url: '/' },
      response: { statusCode: 404 },
    },
    'The catalog does not know cart',
  ],
  [
    'backend-down',
    503,
    { error: { name: 'ServiceUnavailableError', message: 'down for a while' } },
    'The mesh backend does not answer',
  ],
  [
    'contract',
    200,
    { status: 'brand new' },
    'The backend speaks another version',
  ],
] as const) {
  test(`${name} has words`, async ({ page }) => {
    await answerWith(page, status, body);
    await openService(page, 'casey', 'cart', 'routing');
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await lookAt(page, `state-${name}`);
  });
}

test('a slow answer is announced by its shape', async ({ page }) => {
  await page.route('**/api/mesh/**', async route => {
    await new Promise(resolve => setTimeout(resolve, 3_000));
    await route.continue();
  });
  await openService(page, 'casey', 'cart', 'routing');
  await expect(page.getByText('Loading the routes of cart')).toBeAttached();
  await page.screenshot({ path: 'screenshots/state-loading.png' });
  await expect(
    region(page, 'Rules, in the order the proxy asks them'),
  ).toBeVisible();
});
