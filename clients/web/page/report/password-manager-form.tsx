// A form that browsers know: they then offer to keep the code as a password. It is sent
// nowhere; the browser looks at it as it goes.
import { useState } from 'preact/hooks';
import { Alert } from '../parts/alert';
import { Button } from '../parts/button';
import { Field } from '../parts/field';
import { Paragraph } from '../parts/text';
import { reportWords } from '../words/report';

export function PasswordManagerForm({ text }: { readonly text: string }) {
  const words = reportWords.value.receipt;
  const [name, setName] = useState(words.managerName);
  const [offered, setOffered] = useState(false);
  if (offered) return <Alert announce>{words.managerDone}</Alert>;
  return (
    <form
      class="vn-way"
      onSubmit={(event) => {
        event.preventDefault();
        setOffered(true);
      }}
    >
      <Paragraph>{words.managerText}</Paragraph>
      <Field
        label={words.managerUser}
        name="username"
        autoComplete="username"
        value={name}
        onInput={setName}
      />
      <Field
        label={words.label}
        name="password"
        type="password"
        autoComplete="new-password"
        value={text}
        readOnly
        onInput={() => undefined}
      />
      <div class="vn-space" />
      <Button kind="secondary" submit>
        {words.manager}
      </Button>
    </form>
  );
}
