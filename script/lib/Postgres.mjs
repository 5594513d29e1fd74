import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './debian.mjs';

const HOW =
  'The database tests need PostgreSQL: install it (Debian: apt-get install postgresql) and run the command again.';

function findBin() {
  const version = path => Number(/postgresql\/(\d+)/.exec(path)?.[1]);
  const [newest] = globSync('/usr/lib/postgresql/*/bin/initdb').sort(
    (a, b) => version(b) - version(a),
  );
  if (newest) {
    return join(newest, '..');
  }
  const { stdout, status } = spawnSync('pg_config', ['--bindir'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

async function freePort() {
  const server = createServer();
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise(done => server.close(done));
  return port;
}

/** PostgreSQL refuses to run as root. The ids of its own user then, else undefined: as whoever runs this. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const id = flag =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A PostgreSQL server for one run of the tests: loopback, a port of its own, data in a temporary folder. */
export class Postgres {
  #bin;
  #folder;
  #user;

  constructor(bin, folder, user, url) {
    this.#bin = bin;
    this.#folder = folder;
    this.#user = user;
    this.url = url;
  }

  /** @throws Error with the sentence that says how, when there is none and none can be installed */
  static async start() {
    const bin =
      findBin() ?? ((await installPackages('postgresql')) && findBin());
    if (!bin) {
      throw new Error(HOW);
    }
    const folder = mkdtempSync(join(tmpdir(), 'fairway-postgres-'));
    const port = await freePort();
    const user = ordinaryUser();
    if (user) {
      chownSync(folder, user.uid, user.gid);
    }
    const postgres = new Postgres(
      bin,
      folder,
      user,
      `postgresql://postgres@127.0.0.1:${port}/postgres`,
    );
    try {
      postgres.#boot(port);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    return postgres;
  }

  stop() {
    this.#call(
      'pg_ctl',
      '-D',
      join(this.#folder, 'data'),
      '-m',
      'immediate',
      '-w',
      'stop',
    );
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #boot(port) {
    const data = join(this.#folder, 'data');
    this.#call(
      'initdb',
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'trust',
      '--no-sync',
    );
    const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories='' -c fsync=off -c max_connections=300`;
    this.#call(
      'pg_ctl',
      '-D',
      data,
      '-o',
      options,
      '-l',
      join(this.#folder, 'log'),
      '-w',
      'start',
    );
  }

  #call(program, ...args) {
    execFileSync(join(this.#bin, program), args, {
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      ...this.#user,
    });
  }
}
