// A typed organisation as a conflict code (SPEC.md section 5). "Gemeente Súdwest-Fryslân"
// gives "sudwest-fryslan". A code is its own code.

// For U+00C0 to U+017F the ASCII letter that is left when accents, strokes and dots are
// dropped, in lower case; a space where there is no such letter. The table and not
// String.normalize: every client has to make the same code of the same name, for ever.
const latin =
  'aaaaaa ceeeeiiii' + // U+00C0
  ' nooooo ouuuuy  ' + // U+00D0
  'aaaaaa ceeeeiiii' + // U+00E0
  ' nooooo ouuuuy y' + // U+00F0
  'aaaaaaccccccccdd' + // U+0100
  'ddeeeeeeeeeegggg' + // U+0110
  'gggghhhhiiiiiiii' + // U+0120
  'ii  jjkk lllllll' + // U+0130
  'lllnnnnnnn  oooo' + // U+0140
  'oo  rrrrrrssssss' + // U+0150
  'ssttttttuuuuuuuu' + // U+0160
  'uuuuwwyyyzzzzzzs'; // U+0170
const latinBegin = 0xc0;
const kinds = ['gemeente-', 'provincie-', 'waterschap-', 'openbaar-lichaam-'];

// What is left of one character: letters and digits, or nothing.
function folded(character: string): string {
  if (/^[a-z0-9]$/.test(character)) return character;
  if (/^[A-Z]$/.test(character)) return character.toLowerCase();
  if (character === '\u0132' || character === '\u0133') return 'ij'; // The ligature.
  const letter = latin[character.codePointAt(0)! - latinBegin];
  return letter === undefined || letter === ' ' ? '' : letter;
}

export function organisationCode(typed: string): string {
  let code = '';
  let gap = false; // Something else stood before the next letter.
  for (const character of typed) {
    if (/^[\u0300-\u036f]$/.test(character)) continue; // A combining accent.
    const letters = folded(character);
    if (letters === '') {
      gap = true;
      continue;
    }
    if (gap && code !== '') code += '-';
    gap = false;
    code += letters;
  }
  // The hyphen keeps a name that is nothing but a kind.
  for (let kind: string | undefined; (kind = kinds.find((k) => code.startsWith(k))); ) {
    code = code.slice(kind.length);
  }
  return code;
}
