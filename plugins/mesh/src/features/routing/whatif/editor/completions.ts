import type {
  Completion,
  CompletionContext,
  CompletionResult,
} from '@codemirror/autocomplete';
import { suggestionsAt } from '../completion/suggestionsAt';
import type { Suggestion } from '../completion/Suggestion';

/** Fields that must be there come first. */
const REQUIRED_BOOST = 10;

/** What a field does, as paragraphs: text only. */
function infoOf(suggestion: Suggestion): Node {
  const element = document.createElement('div');
  for (const words of suggestion.info) {
    const paragraph = document.createElement('p');
    paragraph.textContent = words;
    element.append(paragraph);
  }
  return element;
}

function completionOf(suggestion: Suggestion): Completion {
  const { label, detail, insert, kind, info, required } = suggestion;
  return {
    label,
    detail,
    apply: insert,
    type: kind === 'field' ? 'property' : 'enum',
    boost: required ? REQUIRED_BOOST : 0,
    info: info.length > 0 ? () => infoOf(suggestion) : undefined,
  };
}

/** Suggestions of the schema, as CodeMirror asks for them: while a word is typed, and anywhere on demand. */
export function completions(
  context: CompletionContext,
): CompletionResult | null {
  const found = suggestionsAt(context.state.doc.toString(), context.pos);
  if (!found || (!context.explicit && found.from === context.pos)) {
    return null;
  }
  return {
    from: found.from,
    options: found.options.map(completionOf),
    validFor: /^[\w./-]*$/,
  };
}
