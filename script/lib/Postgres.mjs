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

/** A PostgreSQL server for one run of the tests: loopback, a port of its own, data in a temporary folder. */
export class Postgres {
  #bin;
  #folder;

  constructor(bin, folder, url) {
    this.#bin = bin;
    this.#folder = folder;
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
    const postgres = new Postgres(
      bin,
      folder,
      `postgresql://postgres@127.0.0.1:${port}/postgres`,
    );
    if (process.getuid?.() === 0) {
      const id = flag =>
        Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
      chownSync(folder, id('-u'), id('-g'));
    }
    const data = join(folder, 'data');
    postgres.#call(
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
    postgres.#call(
      'pg_ctl',
      '-D',
      data,
      '-o',
      options,
      '-l',
      join(folder, 'log'),
      '-w',
      'start',
    );
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

  /** PostgreSQL refuses to run as root. */
  #call(program, ...args) {
    const command = [join(this.#bin, program), ...args];
    const asPostgres =
      process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--'] : [];
    const [file, ...rest] = [...asPostgres, ...command];
    execFileSync(file, rest, {
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}
