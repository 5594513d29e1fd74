/**
 * What keeps a text from being a request.
 *
 * `empty`: there is none. `request`: neither a request line nor a curl command. `no-url`, `several`: no URL, or more than one.
 * `open-quote`: a quote is not closed. `value`: an option lacks its value. `url`, `port`, `header`, `method`: one of them is none.
 * `too-long`: longer than what is read.
 *
 * @public
 */
export type RequestProblem =
  | 'empty'
  | 'request'
  | 'no-url'
  | 'several'
  | 'open-quote'
  | 'value'
  | 'url'
  | 'port'
  | 'header'
  | 'method'
  | 'too-long';

/**
 * A text that is no request: what is wrong, and the part that it is about.
 *
 * @public
 */
export class RequestTextError extends Error {
  /** What is wrong. */
  readonly problem: RequestProblem;
  /** The part of the text that is wrong, or what is missing; may be empty. */
  readonly part: string;

  constructor(problem: RequestProblem, part: string, message: string) {
    super(message);
    this.name = 'RequestTextError';
    this.problem = problem;
    this.part = part;
  }
}
