// Beside the question for somebody's own words: by what a text tells who wrote it. Of
// reportWords, which whoever shows it has loaded.
import { Alert } from '../parts/alert';
import { Details, List, Paragraph } from '../parts/text';
import { reportWords } from '../words/report';

export function AboutOwnWords() {
  const words = reportWords.value.ownWords;
  return (
    <Alert>
      <Details title={words.title}>
        <Paragraph>{words.intro}</Paragraph>
        <List items={words.items} />
        <Paragraph>{words.documents}</Paragraph>
      </Details>
    </Alert>
  );
}
