import { Command, Option } from 'commander';
import type { CommandSite } from '../routes/CommandSite';
import { lintCanaries, type LintOptions } from './lintCanaries';

function lintCommand(site: CommandSite): Command {
  return new Command('lint')
    .description(
      'say what is wrong or odd in Canaries: what is rejected, what never moves on, what harms users',
    )
    .argument(
      '<files...>',
      'files or folders of YAML or JSON, with all that belongs to the Canaries; - is stdin',
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
    .option(
      '--provider <provider>',
      'provider of the controller, for Canaries that name none',
      'istio',
    )
    .option(
      '--no-cross-namespace-refs',
      'the controller follows no reference into another namespace',
    )
    .addOption(
      new Option(
        '--fail-on <severity>',
        'end with 3 when there are findings of this severity or worse',
      ).choices(['error', 'warning', 'info']),
    )
    .action(async (files: string[], options: LintOptions) => {
      if (await lintCanaries(files, options, site)) {
        site.hasDifferences = true;
      }
    });
}

/** `fairway canary`: releases by Flagger. */
export function canaryCommand(site: CommandSite): Command {
  return new Command('canary')
    .description('releases by Flagger')
    .addCommand(lintCommand(site));
}
