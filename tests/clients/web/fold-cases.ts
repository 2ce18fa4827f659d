// fold-cases FILE: applies every case of a file like fold.json, and fails where the fold does
// anything else than stands there.
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
import { loadSample, outcomeOf, type Sample } from './vectors';

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

// What a refused record must not change.
function summaryOf(fold: CaseFold): string {
  const persons = fold.persons.map(
    ({ principal, role, left, present }) => `${hex(principal)} ${role} ${left} ${present}`,
  );
  const chains = [1, 2, 3].map((kind) => `${fold.length(kind)} ${hex(fold.head(kind))}`);
  return [fold.state, ...persons, ...chains].join('\n');
}

function toldOf(fold: CaseFold): string {
  return [
    fold.state,
    fold.lead === undefined ? '' : hex(fold.lead),
    fold.access(CompartmentKind.CONVERSATION).map(hex).join(),
    fold.rungs().map(hex).join(),
  ].join(' | ');
}

function expectedOf(act: Sample): string {
  return [
    act.number('state'),
    act.text('lead'),
    act.texts('readers').join(),
    act.texts('rungs').join(),
  ].join(' | ');
}

export async function replay(one: Sample): Promise<void> {
  const fold = await CaseFold.begin(await recordOf(one.bytes('filing')));
  for (const [number, act] of one.list('acts').entries()) {
    const demand = (got: string, wanted: string): void => {
      if (got === wanted) return;
      throw new Error(`${one.text('name')}, act ${number + 1}: ${got} instead of ${wanted}`);
    };
    const record = await recordOf(act.bytes('header'));
    const before = fold.clone();
    const outcome = await outcomeOf(() => fold.apply(record, keysOf(act)));
    demand(outcome, act.text('outcome'));
    if (outcome === 'OK') {
      demand(toldOf(fold), expectedOf(act));
      // A copy goes its own way.
      demand(`${before.length(record.compartment) + 1}`, `${fold.length(record.compartment)}`);
    } else {
      demand(summaryOf(fold), summaryOf(before));
    }
  }
}

export async function main([path]: readonly string[]): Promise<void> {
  for (const one of loadSample(path!).list('cases')) await replay(one);
}
