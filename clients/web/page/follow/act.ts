// Something that is sent: busy while it goes on, and what went wrong when it did.
import { useState } from 'preact/hooks';
import { explain, fill } from '../../session/words';
import { followWords } from '../words/follow';
import { sessionWords } from '../words/session';

export interface Act {
  readonly busy: boolean;
  readonly failed: string | undefined; // In words.
  // Not twice at a time. True when it was done.
  readonly run: (act: () => Promise<void>) => Promise<boolean>;
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const run = async (act: () => Promise<void>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setFailure(undefined);
    try {
      await act();
      return true;
    } catch (error) {
      setFailure({ error });
      return false;
    } finally {
      setBusy(false);
    }
  };
  const failed =
    failure === undefined
      ? undefined
      : fill(followWords.value.failed, explain(sessionWords.value, failure.error));
  return { busy, failed, run };
}
