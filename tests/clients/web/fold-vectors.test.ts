// proto/vectors/fold.json: what server and clients fold is the same.
import { create } from '@bufbuild/protobuf';
import { hex } from 'web/contract/bytes';
import { parseCanonical, serializeCanonical } from 'web/contract/canonical';
import { CaseFold } from 'web/contract/case-fold';
import type { BoxKeys } from 'web/contract/case-fold-state';
import { maxRecordHeader } from 'web/contract/limits';
import { type ParsedRecord, parseRecord } from 'web/contract/parsed-record';
import {
  CompartmentKind,
  RecordHeaderSchema,
  RecordKind,
  RecordSchema,
} from 'web/generated/vangnet/record/v1/record_pb';
import { expect, test } from 'vitest';
import { loadVectors, outcomeOf, type Sample } from './vectors';

// With the nonce, body and signature of `about`.
function recordOf(header: Uint8Array): Promise<ParsedRecord> {
  const { kind } = parseCanonical(RecordHeaderSchema, header, maxRecordHeader);
  const entry = kind === RecordKind.ENTRY;
  const record = create(RecordSchema, {
    header,
    nonce: new Uint8Array(entry ? 24 : 0).fill(0x6e),
    sealed: new Uint8Array(entry ? 4112 : 0).fill(0x73),
    signature: new Uint8Array(64).fill(0x5a),
  });
  return parseRecord(serializeCanonical(RecordSchema, record));
}

function keysOf(act: Sample): BoxKeys | undefined {
  if (!act.has('keys')) return undefined;
  return new Map(act.list('keys', true).map((key) => [key.text('principal'), key.id('box_key')]));
}

const cases = loadVectors('fold.json').list('cases');

test.each(cases.map((one) => [one.text('name'), one] as const))(
  '%s: every record gets its outcome and leaves its state',
  async (_, one) => {
    const fold = await CaseFold.begin(await recordOf(one.bytes('filing')));
    for (const [number, act] of one.list('acts').entries()) {
      const record = await recordOf(act.bytes('header'));
      const before = fold.clone();
      const outcome = await outcomeOf(() => fold.apply(record, keysOf(act)));
      expect(outcome, `act ${number + 1}`).toBe(act.text('outcome'));
      if (outcome !== 'OK') {
        expect(summaryOf(fold), `act ${number + 1}`).toEqual(summaryOf(before));
        continue;
      }
      expect(fold.state, `act ${number + 1}`).toBe(act.number('state'));
      expect(fold.lead === undefined ? '' : hex(fold.lead)).toBe(act.text('lead'));
      expect(fold.access(CompartmentKind.CONVERSATION).map(hex)).toEqual(act.texts('readers'));
      expect(fold.rungs().map(hex)).toEqual(act.texts('rungs'));
      // A copy goes its own way.
      expect(before.length(record.compartment)).toBe(fold.length(record.compartment) - 1);
    }
  },
);

function summaryOf(fold: CaseFold): unknown {
  return {
    state: fold.state,
    persons: fold.persons,
    heads: [1, 2, 3].map((kind) => [fold.length(kind), hex(fold.head(kind))]),
  };
}
