import { failOnBrowserErrors } from '@backstage/e2e-test-utils/playwright';
import { expect, test } from '@playwright/test';
import { lookAt } from './harness/look';
import { openService, region, sentenceOf } from './harness/service';

failOnBrowserErrors();

test('the owner watches the weight of the canary move', async ({ page }) => {
  test.setTimeout(180_000);
  await openService(page, 'casey', 'checkout', 'canary');
  const serves = region(page, 'Who serves users now');
  const split = () => serves.getByRole('img').getAttribute('aria-label');
  await expect(serves.getByRole('img')).toHaveAccessibleName(/%/);
  await expect(sentenceOf(page)).toContainText(/\d/);

  const seen = new Set<string>();
  await expect
    .poll(
      async () => {
        seen.add((await split()) ?? '');
        return seen.size;
      },
      { timeout: 150_000, intervals: [1_000] },
    )
    .toBeGreaterThanOrEqual(3);
  await expect(region(page, 'Events')).toContainText('checkout.shop');
  await lookAt(page, 'canary-checkout');
});

test('a release that waits says for what, and that the status of the Canary is not the truth', async ({
  page,
}) => {
  await openService(page, 'tariq', 'catalogue', 'canary');
  await expect(sentenceOf(page)).toContainText(/waits at 50.% for an approval/);
  await expect(
    page.getByText('Waiting for approval', { exact: true }),
  ).toBeVisible();
  await expect(page.getByText('needs approval')).toBeVisible();
  await expect(page.getByRole('note')).toContainText(
    /Canary.status says 0.%; the VirtualService sends 50.%/,
  );
  await lookAt(page, 'canary-catalogue');
});

test('a release that failed says why, and who serves now', async ({ page }) => {
  await openService(page, 'tariq', 'search', 'canary');
  await expect(sentenceOf(page)).toContainText('3.8.0 was rolled back');
  await expect(sentenceOf(page)).toContainText('3.7.1 serves everyone');
  await expect(
    region(page, 'Who serves users now').getByRole('img'),
  ).toHaveAccessibleName(/^primary 3.7.1 100.%$/);
  await expect(region(page, 'Events')).toContainText('request duration');
  await lookAt(page, 'canary-search');
});

test('an A/B test names its conditions', async ({ page }) => {
  await openService(page, 'tariq', 'web', 'canary');
  await expect(sentenceOf(page)).toContainText('test group');
  await lookAt(page, 'canary-web');
});

test('a service without a canary gets one to copy', async ({ page }) => {
  await openService(page, 'casey', 'cart', 'canary');
  await expect(sentenceOf(page)).toContainText('cart is deployed at once');
  await expect(page.getByLabel('Canary cart')).toContainText('stepWeight: 10');
  await lookAt(page, 'canary-cart');
});

test('the card of the overview leads to the tabs', async ({ page }) => {
  await openService(page, 'casey', 'checkout', 'canary');
  await page.getByRole('link', { name: 'Overview' }).click();
  const card = region(page, 'Mesh');
  await expect(card).toContainText('mTLS STRICT');
  await card.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'screenshots/overview-checkout.png' });
  await card.getByRole('link', { name: 'Traffic' }).click();
  await expect(page).toHaveURL(/\/checkout\/topology$/);
  await expect(region(page, 'The same as a table')).toBeVisible();
});
