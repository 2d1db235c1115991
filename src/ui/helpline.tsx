import { aboutLanguage, aboutLine, type Doubt, type Helpline, nameOf, smsHref, telHref } from '../guidance/index.ts';
import { type MessageKey, t, textLanguage } from '../i18n.ts';
import { Button } from './button.tsx';
import { listText, openingText } from './format.ts';

const COST: Record<NonNullable<Helpline['cost']>, MessageKey> = {
  free: 'cost_free',
  most: 'cost_most',
  local: 'cost_local',
  normal: 'cost_normal',
};

const DOUBT: Record<Doubt, MessageKey> = {
  phone: 'doubt_phone',
  text: 'doubt_text',
  chat: 'doubt_chat',
  link: 'doubt_link',
  hours: 'doubt_hours',
  languages: 'doubt_languages',
  cost: 'doubt_cost',
  coverage: 'doubt_coverage',
  service: 'doubt_service',
  source: 'doubt_source',
};

/** What calls a line, in words; its number stays in one piece and in its own order, however narrow the window. */
function CallWords({ line }: { readonly line: Helpline }) {
  const [before = '', after = ''] = t('helpline_call', '\n').split('\n');
  return (
    <span>
      {before}
      <bdi class="phone-number" dir="ltr">
        {line.shown ?? line.phone ?? ''}
      </bdi>
      {after}
    </span>
  );
}

/** Ways to reach a line, the quickest first; an address that serves twice is named once, by its best use. */
function Ways({ line }: { readonly line: Helpline }) {
  const tel = telHref(line);
  const sms = smsHref(line);
  // Alike for every line, but for whom it leads to.
  const name = <span class="only-read-aloud"> {nameOf(line, textLanguage())}</span>;
  const web = new Map<string, MessageKey>();
  if (line.link !== null) web.set(line.link, 'helpline_website');
  if (line.form !== null) web.set(line.form, 'helpline_form');
  if (line.chat !== null) web.set(line.chat, 'helpline_chat');
  return (
    <div class="actions">
      {tel === null ? null : (
        <Button kind="primary" href={tel}>
          <CallWords line={line} />
        </Button>
      )}
      {sms === null || line.text === null ? null : (
        <Button href={sms}>
          {line.text.word === null
            ? t('helpline_text', line.text.number)
            : t('helpline_text_word', line.text.word, line.text.number)}
        </Button>
      )}
      {[...web].reverse().map(([address, words]) => (
        <Button key={address} href={address}>
          {t(words)}
          {name}
        </Button>
      ))}
      {line.email === null ? null : (
        <Button href={`mailto:${line.email}`}>
          {t('helpline_email')}
          {name}
        </Button>
      )}
    </div>
  );
}

/** Hours, cost and languages, for one line; what is not known is left out, but unknown hours of a phone are told. */
function facts(line: Helpline): string[] {
  const language = textLanguage();
  const all = [
    line.hours === null
      ? line.phone === null
        ? null
        : t('hours_unknown')
      : line.hours === 'always'
        ? line.phone === null
          ? null
          : t('hours_always')
        : t(
            'hours_local',
            listText(
              line.hours.map((hours) => openingText(hours, language)),
              language,
            ),
          ),
    line.cost === null ? null : t(COST[line.cost]),
    line.languages === null
      ? null
      : listText(
          line.languages.map((tag) => languageName(tag, language)),
          language,
        ),
  ];
  return all.filter((fact) => fact !== null);
}

function languageName(tag: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(tag) ?? tag;
}

/** One service: what it is for, the ways to reach it, and how sure Nightlight is of what it says. */
export function HelplineItem({ line }: { readonly line: Helpline }) {
  const doubts = line.unsure.map((doubt) => t(DOUBT[doubt]));
  return (
    <li class="helpline">
      <p class="helpline-name">
        <bdi>{nameOf(line, textLanguage())}</bdi>
      </p>
      <p>
        {/* Where nobody wrote it in the language of the page it is in English, and reads from the other side. */}
        <bdi lang={aboutLanguage(line, textLanguage())}>{aboutLine(line, textLanguage())}</bdi>
      </p>
      <Ways line={line} />
      <p class="soft small">
        {[...facts(line), ...(line.other === null ? [] : [<bdi key="other">{line.other}</bdi>])].flatMap(
          (fact, index) => (index === 0 ? [fact] : [' · ', fact]),
        )}
      </p>
      {line.anonymous === true ? <p class="soft small">{t('helpline_anonymous')}</p> : null}
      {line.hiddenOnBill === true ? <p class="soft small">{t('helpline_hidden')}</p> : null}
      {doubts.length === 0 ? null : <p class="soft small">{t('helpline_unsure', listText(doubts, textLanguage()))}</p>}
    </li>
  );
}
