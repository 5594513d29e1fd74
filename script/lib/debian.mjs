import { existsSync } from 'node:fs';
import { run } from './run.mjs';

let isUpdated = false;

/**
 * Installs Debian packages where that is possible unattended: on Debian or Ubuntu, as root.
 *
 * Resolves to whether that was possible and went well.
 */
export async function installPackages(...names) {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) {
    return false;
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!isUpdated) {
    isUpdated = (await run('apt-get', ['update', '--quiet'], { env })) === 0;
  }
  const install = ['install', '--yes', '--quiet', '--no-install-recommends'];
  return (await run('apt-get', [...install, ...names], { env })) === 0;
}
