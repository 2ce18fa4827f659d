// The receipt is typed, looked at without being sent anywhere, and opens the case.
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CodeFault } from '../../sealing/symbol-code';
import { fill } from '../../session/words';
import { Button, Buttons } from '../parts/button';
import { Field } from '../parts/field';
import { Busy } from '../parts/progress';
import { Step } from '../parts/step';
import { Muted, Paragraph } from '../parts/text';
import { show } from '../state/journey';
import { whenLeaving } from '../state/leaving';
import { openOrganisation } from '../state/organisation';
import { followWords } from '../words/follow';
import type { FollowWords } from '../words/follow/nl';
import { enterCase } from './case-page';
import { NotOpened } from './not-opened';

export function ReceiptEntry() {
  const words = followWords.value.entry;
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  // The code that opens is fetched while somebody types.
  useEffect(() => {
    void import('./open-case').catch(() => undefined);
    return whenLeaving(() => setTyped(''));
  }, []);

  const open = async (): Promise<void> => {
    setBusy(true);
    try {
      const fault = await faultOf(typed, words);
      setError(fault);
      if (fault !== undefined) return;
      const { OpenCase } = await import('./open-case');
      const opened = await OpenCase.open(typed, await openOrganisation());
      setTyped('');
      enterCase(opened);
    } catch (failure) {
      // Typed once more, when it was right: it is not to stand on a page that shows something else.
      setTyped('');
      show(() => h(NotOpened, { failure }));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Step title={words.title}>
      <Paragraph>{words.lead}</Paragraph>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void open();
        }}
      >
        <Field
          label={words.label}
          hint={words.hint}
          value={typed}
          onInput={setTyped}
          error={error}
          code
        />
        {busy && <Busy>{words.opening}</Busy>}
        <Buttons>
          <Button submit busy={busy}>
            {words.open}
          </Button>
        </Buttons>
      </form>
      <Muted>{words.lost}</Muted>
    </Step>
  );
}

// Looked at here: what is mistyped is sent nowhere.
async function faultOf(typed: string, words: FollowWords['entry']): Promise<string | undefined> {
  if (typed.trim() === '') return words.empty;
  const { findCodeFault, receiptSymbols } = await import('../../sealing/symbol-code');
  const fault = findCodeFault(typed, receiptSymbols);
  return fault === undefined ? undefined : wordsOf(fault, receiptSymbols + 1, words);
}

function wordsOf(
  { kind, position, group }: CodeFault,
  symbols: number,
  words: FollowWords['entry'],
): string {
  const at = [String(position), String(group)] as const;
  switch (kind) {
    case 'symbol':
      return fill(words.symbol, ...at);
    case 'length':
      return fill(position > symbols ? words.tooLong : words.tooShort, ...at);
    case 'check':
      return words.check;
  }
}

