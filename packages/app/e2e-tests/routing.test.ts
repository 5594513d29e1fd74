import { failOnBrowserErrors } from '@backstage/e2e-test-utils/playwright';
import { expect, test } from '@playwright/test';
import { lookAt } from './harness/look';
import { openService, region, sentenceOf } from './harness/service';

failOnBrowserErrors();

test('the owner sees the split, and who may call', async ({ page }) => {
  await openService(page, 'casey', 'checkout', 'routing');
  await expect(sentenceOf(page)).toContainText(/^Requests to checkout go/);
  const rules = region(page, 'VirtualService shop/checkout');
  await expect(rules).toContainText('managed by Flagger');
  await expect(rules).toContainText('timeout 5 s'.replace(' s', '\u00a0s'));
  await expect(region(page, 'Access')).toContainText('mTLS STRICT');
  await expect(region(page, 'Policies')).toContainText(
    'checkout-primary.shop.svc.cluster.local',
  );
  await lookAt(page, 'routing-checkout');
});

test('rules stand in order; the keyboard opens and closes their evidence', async ({
  page,
}) => {
  await openService(page, 'casey', 'cart', 'routing');
  const rules = region(page, 'VirtualService shop/cart').getByRole('row');
  await expect(rules.nth(1)).toContainText('x-cart-beta');
  await expect(rules.nth(2)).toContainText(/mirror 10.% to cart v2/);
  await expect(rules.nth(3)).toContainText('any request');

  const evidence = rules.nth(2).getByRole('button');
  await evidence.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Rule http[1]' });
  await expect(drawer).toContainText('cart.shop.svc.cluster.local');
  await expect(drawer).toContainText('kubectl -n shop get virtualservice');
  await page.screenshot({ path: 'screenshots/routing-cart-evidence.png' });
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(evidence).toBeFocused();
  await lookAt(page, 'routing-cart');
});

test('a rule that leads nowhere comes first, with its remedy', async ({
  page,
}) => {
  await openService(page, 'tariq', 'recommendations', 'routing');
  await expect(sentenceOf(page)).toContainText(
    /sends 10.% of its requests to recommendations v3, where nobody answers/,
  );
  await expect(region(page, 'Findings')).toContainText('1 error');
  await expect(region(page, 'Findings')).toContainText('Remedy');
  await lookAt(page, 'routing-recommendations');
});

test('the way out through the egress gateway is shown', async ({ page }) => {
  await openService(page, 'tariq', 'notifications', 'routing');
  await expect(region(page, 'Exposure')).toContainText('egress');
  await expect(region(page, 'Exposure')).toContainText('api.mail.example');
  await lookAt(page, 'routing-notifications');
});
