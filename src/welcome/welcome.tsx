import { useCallback, useState } from 'preact/hooks';
import { t } from '../i18n.ts';
import type { FamilySettingsAnswer, HouseStatus, SettingsChange } from '../protocol/family.ts';
import type { AgeGroup, SiteSummary } from '../protocol/messages.ts';
import on from '../static/icons/on.svg?no-inline';
import { Button } from '../ui/button.tsx';
import { Failed } from '../ui/failed.tsx';
import type { Guide } from '../ui/guide.ts';
import { Notice } from '../ui/notice.tsx';
import type { ParentHost } from '../ui/parent-host.ts';
import type { Safe } from '../ui/safe.ts';
import { lineOf, useAsked } from '../ui/use-asked.ts';
import { Done } from './done.tsx';
import { PinStep } from './pin-step.tsx';
import { ChildStep, CodeStep, SitesStep } from './steps.tsx';

interface WelcomeProps {
  readonly host: ParentHost;
  readonly guide: Guide;
  readonly safe: Safe;
}

interface Start {
  readonly house: HouseStatus;
  readonly family: FamilySettingsAnswer;
  readonly sites: readonly SiteSummary[];
}

/** The page that opens when Nightlight is installed: four short steps, and what the child can read at the end. */
export function Welcome({ host, guide, safe }: WelcomeProps) {
  const load = useCallback(async (): Promise<Start> => {
    const [{ house }, family, { sites }] = await Promise.all([
      host.ask('house', {}),
      host.ask('family-settings', {}),
      host.ask('get-settings', {}),
    ]);
    return { house, family, sites };
  }, [host]);
  const { asked, again } = useAsked(load);
  return (
    <>
      <header class="sky">
        <div class="page sky-head">
          <img src={on} alt="" width="72" height="72" />
          <div>
            <h1>{t('welcome_title')}</h1>
            <p>{t('welcome_lead')}</p>
          </div>
        </div>
      </header>
      <main class="page">
        {asked.state === 'asking' ? <p class="soft">{t('loading')}</p> : null}
        {asked.state === 'failed' ? <Failed again={again} /> : null}
        {asked.state === 'answered' ? <SetUp host={host} guide={guide} safe={safe} start={asked.value} /> : null}
      </main>
    </>
  );
}

/** What the parent chooses before anything is saved. */
export interface Chosen {
  readonly ageGroup: AgeGroup;
  readonly country: string;
  readonly sitesOff: readonly string[];
}

const COUNTED = ['child', 'sites', 'pin', 'code'] as const;
type StepName = (typeof COUNTED)[number] | 'done' | 'already';

function SetUp({ host, guide, safe, start }: WelcomeProps & { readonly start: Start }) {
  const { settings, managed } = start.family;
  const [step, setStep] = useState<StepName>(start.house.lock.set ? 'already' : 'child');
  const [chosen, setChosen] = useState<Chosen>({
    ageGroup: settings.ageGroup,
    country: settings.country,
    sitesOff: settings.sitesOff,
  });
  const [moved, setMoved] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [code, setCode] = useState('');
  const go = (to: StepName) => {
    setMoved(true);
    setFault(null);
    setStep(to);
  };

  const setUp = async (secret: string): Promise<void> => {
    const lock = await safe.createLock(secret);
    const all: SettingsChange = chosen;
    const change = Object.fromEntries(
      Object.entries(all).filter(([name]) => !managed.some((each) => each === name)),
    ) as SettingsChange;
    const answer = await host.ask('set-up-lock', { keys: lock.keys, change });
    if (answer.outcome === 'already-set') return go('already');
    setCode(lock.code);
    go('code');
  };
  const choosePin = (secret: string) => {
    setBusy(true);
    setFault(null);
    setUp(secret)
      .catch((error: unknown) => setFault(t('not_saved', lineOf(error))))
      .finally(() => setBusy(false));
  };

  const place = { of: COUNTED.length, focus: moved };
  const put = (part: Partial<Chosen>) => setChosen((before) => ({ ...before, ...part }));
  switch (step) {
    case 'child':
      return (
        <>
          <ChildStep
            {...place}
            number={1}
            chosen={chosen}
            managed={managed}
            countries={guide.countries}
            onChange={put}
            onNext={() => go('sites')}
          />
          <p class="soft small after">{t('welcome_later')}</p>
        </>
      );
    case 'sites':
      return (
        <SitesStep
          {...place}
          number={2}
          host={host}
          chosen={chosen}
          managed={managed}
          sites={start.sites}
          onChange={put}
          onBack={() => go('child')}
          onNext={() => go('pin')}
        />
      );
    case 'pin':
      return (
        <PinStep {...place} number={3} busy={busy} fault={fault} onBack={() => go('sites')} onChosen={choosePin} />
      );
    case 'code':
      return <CodeStep {...place} number={4} host={host} code={code} onNext={() => go('done')} />;
    case 'done':
      return <Done host={host} fresh />;
    case 'already':
      return (
        <>
          <Notice kind="good" title={t('welcome_already')}>
            <p>{t('welcome_already_text')}</p>
            <Button kind="primary" onPress={() => host.openOptions()}>
              {t('welcome_open_parents')}
            </Button>
          </Notice>
          <Done host={host} fresh={false} />
        </>
      );
  }
}
