import { resolve } from 'node:path';
import { failOnBrowserErrors } from '@backstage/e2e-test-utils/playwright';
import { dryRunRequest, readDryRunFiles } from '@fairway/mesh-test-utils/node';
import { expect, test, type Page } from '@playwright/test';
import { signInAs } from './harness/signInAs';

failOnBrowserErrors();

const TEMPLATE = resolve(
  __dirname,
  '../../../examples/templates/new-microservice',
);

const values = {
  name: 'reviews',
  description: 'What customers say',
  owner: 'group:default/team-checkout',
  system: 'system:default/shop',
  cluster: 'sandbox',
  namespace: 'shop',
  image: 'shop/reviews:1.0.0',
  protocol: 'http',
  port: 80,
  targetPort: 8080,
  minReplicas: 2,
  maxReplicas: 6,
  timeoutMs: 5000,
  retryAttempts: 2,
  consecutive5xxErrors: 5,
  release: 'canary',
  stepWeight: 10,
  maxWeight: 50,
  interval: '1m',
  threshold: 5,
  successRateMin: 99,
  durationMaxMs: 500,
  sendTestRequests: true,
  loadTest: {
    url: 'http://flagger-loadtester.flagger-system/',
    path: '/',
    ratePerSecond: 10,
  },
};

test('the scaffolder tries the template folder out for the signed-in user', async ({
  page,
  request,
}) => {
  const ownRequest = page.waitForRequest(
    sent =>
      sent.url().includes('/api/catalog/') && 'authorization' in sent.headers(),
  );
  await signInAs(page, 'casey');
  const { authorization } = (await ownRequest).headers();
  const body = dryRunRequest(TEMPLATE, values);

  const answer = await request.post('/api/scaffolder/v2/dry-run', {
    headers: { authorization },
    data: body,
  });
  expect(answer.status(), await answer.text()).toBe(200);
  const files = readDryRunFiles(await answer.json());
  expect(files['deploy/base/mesh/canary-reviews.yaml']).toContain(
    'kind: Canary',
  );
  expect(files['catalog-info.yaml']).toContain(
    'backstage.io/kubernetes-id: reviews',
  );

  const stranger = await request.post('/api/scaffolder/v2/dry-run', {
    data: body,
  });
  expect(stranger.status()).toBe(401);
});

/** Goes to the next page of the form, once that is there. */
async function goOn(page: Page, nextField: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('spinbutton', { name: nextField })).toBeVisible();
}

async function pick(page: Page, field: RegExp, option: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(option);
  await page.getByRole('option', { name: option }).click();
}

test('a user fills the form and sees the manifests', async ({ page }) => {
  await signInAs(page, 'casey', '/create');
  await page.getByRole('button', { name: 'Choose' }).click();
  const text = (label: RegExp) => page.getByRole('textbox', { name: label });

  await text(/^Name/).fill(values.name);
  await text(/^Description/).fill(values.description);
  await pick(page, /^Owner/, 'Team Checkout');
  await pick(page, /^System/, 'Shop');
  await page.screenshot({ path: 'screenshots/template-service.png' });
  await goOn(page, /^Fewest pods/);
  await text(/^Namespace/).fill(values.namespace);
  await text(/^Image/).fill(values.image);
  await goOn(page, /^Time limit/);
  await goOn(page, /^Percent per step/);
  await page.screenshot({
    path: 'screenshots/template-release.png',
    fullPage: true,
  });

  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(
    page.getByText('The repository of reviews is laid out.'),
  ).toBeVisible();
  await expect(page.getByText('canary-reviews.yaml').first()).toBeVisible();
  await page.screenshot({ path: 'screenshots/template-result.png' });
});
