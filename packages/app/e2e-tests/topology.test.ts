import { failOnBrowserErrors } from '@backstage/e2e-test-utils/playwright';
import { expect, test } from '@playwright/test';
import { lookAt } from './harness/look';
import { openService, region, sentenceOf } from './harness/service';

failOnBrowserErrors();

test('the graph and the table show the same connections, live', async ({
  page,
}) => {
  await openService(page, 'casey', 'checkout', 'topology');
  await expect(sentenceOf(page)).toContainText('checkout');
  const table = region(page, 'The same as a table');
  await expect(
    table.getByRole('row', { name: /→ cart/ }).first(),
  ).toContainText('mTLS');
  const graph = page.getByLabel(/^Graph of \d+ nodes/);
  await expect(graph.getByText('cart', { exact: true })).toBeVisible();
  await expect(
    graph.getByText('payments', { exact: true }).first(),
  ).toBeVisible();
  await lookAt(page, 'topology-checkout');
});

test('a node in the graph and a row in the table open their details', async ({
  page,
}) => {
  await openService(page, 'casey', 'checkout', 'topology');
  const graph = page.getByLabel(/^Graph of \d+ nodes/);
  await graph.getByText('cart', { exact: true }).click();
  await expect(
    page.getByRole('heading', { level: 3, name: 'cart' }),
  ).toBeVisible();

  const row = page.getByRole('button', { name: /→ cart/ }).first();
  await row.focus();
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('aria-pressed', 'true');
  const close = page.getByRole('button', { name: 'Close the details' });
  await close.focus();
  await page.keyboard.press('Escape');
  await expect(close).toBeHidden();
  await expect(row).toBeFocused();
});

test('another window asks again', async ({ page }) => {
  await openService(page, 'casey', 'checkout', 'topology');
  await expect(region(page, 'The same as a table')).toBeVisible();
  const asked = page.waitForRequest(/topology\?window=900/);
  await page.getByRole('button', { name: /Window/ }).click();
  await page.getByRole('option', { name: '15 min' }).click();
  await asked;
  await expect(region(page, 'The same as a table')).toBeVisible();
});

test('a dependency that nobody declared comes with the line that declares it', async ({
  page,
}) => {
  await openService(page, 'priya', 'fraud', 'topology');
  await page.getByRole('button', { name: /fraud.*legacy-ledger/ }).click();
  await expect(page.getByLabel('catalog-info.yaml')).toContainText(
    'component:default/legacy-ledger',
  );
  await lookAt(page, 'topology-fraud');
});
