import { resolve } from 'node:path';
import { findUpwards } from './findUpwards';
import { Sandbox } from './Sandbox';
import { startSandbox } from './startSandbox';

/** Options of the command line, as they were given. */
export interface CliValues {
  readonly scenario?: string;
  readonly 'kubernetes-port'?: string;
  readonly 'prometheus-port'?: string;
  readonly 'kiali-port'?: string;
  readonly pace?: string;
  readonly token?: string;
  readonly faults?: boolean;
  readonly help?: boolean;
}

/** What the command line needs of its process. */
export interface CliProcess {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  cwd(): string;
  once(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

const help = `fairway-sandbox: a demo mesh on loopback

  --scenario DIR          scenario to play (examples/scenarios/shop)
  --kubernetes-port N     Kubernetes API (6440)
  --prometheus-port N     Prometheus API (9091)
  --kiali-port N          Kiali API (20011)
  --pace N                how many times faster releases advance (1)
  --token TEXT            bearer token that the Kubernetes API asks for (none)
  --faults                serve /sandbox/faults on the Kubernetes port
`;

const defaultScenario = 'examples/scenarios/shop';

function scenarioFolder(
  scenario: string | undefined,
  workingFolder: string,
): string {
  if (scenario !== undefined) {
    return resolve(workingFolder, scenario);
  }
  const folder = findUpwards(defaultScenario, workingFolder);
  if (!folder) {
    throw new Error(
      `There is no ${defaultScenario} here or above; name one with --scenario`,
    );
  }
  return folder;
}

function numberOf(
  text: string | undefined,
  fallback: number,
  option: string,
): number {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isFinite(value) || value < 0) {
    throw new Error(`--${option} must be a number, not "${text}"`);
  }
  return value;
}

async function start(
  values: CliValues,
  workingFolder: string,
): Promise<Sandbox> {
  const pace = numberOf(values.pace, 1, 'pace');
  if (pace === 0) {
    throw new Error('--pace must be greater than 0');
  }
  return startSandbox({
    scenario: scenarioFolder(values.scenario, workingFolder),
    ports: {
      kubernetes: numberOf(values['kubernetes-port'], 6440, 'kubernetes-port'),
      prometheus: numberOf(values['prometheus-port'], 9091, 'prometheus-port'),
      kiali: numberOf(values['kiali-port'], 20011, 'kiali-port'),
    },
    pace,
    token: values.token,
    faultsEndpoint: values.faults,
  });
}

/**
 * Runs the command: prints one line when the sandbox is ready and stops it on SIGTERM or SIGINT.
 *
 * @returns the exit code when the command is over, undefined while the sandbox runs
 */
export async function runCli(
  values: CliValues,
  process: CliProcess,
): Promise<number | undefined> {
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  let sandbox: Sandbox;
  try {
    sandbox = await start(values, process.cwd());
  } catch (error) {
    process.stderr.write(`fairway-sandbox: ${(error as Error).message}\n`);
    return 1;
  }
  const { kubernetesUrl, prometheusUrl, kialiUrl } = sandbox;
  process.stdout.write(
    `fairway-sandbox is ready: Kubernetes ${kubernetesUrl}, Prometheus ${prometheusUrl}, Kiali ${kialiUrl}\n`,
  );
  const stop = (): void => {
    sandbox.stop();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return undefined;
}
