import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import type { CompileOptions } from '@fairway/mesh-core';
import { writeText } from '../io/CliIo';
import type { CommandSite } from '../routes/CommandSite';
import { answerCase, type BatchAnswer } from './answerCase';
import { batchCaseSchema } from './BatchCase';

/** A line of input, or why it is no case. */
type Answered = { answer: BatchAnswer } | { problem: string };

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function answerLine(line: string, options: CompileOptions): Answered {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { problem: `no JSON: ${reasonOf(error)}` };
  }
  const parsed = batchCaseSchema.safeParse(value);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    return { problem: `no case: ${path.join('.') || 'the whole'}: ${message}` };
  }
  return { answer: answerCase(parsed.data, options) };
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
 * `fairway routes simulate --batch`: answers cases line by line, in their order, with as little in memory as one line. A line that is no
 * case is a problem with its number; the others are answered.
 *
 * @param path - a file with a JSON object in each line, or `-` for stdin
 * @throws InputError when the file cannot be read
 */
export async function simulateBatch(
  path: string,
  options: CompileOptions,
  site: CommandSite,
): Promise<void> {
  let number = 0;
  for await (const line of await openLines(path, site)) {
    number += 1;
    if (line.trim() !== '') {
      const answered = answerLine(line, options);
      if ('answer' in answered) {
        await writeText(site.io.stdout, `${JSON.stringify(answered.answer)}\n`);
      } else {
        site.diagnostics.problem(`line ${number}: ${answered.problem}`);
      }
    }
  }
}
