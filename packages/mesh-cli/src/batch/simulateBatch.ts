import type { CompileOptions } from '@fairway/mesh-core';
import type { CommandSite } from '../routes/CommandSite';
import { answerCase } from './answerCase';
import { answerLines } from './answerLines';
import { batchCaseSchema } from './BatchCase';

/**
 * `fairway routes simulate --batch`: answers cases line by line, in their order.
 *
 * @param path - a file with a JSON object in each line, or `-` for stdin
 * @throws InputError when the file cannot be read
 */
export async function simulateBatch(
  path: string,
  options: CompileOptions,
  site: CommandSite,
): Promise<void> {
  const answer = (value: Parameters<typeof answerCase>[0]) =>
    answerCase(value, options);
  await answerLines(path, { schema: batchCaseSchema, answer }, site);
}
