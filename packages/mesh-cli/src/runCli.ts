import { isError } from '@backstage/errors';
import { Command, CommanderError } from 'commander';
import type { CliIo } from './io/CliIo';
import { Diagnostics } from './io/Diagnostics';
import { exitCodes, type ExitCode } from './io/exitCodes';
import { canaryCommand } from './canary/canaryCommand';
import type { CommandSite } from './routes/CommandSite';
import { routesCommand } from './routes/routesCommand';
import { topologyCommand } from './topology/topologyCommand';

const EXIT_CODES = `
Exit codes
  0  everything was answered
  1  part of the input could not be used, the rest was answered
  2  nothing could be answered: wrong arguments, or nothing to read
  3  --fail-on: there are such differences or findings

The result goes to stdout, everything else to stderr.
`;

/** Subcommands inherit the ways out of their parent only when they are made by it. */
function configure(command: Command, io: CliIo): Command {
  command
    .exitOverride()
    .configureOutput({
      writeOut: text => io.stdout.write(text),
      writeErr: text => io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(--help says what there is)')
    .addHelpText('after', EXIT_CODES);
  command.commands.forEach(each => configure(each, io));
  return command;
}

/** An error of the user's input has a cause that says more; one of ours would be a bug, and has a stack. */
function messageOf(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  const { cause } = error;
  return isError(cause) ? `${error.message} ${cause.message}` : error.message;
}

/**
 * Runs the command line.
 *
 * @param args - without program and script
 * @returns the exit code
 * @public
 */
export async function runCli(
  args: readonly string[],
  io: CliIo,
): Promise<ExitCode> {
  const diagnostics = new Diagnostics(io.stderr);
  const site: CommandSite = { io, diagnostics };
  const program = new Command('fairway')
    .description(
      'What the service mesh does with a request, and what Flagger with a release',
    )
    .addCommand(routesCommand(site))
    .addCommand(canaryCommand(site))
    .addCommand(topologyCommand(site));
  try {
    await configure(program, io).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    }
    io.stderr.write(`${messageOf(error)}\n`);
    return exitCodes.failed;
  }
  if (site.hasDifferences) {
    return exitCodes.differs;
  }
  return diagnostics.hasProblems ? exitCodes.partly : exitCodes.done;
}
