import { failOnBrowserErrors } from '@backstage/e2e-test-utils/playwright';
import { expect, test, type Page } from '@playwright/test';
import { lookAt } from './harness/look';
import { openService, region, sentenceOf } from './harness/service';

failOnBrowserErrors();

const steps = (page: Page) => region(page, 'Why, step by step');
const ends = (page: Page) => region(page, 'Where it ends up');

/** Opens the Routing tab of a service and asks where the request of a command goes. */
async function tryCurl(
  page: Page,
  service: string,
  command: string,
): Promise<void> {
  await openService(page, 'tariq', service, 'routing');
  await page.getByRole('button', { name: 'Try a request' }).click();
  await page.getByRole('radio', { name: 'curl', exact: true }).click();
  await page.getByLabel('curl command').fill(command);
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(steps(page)).toBeVisible();
}

test('A/B by cookie: the cookie decides, the link carries it and no secret', async ({
  page,
}) => {
  await tryCurl(
    page,
    'web',
    "curl -b 'canary=always; session=1234' -H 'Authorization: Bearer 5678' https://www.shop.example/",
  );
  await expect(sentenceOf(page)).toContainText('It goes to web-canary');
  await expect(steps(page)).toContainText('canary=always');
  await expect(steps(page)).toContainText('managed by Flagger');
  await expect(page.getByRole('region', { name: 'Answer' })).toBeFocused();
  const link = page.url();
  expect(link).toContain('canary%3Dalways');
  expect(link).not.toMatch(/1234|5678/);

  await page.goto(link);
  await expect(sentenceOf(page)).toContainText('It goes to web-canary');
  await expect(page.getByRole('note')).toContainText(
    'left out the values of authorization, session',
  );
  await lookAt(page, 'routing-try-web');

  await page.getByLabel('Cookies').fill('canary=never');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(sentenceOf(page)).toContainText('It goes to web-primary');
  await expect(steps(page)).toContainText('no such cookie');
});

test('a delegated route: the split, the delegate and its owner', async ({
  page,
}) => {
  await tryCurl(page, 'reviews', 'curl https://api.shop.example/reviews/1042');
  await expect(sentenceOf(page)).toContainText(
    /It goes 95.% to reviews v1 .* and 5.% to reviews v2/,
  );
  await expect(steps(page)).toContainText('reviews · http[2]');
  await expect(steps(page)).toContainText('through api · http[0]');
  await steps(page)
    .getByRole('button', { name: /reviews · http/ })
    .click();
  const drawer = page.getByRole('dialog', {
    name: 'VirtualService shop/reviews',
  });
  await expect(drawer).toContainText('kind: VirtualService');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('a hole: each rule that does not take it, and 404', async ({ page }) => {
  await tryCurl(page, 'pricing', 'curl http://pricing.shop/v1/prices/1042');
  await expect(sentenceOf(page)).toHaveText('It gets a 404: no rule takes it.');
  await expect(steps(page).getByText('path differs')).toHaveCount(2);
  await expect(ends(page)).toContainText('It does not get past the proxy.');
});

test('a subset that does not exist: the share that is lost', async ({
  page,
}) => {
  await tryCurl(page, 'recommendations', 'curl http://recommendations.shop/');
  await expect(sentenceOf(page)).toContainText(
    /sends 10.% of it to recommendations v3, which does not exist: 503/,
  );
  await expect(
    ends(page).getByRole('row', { name: /recommendations v3/ }),
  ).toContainText('does not exist');
});

test('a host behind the mutual-TLS gateway: which gateway, with a certificate', async ({
  page,
}) => {
  await tryCurl(
    page,
    'partner-api',
    'curl https://api.partners.shop.example/v1/orders/9317',
  );
  await expect(sentenceOf(page)).toContainText('It goes to partner-api');
  await expect(page.getByRole('button', { name: /Who calls/ })).toContainText(
    'mtls-gateway',
  );
  await expect(steps(page)).toContainText('client certificate required');
  await expect(sentenceOf(page)).toContainText('The pods refuse it with 403.');
  await expect(region(page, 'Access on the way')).toContainText(
    'AuthorizationPolicy platform/partner-api-callers',
  );
  await page.screenshot({
    path: 'screenshots/routing-try-partner-api.png',
    fullPage: true,
  });
});
