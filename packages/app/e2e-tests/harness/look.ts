import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WIDTHS = [1280, 800] as const;
const THEMES = ['light', 'dark'] as const;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * Looks at the present page as people do: in both themes and two widths. Each look is stored under `screenshots/`, must not scroll
 * sideways and must have no violation of WCAG 2.1 A and AA that axe can find.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  const headings = page.getByRole('heading', { level: 2 });
  const isShown = (await headings.count()) > 0;
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      colorScheme,
    );
    // another theme loads the page again: what was there must be there before it is looked at
    if (isShown) {
      await expect(headings.last()).toBeVisible();
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
        .toBeLessThanOrEqual(width);
      const { violations } = await new AxeBuilder({ page })
        .withTags(RULES)
        .analyze();
      expect(
        violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)]),
        `${name} at ${width} px, ${colorScheme}`,
      ).toEqual([]);
      await page.screenshot({
        path: `screenshots/${name}-${width}-${colorScheme}.png`,
        fullPage: true,
      });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1440, height: 900 });
}
