// The server's signed word that it has the report: checked here, to be written down or kept.
import { useEffect, useState } from 'preact/hooks';
import { sha256 } from '../../contract/sha256';
import { fill } from '../../session/words';
import { Alert } from '../parts/alert';
import { Button, Buttons } from '../parts/button';
import { Code } from '../parts/code';
import { saveFile } from '../parts/save-file';
import { Muted, Paragraph } from '../parts/text';
import { followWords } from '../words/follow';
import { dayWords } from '../words/time';
import type { OpenCase } from './open-case';

interface Checked {
  readonly code: string;
  readonly day: number | undefined; // Undefined: it is not good.
}

export function ProofPart({ opened }: { readonly opened: OpenCase }) {
  const words = followWords.value.proof;
  const { filingProof } = opened.reading.value.standing;
  const [checked, setChecked] = useState<Checked>();
  useEffect(() => {
    let current = true;
    void check(opened).then((result) => {
      if (current) setChecked(result);
    });
    return () => {
      current = false;
    };
  }, [filingProof]);
  if (filingProof.length === 0) return <Bad>{words.none}</Bad>;
  if (checked === undefined) return null;
  if (checked.day === undefined) return <Bad>{words.bad}</Bad>;
  return (
    <>
      <Alert kind="ok">
        <Paragraph>{fill(words.good, dayWords(checked.day))}</Paragraph>
      </Alert>
      <Paragraph>{words.code}:</Paragraph>
      <Code text={checked.code} label={words.code} small />
      <Muted>{words.codeHint}</Muted>
      <Buttons>
        <Button kind="secondary" onClick={() => saveFile('bewijs.bin', filingProof)}>
          {words.save}
        </Button>
      </Buttons>
      <Muted>{words.saveHint}</Muted>
    </>
  );
}

function Bad({ children }: { readonly children: string }) {
  return (
    <Alert kind="error">
      <Paragraph>{children}</Paragraph>
    </Alert>
  );
}

async function check(opened: OpenCase): Promise<Checked> {
  const { view, standing } = opened.reading.peek();
  const [{ factsOf, verifyFilingProof }, { encodeSymbols, fingerprintSymbols }] = await Promise.all([
    import('../../sealing/filing-proof'),
    import('../../sealing/symbol-code'),
  ]);
  const text = encodeSymbols(await sha256(standing.filingProof), fingerprintSymbols);
  const code = new TextDecoder().decode(text.expose());
  try {
    const facts = await factsOf(view);
    return { code, day: verifyFilingProof(standing.filingProof, opened.bundle, facts).day };
  } catch {
    return { code, day: undefined };
  }
}
