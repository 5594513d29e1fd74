import { InputError } from '@backstage/errors';
import { Command, InvalidArgumentError, Option } from 'commander';
import { simulateBatch } from '../batch/simulateBatch';
import { readMeshConfig } from '../input/readMeshConfig';
import type { CommandSite } from './CommandSite';
import { diffRoutes } from './diffRoutes';
import {
  flagsOf,
  type DiffOptions,
  type ShowOptions,
  type SimulateOptions,
} from './RoutesOptions';
import { showRoutes } from './showRoutes';
import { simulateRequest } from './simulateRequest';

const ISTIO_VERSIONS = ['1.28', '1.29', '1.30', '1.31'];

/** For options that may come several times. */
function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new InvalidArgumentError('Ports are 1 to 65535.');
  }
  return port;
}

function addCommonOptions(command: Command): Command {
  return command
    .option(
      '--caller <caller>',
      'whose proxy sends the request, repeatable: sidecar:<namespace>[:k=v,…], sidecar:<namespace>/<workload>, gateway:<namespace>:<k=v,…>, gateway:<namespace>/<workload or Gateway>, waypoint:<namespace>/<name>, none[:<namespace>]',
      collect,
    )
    .addOption(
      new Option('-o, --output <format>', 'for people or for programs')
        .choices(['human', 'json'])
        .default('human'),
    )
    .option(
      '-n, --namespace <namespace>',
      'namespace of objects in files that name none',
      'default',
    )
    .addOption(
      new Option(
        '--target-istio <version>',
        'version of Istio whose rules hold (that of istiod in the input, else 1.31)',
      ).choices(ISTIO_VERSIONS),
    )
    .option(
      '--mesh-config <file>',
      'YAML of the MeshConfig, instead of the ConfigMap "istio" in the input',
    )
    .option(
      '--cluster-domain <domain>',
      'DNS domain of the cluster (cluster.local)',
    );
}

function addInputOptions(command: Command): Command {
  return addCommonOptions(command)
    .option(
      '-f, --filename <path>',
      'file or folder of YAML or JSON to read, repeatable; - is stdin',
      collect,
    )
    .option(
      '--context <name>',
      'read a live cluster by this context of the kubeconfig instead',
    )
    .option('--kubeconfig <file>', 'kubeconfig, when not where kubectl looks');
}

function showCommand(site: CommandSite): Command {
  return addInputOptions(new Command('show'))
    .description('show the ordered routes of a caller, as its proxy tries them')
    .option('--host <host>', 'only what takes requests to this host')
    .option('--port <port>', 'only this port', parsePort)
    .action((options: ShowOptions) => showRoutes(options, site));
}

async function simulateEither(
  options: SimulateOptions,
  site: CommandSite,
): Promise<void> {
  const { batch, request, meshConfig } = options;
  if (batch === undefined) {
    await simulateRequest(options, site);
    return;
  }
  if (request !== undefined) {
    throw new InputError('Give --request or --batch, not both.');
  }
  const config =
    meshConfig === undefined ? {} : await readMeshConfig(meshConfig, site.io);
  await simulateBatch(batch, { ...config, ...flagsOf(options) }, site);
}

function simulateCommand(site: CommandSite): Command {
  return addInputOptions(new Command('simulate'))
    .description(
      'say what becomes of a request, and how that comes about; nothing is sent',
    )
    .option(
      '--request <request>',
      '"GET http://host:port/path", or a curl command',
    )
    .option(
      '-H, --header <header>',
      'header of the request, repeatable: "name: value"',
      collect,
    )
    .option(
      '--batch <file>',
      'answer the cases in the lines of this file, one line of JSON each; - is stdin',
    )
    .action((options: SimulateOptions) => simulateEither(options, site));
}

function diffCommand(site: CommandSite): Command {
  return addCommonOptions(new Command('diff'))
    .description(
      'say which requests get another answer, each kind with an example',
    )
    .argument('<before>', 'file or folder of YAML or JSON')
    .argument('<after>', 'the same, changed')
    .addOption(
      new Option(
        '--fail-on <differences>',
        'end with 3 when there are any, or any that break requests',
      ).choices(['changes', 'breaks']),
    )
    .action(async (before: string, after: string, options: DiffOptions) => {
      if (await diffRoutes({ before, after }, options, site)) {
        site.hasDifferences = true;
      }
    });
}

/** `fairway routes`: where requests go. */
export function routesCommand(site: CommandSite): Command {
  return new Command('routes')
    .description('where requests go in the mesh')
    .addCommand(showCommand(site))
    .addCommand(simulateCommand(site))
    .addCommand(diffCommand(site));
}
