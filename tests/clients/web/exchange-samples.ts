// exchange-samples open FILE: opens a case that C++ sealed (exchange_samples.cc).
// exchange-samples write FILE_OF_CPP FILE: seals one for C++, with the same people.
import { writeFileSync } from 'node:fs';
import { create } from '@bufbuild/protobuf';
import { hex, sameBytes } from 'web/contract/bytes';
import type { CaseId } from 'web/contract/ids';
import {
  AccountSchema,
  CheckCardSchema,
  EntryBodySchema,
} from 'web/generated/vangnet/content/v1/content_pb';
import {
  Calendar,
  CaseRole,
  Category,
  CompartmentKind,
  Language,
  RemovalReason,
  Urgency,
} from 'web/generated/vangnet/record/v1/record_pb';
import { OutboxReportSchema } from 'web/generated/vangnet/reportoutbox/v1/outbox_file_pb';
import { BundleHistory } from 'web/sealing/bundle-history';
import type { VerifiedBundle } from 'web/sealing/bundle-verify';
import { anchorFromOrganisationId } from 'web/sealing/bundle-verify';
import type { CaseView } from 'web/sealing/case-chain';
import { buildFiling } from 'web/sealing/filing';
import { factsOf, verifyFilingProof } from 'web/sealing/filing-proof';
import { type Identity, identityFromSeed } from 'web/sealing/identity';
import { Audience, signLogin } from 'web/sealing/login';
import { filingOf, openOutbox, sealOutbox } from 'web/sealing/outbox';
import { randomBytes, systemRandom } from 'web/sealing/random-source';
import {
  deriveReporterKeys,
  parseReceipt,
  Receipt,
  type ReporterKeys,
} from 'web/sealing/receipt';
import { messageBody, RecordWriter } from 'web/sealing/record-seal';
import { SampleCase, verifiedAt } from './sample-case';
import { fromHex, loadSample, type Sample } from './vectors';

const names = ['check', 'conversation', 'casefile'] as const;

export async function main([act, path, out]: readonly string[]): Promise<void> {
  const file = loadSample(path!);
  const anchor = await anchorFromOrganisationId(
    file.bytes('signed_bundle'),
    file.id('organisation_id'),
  );
  const bundle = await verifiedAt(file.bytes('signed_bundle'), anchor, file.number('now'));
  if (act === 'open') return open(file, bundle);
  writeFileSync(out!, JSON.stringify(await write(file, bundle)));
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`exchange: ${what}`);
}

function textsOf(view: CaseView): string[] {
  const texts: string[] = [];
  for (const { body } of view.records) {
    if (body?.content.case === 'message') texts.push(body.content.value.text);
    if (body?.content.case === 'note') texts.push(body.content.value.text);
  }
  return texts;
}

function peopleOf(file: Sample): Map<string, Identity> {
  const people = file.object('people');
  return new Map(
    people.names().map((name) => {
      const person = people.object(name);
      return [name, identityFromSeed(person.id('principal'), person.secret('seed'))];
    }),
  );
}

async function open(file: Sample, bundle: VerifiedBundle): Promise<void> {
  const keys = await deriveReporterKeys(parseReceipt(file.text('receipt')));
  const chains = file.object('chains');
  const sample = new SampleCase(file.id('organisation_id'), keys.caseId, new BundleHistory(bundle));
  await sample.append({
    records: names.flatMap((name) => chains.texts(name).map(fromHex)),
    grants: file.texts('grants').map(fromHex),
  });
  const texts = file.object('texts');
  const people = peopleOf(file).set('reporter', keys.identity);
  let opened = 0;
  for (const [name, reader] of people) {
    const view = await sample.view(reader);
    demand(
      view.writable && textsOf(view).join('\n') === texts.texts(name).join('\n'),
      `${name} reads another case: ${view.findings.map((finding) => finding.what).join()}`,
    );
    opened += textsOf(view).length;
  }
  demand(opened >= 8, 'fewer texts than were written');
  const facts = await factsOf(await sample.view(keys.identity));
  verifyFilingProof(file.bytes('proof'), bundle.bundle, facts);
  checkLogin(file, keys);
  const report = await openOutbox(file.bytes('outbox'), keys);
  const kept = await filingOf(report, keys);
  demand(sameBytes(kept.filing.bytes, file.bytes('filing')), 'another filing in the outbox');
  verifyFilingProof(file.bytes('proof'), bundle.bundle, kept.filing.facts);
}

function checkLogin(file: Sample, { identity }: ReporterKeys): void {
  const again = signLogin(
    identity,
    file.id('organisation_id'),
    Audience.reporter,
    file.bytes('challenge'),
  );
  demand(hex(again) === file.text('login'), 'another login signature');
}

async function write(file: Sample, bundle: VerifiedBundle): Promise<unknown> {
  const now = file.number('now');
  const people = peopleOf(file);
  const person = (name: string): Identity => people.get(name)!;
  const receipt = Receipt.generate(systemRandom);
  const keys = await deriveReporterKeys(receipt);
  const account = create(AccountSchema, {
    answers: [{ question: 'what-happened', text: 'Er stond iemand voor mijn deur.' }],
  });
  const draft = {
    category: Category.INTIMIDATION,
    urgency: Urgency.HIGH,
    calendar: Calendar.AMSTERDAM,
    language: Language.DUTCH,
    routing: {
      lead: person('anna').principal,
      deputy: person('bo').principal,
      reserve: person('dina').principal,
      duty: [person('ed').principal],
      coordinators: [person('fay').principal],
    },
    checkCard: create(CheckCardSchema, {
      organisation: 'Gemeente Voorbeeld',
      role: 'alderman',
      excludedPrincipals: [new Uint8Array(16).fill(9)],
    }),
    account,
  };
  const filing = await buildFiling(keys, bundle, draft, now, systemRandom);
  const caseId: CaseId = keys.caseId;
  const sample = new SampleCase(file.id('organisation_id'), caseId, new BundleHistory(bundle));
  await sample.file(filing.bytes);
  const writerOf = async (author: Identity): Promise<RecordWriter> =>
    RecordWriter.create(await sample.view(author), author, bundle, now, systemRandom);

  const anna = await writerOf(person('anna'));
  await anna.acknowledge();
  await anna.writeEntry(CompartmentKind.CONVERSATION, messageBody('Dag. Wat is er nodig? \u20ac'));
  await anna.writeEntry(
    CompartmentKind.CASEFILE,
    create(EntryBodySchema, { content: { case: 'note', value: { text: 'Belt morgen.' } } }),
  );
  await sample.append(anna.take());
  const reporter = await writerOf(keys.identity);
  await reporter.removeReader(person('bo').principal, RemovalReason.REPORTER_WISH);
  await reporter.addReader(
    person('cees').principal,
    CaseRole.DEPUTY,
    new Map([[CompartmentKind.CONVERSATION, [2]]]),
  );
  await reporter.writeEntry(CompartmentKind.CONVERSATION, messageBody('x'.repeat(70_000)));
  await sample.append(reporter.take());

  const texts: Record<string, string[]> = {};
  for (const [name, reader] of people.set('reporter', keys.identity)) {
    texts[name] = textsOf(await sample.view(reader));
  }
  const challenge = randomBytes(systemRandom, 40);
  const login = signLogin(keys.identity, file.id('organisation_id'), Audience.reporter, challenge);
  const report = create(OutboxReportSchema, {
    organisationId: file.bytes('organisation_id'),
    filing: filing.bytes,
    answers: account.answers,
    urgency: draft.urgency,
    language: draft.language,
    calendar: draft.calendar,
  });
  return {
    organisation_id: file.text('organisation_id'),
    receipt: receipt.toText(),
    filing: hex(filing.bytes),
    chains: Object.fromEntries(names.map((name, i) => [name, sample.chain(i + 1).map(hex)])),
    grants: sample.grants.map(hex),
    texts,
    challenge: hex(challenge),
    login: hex(login),
    outbox: hex(await sealOutbox(report, keys, systemRandom)),
  };
}
