import AxeBuilder from '@axe-core/playwright';
import { failOnBrowserErrors } from '@backstage/e2e-test-utils/playwright';
import { expect, test, type Page } from '@playwright/test';
import { personas, type PersonaName } from './harness/personas';
import { signInAs } from './harness/signInAs';

failOnBrowserErrors();

const OWNED: Record<PersonaName, string[]> = {
  casey: ['Cart', 'Checkout'],
  priya: ['Fraud', 'Payments'],
  tariq: ['Catalogue', 'Notifications', 'Web'],
};

for (const name of Object.keys(personas) as PersonaName[]) {
  test(`${name} signs in, sees the own services and stays after a reload`, async ({
    page,
  }) => {
    await signInAs(page, name);
    for (const service of OWNED[name]) {
      await expect(
        page.getByRole('link', { name: service, exact: true }),
      ).toBeVisible();
    }
    await page.screenshot({ path: `screenshots/catalog-${name}.png` });

    await page.reload();
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(
      page.getByRole('heading', {
        name: personas[name].displayName,
        exact: true,
      }),
    ).toBeVisible();
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the sign-in page is accessible in the ${colorScheme} theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await expect(page.getByRole('button')).toHaveCount(3);
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      colorScheme,
    );

    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    await page.screenshot({ path: `screenshots/sign-in-${colorScheme}.png` });
  });
}

test('the keyboard is enough to sign in and out', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('button')).toHaveCount(3);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(
    page.getByRole('button', { name: personas.priya.displayName }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Settings' }).press('Enter');

  await page.getByTestId('user-settings-menu').press('Enter');
  await page.getByRole('menuitem', { name: 'Sign Out' }).press('Enter');

  await expect(page.getByRole('list', { name: 'Demo users' })).toBeVisible();
});

test('the Kubernetes tab shows to those only who may read it', async ({
  page,
  browser,
}) => {
  const path = '/catalog/default/component/checkout';
  const tab = (where: Page, name: string) =>
    where
      .getByRole('navigation', { name: 'Content navigation' })
      .getByRole('link', { name });

  await signInAs(page, 'casey', path);
  await expect(tab(page, 'Overview')).toBeVisible();
  await expect(tab(page, 'Kubernetes')).toHaveCount(0);

  const other = await browser.newPage();
  await signInAs(other, 'tariq', path);
  await expect(tab(other, 'Kubernetes')).toBeVisible();
  await other.close();
});
