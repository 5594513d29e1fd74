import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import type { z } from 'zod';
import { writeText } from '../io/CliIo';
import type { CommandSite } from '../routes/CommandSite';

/** A line of input, or why it is no case. */
type Answered<A> = { answer: A } | { problem: string };

/** What a line of a batch is, and how it is answered. */
export interface LineAnswerer<S extends z.ZodType, A> {
  schema: S;
  /** @throws InputError when the case cannot be answered */
  answer(value: z.output<S>): A;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function answerLine<S extends z.ZodType, A>(
  line: string,
  { schema, answer }: LineAnswerer<S, A>,
): Answered<A> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { problem: `no JSON: ${reasonOf(error)}` };
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    return { problem: `no case: ${path.join('.') || 'the whole'}: ${message}` };
  }
  try {
    return { answer: answer(parsed.data) };
  } catch (error) {
    if (error instanceof InputError) {
      return { problem: `no case: ${error.message}` };
    }
    throw error;
  }
}

async function openLines(
  path: string,
  { io }: CommandSite,
): Promise<AsyncIterable<string>> {
  if (path === '-') {
    return createInterface({ input: Readable.from(io.stdin) });
  }
  const file = await open(resolve(io.cwd(), path)).catch(error => {
    throw new InputError(`${path} cannot be read.`, error);
  });
  return file.readLines();
}

/**
 * Answers cases line by line, in their order, with as little in memory as one line. A line that is no case is a problem with its number;
 * the others are answered.
 *
 * @param path - a file with a JSON object in each line, or `-` for stdin
 * @throws InputError when the file cannot be read
 */
export async function answerLines<S extends z.ZodType, A>(
  path: string,
  answerer: LineAnswerer<S, A>,
  site: CommandSite,
): Promise<void> {
  let number = 0;
  for await (const line of await openLines(path, site)) {
    number += 1;
    if (line.trim() !== '') {
      const answered = answerLine(line, answerer);
      if ('answer' in answered) {
        await writeText(site.io.stdout, `${JSON.stringify(answered.answer)}\n`);
      } else {
        site.diagnostics.problem(`line ${number}: ${answered.problem}`);
      }
    }
  }
}
