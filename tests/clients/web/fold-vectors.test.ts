// proto/vectors/fold.json: what server and clients fold is the same.
import { test } from 'vitest';
import { replay } from './fold-cases';
import { loadVectors } from './vectors';

const cases = loadVectors('fold.json').list('cases');

test.each(cases.map((one) => [one.text('name'), one] as const))(
  '%s: every record gets its outcome and leaves its state',
  (_, one) => replay(one),
);
