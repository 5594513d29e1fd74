import type { SyntaxNode } from '@lezer/common';
import { arrangeOperators, type SequenceItem } from './arrangeOperators';
import type { Expression } from './Expression';
import { parseNumber, parseString } from './literals';
import { parseError, unsupportedError } from './PromqlError';
import { readLabelNames } from './readLabelNames';
import { readMatchers } from './readMatchers';
import { readOperator } from './readOperator';
import { isSuffix, readSuffix } from './readSuffix';

const OPERATIONS: ReadonlySet<string> = new Set(['BinaryExpr', 'UnaryExpr']);

/** Turns the nodes of the editor grammar into expressions. */
export class SyntaxReader {
  constructor(private readonly query: string) {}

  /** Reads an expression node. */
  read(node: SyntaxNode): Expression {
    return arrangeOperators([...this.sequence(node)]);
  }

  /** Parts of an operation in the order of the text; brackets are one operand. */
  private *sequence(node: SyntaxNode): Generator<SequenceItem> {
    if (OPERATIONS.has(node.name)) {
      yield* this.operation(node);
    } else if (isSuffix(node.name)) {
      yield* this.sequence(only(node.firstChild));
      yield readSuffix(this.query, node);
    } else if (node.name === 'NumberDurationLiteral') {
      yield* this.number(node);
    } else {
      yield { item: 'operand', expression: this.operand(node) };
    }
  }

  private *operation(node: SyntaxNode): Generator<SequenceItem> {
    if (node.name === 'UnaryExpr') {
      const sign = only(node.firstChild);
      yield {
        item: 'sign',
        operator: this.text(sign) === '-' ? '-' : '+',
        at: node.from,
      };
      yield* this.sequence(only(node.lastChild));
      return;
    }
    yield* this.sequence(only(node.firstChild));
    yield readOperator(this.query, node);
    yield* this.sequence(only(node.lastChild));
  }

  private *number(node: SyntaxNode): Generator<SequenceItem> {
    const text = this.text(node);
    const sign = text[0];
    if (sign === '-' || sign === '+') {
      yield { item: 'sign', operator: sign, at: node.from };
    }
    const digits = text.replace(/^[-+]\s*/, '');
    const value = parseNumber(digits);
    if (Number.isNaN(value) && !/^nan$/i.test(digits)) {
      // Durations as numbers and digit groups came with Prometheus 3.
      throw unsupportedError(`the number ${digits}`);
    }
    yield {
      item: 'operand',
      expression: { kind: 'number', value, at: node.from },
    };
  }

  private operand(node: SyntaxNode): Expression {
    const at = node.from;
    switch (node.name) {
      case 'StringLiteral':
        return { kind: 'string', value: this.string(node), at };
      case 'ParenExpr':
        return { kind: 'paren', inner: this.read(only(node.firstChild)), at };
      case 'VectorSelector':
        return readMatchers(this.query, node);
      case 'FunctionCall':
        return {
          kind: 'call',
          name: this.text(only(node.getChild('FunctionIdentifier'))),
          args: this.args(node),
          at,
        };
      case 'AggregateExpr':
        return this.aggregation(node);
      default:
        throw parseError(this.query, at, `unexpected ${node.name}`);
    }
  }

  private aggregation(node: SyntaxNode): Expression {
    const modifier = node.getChild('AggregateModifier');
    const labels = modifier?.getChild('GroupingLabels');
    return {
      kind: 'aggregation',
      operator: this.text(only(node.getChild('AggregateOp'))).toLowerCase(),
      args: this.args(node),
      grouping: labels ? readLabelNames(this.query, labels) : [],
      without: Boolean(modifier?.getChild('Without')),
      at: node.from,
    };
  }

  private args(node: SyntaxNode): Expression[] {
    const args: Expression[] = [];
    let arg = only(node.getChild('FunctionCallBody')).firstChild;
    for (; arg; arg = arg.nextSibling) {
      args.push(this.read(arg));
    }
    return args;
  }

  private string(node: SyntaxNode): string {
    try {
      return parseString(this.text(node));
    } catch (error) {
      throw parseError(this.query, node.from, (error as Error).message);
    }
  }

  private text(node: SyntaxNode): string {
    return this.query.slice(node.from, node.to);
  }
}

function only(node: SyntaxNode | null): SyntaxNode {
  if (!node) {
    throw new Error('incomplete syntax tree');
  }
  return node;
}
