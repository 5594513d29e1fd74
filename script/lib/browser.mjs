import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { installPackages } from './debian.mjs';

const HOW =
  'The browser tests need Chromium: install it (Debian: apt-get install chromium), or run `npx playwright install chromium`, or set CHROMIUM_PATH.';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const find = () =>
  [process.env.CHROMIUM_PATH, ...INSTALLED, chromium.executablePath()].find(
    path => path && existsSync(path),
  );

/**
 * Path of a Chromium, installed when there is none and that is possible unattended.
 *
 * @throws Error with the sentence that says how
 */
export async function findBrowser() {
  const path = find() ?? ((await installPackages('chromium')) && find());
  if (!path) {
    throw new Error(HOW);
  }
  return path;
}
