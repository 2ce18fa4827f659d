// The page begins: what it was made with is read, then the script draws it anew, in the
// reader's language.
import { h, render } from 'preact';
import { prepareReport } from './shell/areas';
import { Frame } from './shell/frame';
import { StartPage } from './shell/start';
import { readGiven } from './state/given';
import { fetchAhead } from './state/idle';
import { begin } from './state/journey';
import { keepPlaces } from './state/kept-place';
import { watchLeaving } from './state/leaving';
import { takeNumbers } from './state/numbers';
import { takePin } from './state/pin';
import { wake } from './state/waiting';
import { language, languageFor } from './words/language';
import { shellWords } from './words/shell';

const given = readGiven(document);
takeNumbers(given.numbers);
takePin(given.pin);
watchLeaving();
addEventListener('online', wake); // Whatever waits for the network need not wait longer.
language.value = languageFor(navigator.languages);
// When the words cannot be fetched the page stays as it is: with the numbers to call.
await shellWords.load();
begin(() => h(StartPage, {}));
const root = document.getElementById('page')!;
root.replaceChildren();
keepPlaces(root);
render(h(Frame, { given }), root);
// Most come to report. It is the same for everybody who opens the page, and tells nothing.
fetchAhead(prepareReport);
