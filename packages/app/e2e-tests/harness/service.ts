import type { Locator, Page } from '@playwright/test';
import type { PersonaName } from './personas';
import { signInAs } from './signInAs';

/** A tab of the page of a service. */
export type Tab = 'routing' | 'canary' | 'topology';

/** Opens a tab of a service as a demo user. */
export async function openService(
  page: Page,
  who: PersonaName,
  service: string,
  tab: Tab,
): Promise<void> {
  await signInAs(page, who, `/catalog/default/component/${service}/${tab}`);
}

/** The one sentence of the tab. */
export function sentenceOf(page: Page): Locator {
  return page.getByRole('heading', { level: 2 }).last();
}

/** A part of the page by its heading. */
export function region(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}
