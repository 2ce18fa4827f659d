// What stands around every step: who this is, the language, the way out, the numbers.
import { current, showing } from '../state/journey';
import type { Given } from '../state/given';
import { leaveNow, neutralPage } from '../state/leaving';
import { changeLanguage } from '../words/area';
import { allLanguages, language, languages, type Language } from '../words/language';
import { shellWords } from '../words/shell';
import { TelephoneNumbers } from '../parts/telephone';

export function Frame({ given }: { readonly given: Given }) {
  const words = shellWords.value;
  document.documentElement.lang = language.value;
  return (
    <>
      <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#main" onClick={toMain}>
        {words.skip}
      </a>
      <Header organisation={given.organisationName} />
      <section aria-label={given.organisationName}>
        <p class="vn-organisation">{given.organisationName}</p>
        {given.demonstration && (
          <div class="vn-demonstration">
            <p class="demonstration">{words.demonstration}</p>
          </div>
        )}
      </section>
      <main class="vn-main" id="main" tabIndex={-1}>
        <CurrentStep />
      </main>
      <footer class="vn-footer">
        <div class="vn-footer__inner">
          <TelephoneNumbers>
            <h2 class="nl-heading nl-heading--level-3">{words.callInstead}</h2>
            <p>{words.callAnyTime}</p>
          </TelephoneNumbers>
          <div>
            <h2 class="nl-heading nl-heading--level-3">{words.left.title}</h2>
            <p>{words.left.text}</p>
          </div>
        </div>
      </footer>
    </>
  );
}

// Apart, so that a step is drawn without drawing anew what stands around it.
function CurrentStep() {
  return <div key={showing.value}>{current.value?.()}</div>;
}

// Without a fragment in the address, which the history would keep.
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Header({ organisation }: { readonly organisation: string }) {
  const words = shellWords.value;
  return (
    <header class="vn-header">
      <div class="vn-header__inner">
        <p class="vn-wordmark">
          <span class="vn-wordmark__mark" aria-hidden="true" />
          <span class="vn-wordmark__name">Vangnet</span>
          <span class="vn-wordmark__organisation">{organisation}</span>
        </p>
        <div class="vn-languages" role="group" aria-label={words.languages}>
          {allLanguages.map((one) => (
            <LanguageButton key={one} one={one} />
          ))}
        </div>
        <a
          class="nl-button nl-button--primary vn-leave"
          href={neutralPage}
          rel="noreferrer"
          title={words.leaveHint}
          onClick={(event) => {
            event.preventDefault();
            leaveNow();
          }}
        >
          {words.leave}
        </a>
      </div>
    </header>
  );
}

function LanguageButton({ one }: { readonly one: Language }) {
  const { name, short } = languages[one];
  return (
    <button
      type="button"
      lang={one}
      aria-pressed={language.value === one}
      // When the words cannot be fetched the page stays in the language that it is in.
      onClick={() => void changeLanguage(one).catch(() => undefined)}
    >
      {short}
      <span class="vn-hidden-visually"> {name}</span>
    </button>
  );
}
