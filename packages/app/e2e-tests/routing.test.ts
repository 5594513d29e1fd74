import { failOnBrowserErrors } from '@backstage/e2e-test-utils/playwright';
import { expect, test, type Page } from '@playwright/test';
import { lookAt } from './harness/look';
import { openService, region, sentenceOf } from './harness/service';

failOnBrowserErrors();

const rulesOf = (page: Page) =>
  region(page, 'Rules, in the order the proxy asks them');

test('the owner sees the live split for who calls, and who may call', async ({
  page,
}) => {
  await openService(page, 'casey', 'checkout', 'routing');
  await expect(sentenceOf(page)).toContainText(
    /^From storefront, every request goes/,
  );
  const rules = rulesOf(page);
  await expect(rules).toContainText('managed by Flagger');
  await expect(rules).toContainText(/timeout 5.s/);
  await expect(region(page, 'Access')).toContainText('mTLS STRICT');
  await expect(region(page, 'Policies')).toContainText(
    'checkout-primary.shop.svc.cluster.local',
  );
  await lookAt(page, 'routing-checkout');
});

test('rules stand in order; the keyboard opens the object at its line, and closes it', async ({
  page,
}) => {
  await openService(page, 'casey', 'cart', 'routing');
  const rules = rulesOf(page).getByRole('row');
  await expect(rules.nth(1)).toContainText('x-cart-beta');
  await expect(rules.nth(2)).toContainText(/mirror 10.% to cart v2/);
  await expect(rules.nth(3)).toContainText('any request');

  const place = rules.nth(2).getByRole('button');
  await place.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', {
    name: 'VirtualService shop/cart',
  });
  await expect(drawer).toContainText('are marked: spec.http[1].match[0].');
  await expect(drawer.locator('mark')).toContainText('/items');
  await page.screenshot({ path: 'screenshots/routing-cart-object.png' });
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(place).toBeFocused();
  await lookAt(page, 'routing-cart');
});

test('arrows choose who calls; the address keeps it; a gateway has other rules', async ({
  page,
}) => {
  await openService(page, 'tariq', 'reviews', 'routing');
  await expect(sentenceOf(page)).toContainText(
    'From storefront, every request goes to reviews.',
  );
  await page.getByRole('radio', { checked: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(
    page.getByRole('radio', { name: /public-gateway/ }),
  ).toBeChecked();
  await expect(sentenceOf(page)).toContainText(
    'From public-gateway, /reviews goes',
  );
  await expect(rulesOf(page)).toContainText('through api · http[0]');

  await page.reload();
  await expect(sentenceOf(page)).toContainText(
    'From public-gateway, /reviews goes',
  );
});

test('what if: an edit shows which requests go elsewhere, and nothing is written', async ({
  page,
}) => {
  await openService(page, 'tariq', 'pricing', 'routing');
  await page.getByRole('button', { name: 'What if' }).click();
  await page
    .getByRole('menuitem', { name: 'VirtualService shop/pricing' })
    .click();
  const editor = page.getByRole('textbox', { name: /pricing/ });
  await expect(editor).toContainText('/v2/');
  await editor.getByText('/v2/').dblclick();
  await page.keyboard.press('End');
  await page.keyboard.type('next/');
  await expect(region(page, 'Simulated differences')).toContainText('404');
  await lookAt(page, 'routing-what-if');
  await page.goBack();
  await expect(rulesOf(page)).toContainText('/v2/');
});

test('a rule that leads nowhere comes first, with its remedy', async ({
  page,
}) => {
  await openService(page, 'tariq', 'recommendations', 'routing');
  await expect(sentenceOf(page)).toContainText(
    /sends 10.% of its requests to recommendations v3, which does not exist/,
  );
  await expect(rulesOf(page)).toContainText(
    'recommendations v3 does not exist: answered with 503',
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
