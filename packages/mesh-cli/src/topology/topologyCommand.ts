import { Command } from 'commander';
import { answerLines } from '../batch/answerLines';
import type { CommandSite } from '../routes/CommandSite';
import { answerGraph } from './answerGraph';
import { graphCaseSchema } from './GraphCase';

function graphCommand(site: CommandSite): Command {
  return new Command('graph')
    .description(
      'draw the graph of requests that Prometheus answered, in the shape of Kiali',
    )
    .requiredOption(
      '--batch <file>',
      'answer the cases in the lines of this file, one line of JSON each; - is stdin',
    )
    .action(({ batch }: { batch: string }) =>
      answerLines(
        batch,
        { schema: graphCaseSchema, answer: answerGraph },
        site,
      ),
    );
}

/** `fairway topology`: who talks to whom. */
export function topologyCommand(site: CommandSite): Command {
  return new Command('topology')
    .description('who talks to whom in the mesh')
    .addCommand(graphCommand(site));
}
