import { expect, type Page } from '@playwright/test';
import { personas, type PersonaName } from './personas';

/** Opens a page of the app as a demo user, through the sign-in page. Waits until the navigation shows. */
export async function signInAs(
  page: Page,
  name: PersonaName,
  path = '/',
): Promise<void> {
  await page.goto(path);
  await page
    .getByRole('list', { name: 'Demo users' })
    .getByRole('button', { name: personas[name].displayName })
    .click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
}
