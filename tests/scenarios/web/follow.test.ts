// Coming back with the receipt: reading, writing, who can read, the proof, withdrawing.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { aReport, comeBack, goTo, goToEntry, heading, leadOf, textOf, typeReceipt } from './coming-back';
import { theWorld, withPage } from './shared';

test('a report is read, answered by a trusted person, and answered again', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  const lead = leadOf(filed);
  await withPage(async (page, watched) => {
    await comeBack(page, world, filed.receipt);
    expect(await textOf(page)).toMatch(new RegExp(`${lead} is gevraagd uw melding te bevestigen`));
    await goTo(page, 'Gesprek');
    expect(await textOf(page)).toContain('Er lag een brief in de bus.');

    await world.as(lead, ['cases', 'accept', filed.said.case_id, '--yes']);
    const answer = ['cases', 'answer', filed.said.case_id, '--text-file', '-'];
    await world.as(lead, answer, 'Ik bel u vanavond.');
    // Nothing new is shown that nobody asked for.
    expect(await textOf(page)).not.toContain('Ik bel u vanavond.');
    await goTo(page, 'Stand');
    await page.getByRole('button', { name: 'Kijken of er iets nieuws is' }).click();
    await page.getByText('Er is iets nieuws: één bericht').waitFor();
    expect(await textOf(page)).toContain(`${lead} heeft uw melding aanvaard`);
    await goTo(page, 'Gesprek');
    await page.getByText('Ik bel u vanavond.').waitFor();

    await page.getByLabel('Schrijf een bericht').fill('Dank u, na acht uur graag.');
    await page.getByRole('button', { name: 'Verzegelen en versturen' }).click();
    await page.getByText('Verstuurd. Alleen wie').waitFor();
    const read = await world.as(lead, ['cases', 'read', filed.said.case_id]);
    expect(read.entries.map((one: { text: string }) => one.text)).toContain('Dank u, na acht uur graag.');
    expect(read.findings).toEqual([]);
    expect(watched.violations).toEqual([]);
    expect(watched.errors).toEqual([]);
  });
});

test('address, title and history tell nothing', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await page.goto(world.is.public);
    const [url, title] = [page.url(), await page.title()];
    await comeBack(page, world, filed.receipt);
    for (const part of ['Gesprek', 'Wie kan dit lezen', 'Aanvullen', 'Bewijs', 'Intrekken', 'Stand']) {
      await goTo(page, part);
      expect(page.url()).toBe(url);
      expect(await page.title()).toBe(title);
      expect(typeof (await page.evaluate(() => history.state as unknown))).toBe('number');
    }
    // Back walks the parts, and never to the receipt.
    await page.goBack();
    await heading(page, 'Uw melding intrekken');
    for (let i = 0; i < 12; ++i) await page.goBack().catch(() => null);
    expect(await page.getByLabel('Uw ontvangstcode').count()).toBe(0);
  });
});

test('what is mistyped is named by its place, and sent nowhere', async () => {
  const world = await theWorld();
  await withPage(async (page, watched) => {
    await goToEntry(page, world);
    const mistyped: readonly [string, string][] = [
      ['', 'Typ eerst uw ontvangstcode'],
      ['003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R', 'te kort: vanaf teken 28 (in groepje 7)'],
      ['003G-W58U-4CN3-2E1Z-8S6N-8PV2-D5R4', 'Teken 8 (in groepje 2) komt'],
      ['003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4-7', 'te lang: vanaf teken 29'],
      ['003G-W58W-4CN3-2E1Z-8S6N-8PV2-D54R', 'twee verwisseld'],
    ];
    for (const [typed, told] of mistyped) {
      await typeReceipt(page, typed);
      await page.getByText(told).waitFor();
      expect(await page.getByLabel('Uw ontvangstcode').inputValue()).toBe(typed);
    }
    expect(watched.requests.filter((url) => url.includes('Login'))).toEqual([]);
  });
});

test('a receipt that the server does not know has a calm page', async () => {
  const world = await theWorld();
  await withPage(async (page) => {
    await goToEntry(page, world);
    // Of the specification: good, and of nobody.
    await typeReceipt(page, '003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R4');
    await heading(page, 'Bij deze code is nu niets te vinden');
    expect(await page.getByRole('link', { name: '112' }).first().isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Een andere code typen' }).click();
    await heading(page, 'Terugkomen met uw ontvangstcode');
    expect(await page.getByLabel('Uw ontvangstcode').inputValue()).toBe('');
  });
});

test('somebody is taken out and somebody new is drawn, also after everybody left', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    const names = filed.said.persons.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(3);
    for (const [i, name] of names.entries()) {
      await goTo(page, 'Wie kan dit lezen');
      await page.getByRole('button', { name: `${name} eruit halen` }).click();
      await heading(page, `${name} uit uw melding halen?`);
      const isLast = i === names.length - 1;
      const warning = page.getByText('Hierna is er niemand meer');
      expect(await warning.count()).toBe(isLast ? 1 : 0);
      await page.getByRole('button', { name: 'Ja, eruit halen' }).click();
      await page.getByText(`${name} kan vanaf nu niets nieuws meer openen`).waitFor();
    }
    await goTo(page, 'Stand');
    await page.getByText('Uw melding ligt nu bij niemand').waitFor();
    await goTo(page, 'Wie kan dit lezen');
    await page.getByRole('button', { name: 'Iemand toevoegen' }).click();
    const drawn = (await page.getByText(/^Voorstel: /).innerText()).replace('Voorstel: ', '');
    expect(names).not.toContain(drawn);
    await page.getByRole('button', { name: `${drawn} toevoegen` }).click();
    await page.getByText(`${drawn} is toegevoegd.`).waitFor();
    await world.as(drawn, ['cases', 'accept', filed.said.case_id, '--yes']);
    const read = await world.as(drawn, ['cases', 'read', filed.said.case_id]);
    expect(JSON.stringify(read.entries)).toContain('Er lag een brief in de bus.');
    expect(read.findings).toEqual([]);
  });
});

test('open questions are answered later', async () => {
  const world = await theWorld();
  const filed = await world.file({
    answers: {
      danger: 'no',
      topic: 'crisis',
      role: 'alderman',
      contact: ['portal-only'],
      consent: 'without-health',
    },
    language: 'dutch',
  });
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Aanvullen');
    // Not asked again, and nothing about health without consent.
    expect(await page.getByText('Bent u nu in direct gevaar?').count()).toBe(0);
    await page.getByRole('button', { name: 'Verzegelen en toevoegen' }).click();
    await page.getByText('Er is niets ingevuld').waitFor();
    const ownWords = page.getByLabel('Wilt u er zelf iets over vertellen?');
    const more = page.getByRole('button', { name: 'Toon meer vragen' });
    while ((await ownWords.count()) === 0) await more.click();
    await ownWords.fill('Morgen is het debat.');
    await page.getByLabel('Bij welke organisatie werkt u?').fill('Gemeente Nieuwwaarde');
    await page.getByRole('button', { name: 'Verzegelen en toevoegen' }).click();
    await page.getByText('Toegevoegd aan uw melding.').waitFor();
    expect(await textOf(page)).toContain('Morgen is het debat.');
    const card = await world.follow(filed.receipt, ['status']);
    expect(card.findings).toEqual([]);
    await goTo(page, 'Aanvullen');
    await more.waitFor();
    while ((await more.count()) > 0) await more.click();
    expect(await page.getByLabel('Wilt u er zelf iets over vertellen?').count()).toBe(0);
  });
});

test('who opened it is seen from the next day on', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  const lead = leadOf(filed);
  await world.as(lead, ['cases', 'check', filed.said.case_id]);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Wie kan dit lezen');
    await page.getByText('Nog niemand, of alleen vandaag.').waitFor();
    await world.tell('clock', String(24 * 3600));
    try {
      await goTo(page, 'Wie kan dit lezen');
      const opened = page.getByRole('region', { name: 'Wie iets opende, per dag' });
      await opened.waitFor();
      expect(await opened.innerText()).toMatch(new RegExp(`${lead}\\s+de controlekaart`));
    } finally {
      await world.tell('clock', '0');
    }
  });
});

test('a deadline that passed leads to the telephone', async () => {
  const world = await theWorld();
  await world.tell('clock', String(-4 * 24 * 3600));
  const filed = await world.file(aReport).finally(() => world.tell('clock', '0'));
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await page.getByText('Niemand heeft uw melding op tijd bevestigd').waitFor();
    expect(await page.locator('#main a[href^="tel:"]').count()).toBeGreaterThan(0);
  });
});

test('the filing proof is the one that the command line shows, and is saved whole', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Bewijs');
    await page.getByText('de server heeft op').waitFor();
    const shown = await page.locator('.vn-code').innerText();
    expect(shown.replace(/\s+/g, '')).toBe(filed.said.proof_code.replaceAll('-', ''));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Bewaar het bewijs als bestand' }).click(),
    ]);
    expect(readFileSync(await download.path()).toString('hex')).toBe(filed.said.proof);
  });
});

test('withdrawing tells its consequences, asks, and is for good', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Intrekken');
    expect(await textOf(page)).toContain('Wat al gelezen is, kan niet ongelezen worden.');
    // The first is the part of the menu.
    const withdraw = page.locator('#main').getByRole('button', { name: 'Intrekken', exact: true });
    await withdraw.last().click();
    await page.getByText('Zet eerst een vinkje').waitFor();
    expect((await world.follow(filed.receipt, ['status'])).state).toBe('assigned');
    await page.getByLabel('Ik heb dit gelezen').check();
    await withdraw.last().click();
    await page.getByText('Uw melding is ingetrokken.').waitFor();
    expect((await world.follow(filed.receipt, ['status'])).state).toBe('withdrawn');
    await comeBack(page, world, filed.receipt);
    await page.getByText('U heeft de melding ingetrokken').waitFor();
    expect(await page.getByRole('button', { name: 'Aanvullen' }).count()).toBe(0);
  });
});

test('closing leaves nothing on the page', async () => {
  const world = await theWorld();
  const filed = await world.file(aReport);
  await withPage(async (page) => {
    await comeBack(page, world, filed.receipt);
    await goTo(page, 'Gesprek');
    await page.getByLabel('Schrijf een bericht').fill('half geschreven');
    await goTo(page, 'Afsluiten');
    await heading(page, 'U heeft uw melding afgesloten');
    for (let i = 0; i < 4; ++i) await page.goBack().catch(() => null);
    const left = await page.content();
    expect(left).not.toContain('brief in de bus');
    expect(left).not.toContain('half geschreven');
    expect(left).not.toContain(filed.receipt);
  });
});
