// mutants FILE_OF_CPP FILE: records, grants and bundles of a good case, each spoiled somehow,
// with the class that TypeScript gives them. C++ judges the same bytes
// (exchange_samples.cc): a verifier that disagrees is wrong, however unlikely the bytes.
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { create, fromBinary } from '@bufbuild/protobuf';
import { parseBundle } from 'web/contract/bundle-rules';
import { concat, hex } from 'web/contract/bytes';
import { serializeCanonical } from 'web/contract/canonical';
import { parseGrant } from 'web/contract/parsed-grant';
import { parseRecord } from 'web/contract/parsed-record';
import { SignedBundleSchema } from 'web/generated/vangnet/bundle/v1/bundle_pb';
import { GrantSchema, RecordSchema } from 'web/generated/vangnet/record/v1/record_pb';
import { fromHex, loadSample, outcomeOf } from './vectors';

type Kind = 'record' | 'grant' | 'bundle';

const parsers: Record<Kind, (bytes: Uint8Array) => Promise<unknown>> = {
  record: parseRecord,
  grant: parseGrant,
  bundle: parseBundle,
};
const mutantsOfEach = { record: 60, grant: 30, bundle: 700 };
// What a parser may stumble over: tags, lengths, varints, UTF-8, byte order marks.
const pieces = ['00', '01', '7f', '80', '8000', 'ff', 'ffffffff0f', 'ffffffffffffffffff01']
  .concat(['efbbbf', 'c080', 'eda080', 'f4908080', 'fe', '0a00', '0a', '0b', '0c', '0d', '0f'])
  .concat(['12', '1a0100', '20', '2202', '3000', '78017801', 'a20100', 'ba3e0101'])
  .map(fromHex);

function spoil(bytes: Uint8Array): Uint8Array {
  const at = randomInt(bytes.length + 1);
  const length = randomInt(1, 9);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (randomInt(7)) {
    case 0: {
      const flipped = bytes.slice();
      flipped[at % bytes.length]! ^= 1 << randomInt(8);
      return flipped;
    }
    case 1: {
      const changed = bytes.slice();
      changed[at % bytes.length] = randomInt(256);
      return changed;
    }
    case 2:
      return concat(before, after.subarray(length)); // Something is missing,
    case 3:
      return concat(before, after.subarray(0, length), after); // is there twice,
    case 4:
      return concat(before, pieces[randomInt(pieces.length)]!, after); // was put in,
    case 5:
      return concat(before, pieces[randomInt(pieces.length)]!, after.subarray(1)); // instead,
    default:
      return before; // or ends here.
  }
}

// The outer bytes, or those inside it that are a message of their own, put back whole.
function mutantOf(kind: Kind, bytes: Uint8Array): Uint8Array {
  if (randomInt(4) === 0) return spoil(bytes);
  if (kind === 'bundle') {
    const outer = fromBinary(SignedBundleSchema, bytes);
    return serializeCanonical(SignedBundleSchema, { ...outer, bundle: spoil(outer.bundle) });
  }
  const schema = kind === 'record' ? RecordSchema : GrantSchema;
  const outer = fromBinary(schema, bytes);
  return serializeCanonical(schema, create(schema, { ...outer, header: spoil(outer.header) }));
}

export async function main([from, to]: readonly string[]): Promise<void> {
  const file = loadSample(from!);
  const chains = file.object('chains');
  const good: [Kind, Uint8Array][] = [
    ['bundle', file.bytes('signed_bundle')],
    ...file.texts('grants').map((one): [Kind, Uint8Array] => ['grant', fromHex(one)]),
  ];
  for (const name of chains.names()) {
    // Long bodies tell a parser nothing more.
    const short = chains.texts(name).filter((one) => one.length < 20_000);
    for (const record of short) good.push(['record', fromHex(record)]);
  }
  const mutants: unknown[] = [];
  const classes = new Map<string, number>();
  for (const [kind, bytes] of good) {
    for (let i = 0; i < mutantsOfEach[kind]; ++i) {
      const mutant = mutantOf(kind, bytes);
      const outcome = await outcomeOf(() => parsers[kind](mutant));
      classes.set(outcome, (classes.get(outcome) ?? 0) + 1);
      mutants.push({ kind, bytes: hex(mutant), class: outcome });
    }
  }
  for (const wanted of ['OK', 'INVALID_ARGUMENT/NOT_CANONICAL', 'INVALID_ARGUMENT/BAD_FIELD']) {
    if ((classes.get(wanted) ?? 0) < 20) throw new Error(`mutants: too few are ${wanted}`);
  }
  writeFileSync(to!, JSON.stringify({ mutants }));
}
