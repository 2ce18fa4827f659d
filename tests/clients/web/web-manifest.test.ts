// proto/vectors/web_manifest.json: the page never checks its own manifest, which would be for
// nothing; whoever does it with a program in TypeScript hashes as C++ does.
import { concat, hex, utf8 } from 'web/contract/bytes';
import { webManifestLabel } from 'web/contract/labels';
import { sha256 } from 'web/contract/sha256';
import { expect, test } from 'vitest';
import { loadVectors } from './vectors';

test('files give the text of their manifest, and the text its hash', async () => {
  for (const sample of loadVectors('web_manifest.json').list('good')) {
    let text = '';
    for (const file of sample.list('files')) {
      text += `${hex(await sha256(file.bytes('content')))}  ${file.text('path')}\n`;
    }
    expect(utf8(text), sample.text('name')).toEqual(sample.bytes('text'));
    const hash = await sha256(concat(webManifestLabel, utf8(text)));
    expect(hash, sample.text('name')).toEqual(sample.bytes('hash'));
  }
});
