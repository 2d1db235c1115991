import { LEVELS, type Level } from '../engine/signal.ts';
import { formatLanguage, t } from '../i18n.ts';
import type { WeekOfAlerts } from '../protocol/family.ts';
import { countText } from '../ui/format.ts';
import { LEVEL_NAMES } from '../ui/level-mark.tsx';
import { weekTotal } from './week-words.ts';

/** In units of the drawing. */
const WIDTH = 360;
const HEIGHT = 96;
const GAP = 8;
/** A bar of one alert among hundreds must still be seen. */
const LEAST = 3;

/** Alerts a week by level, twelve weeks: bars for the eye, the same as a table for everybody. */
export function Chart({
  weeks,
  levels,
}: {
  readonly weeks: readonly WeekOfAlerts[];
  readonly levels: readonly Level[];
}) {
  const language = formatLanguage();
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const most = Math.max(1, ...weeks.map(weekTotal));
  const step = WIDTH / Math.max(1, weeks.length);
  const first = weeks[0];
  return (
    <figure class="chart stack">
      <figcaption class="label">{t('chart_title')}</figcaption>
      {/* The drawing says nothing that the table below doesn't. */}
      <svg class="chart-bars" viewBox={`0 0 ${WIDTH} ${HEIGHT + 2}`} aria-hidden="true">
        <line class="chart-base" x1="0" x2={WIDTH} y1={HEIGHT + 1} y2={HEIGHT + 1} />
        {weeks.map((week, index) => (
          <Bar key={week.start} week={week} most={most} x={index * step + GAP / 2} width={step - GAP} />
        ))}
      </svg>
      {first === undefined ? null : (
        <p class="chart-ends soft small" aria-hidden="true">
          <span>{day.format(first.start)}</span>
          <span>{t('chart_this_week')}</span>
        </p>
      )}
      <p class="chart-key small" aria-hidden="true">
        {levels.map((level) => (
          <span key={level} class="chart-key-item">
            <span class="chart-key-mark" data-level={level} />
            {t(LEVEL_NAMES.parent[level])}
          </span>
        ))}
      </p>
      <details>
        <summary>{t('chart_table')}</summary>
        <div class="table-room">
          <table class="table">
            <caption class="only-read-aloud">{t('chart_title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('chart_week_of')}</th>
                {levels.map((level) => (
                  <th key={level} scope="col" class="number">
                    {t(LEVEL_NAMES.parent[level])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...weeks].reverse().map((week) => (
                <tr key={week.start}>
                  <th scope="row">{day.format(week.start)}</th>
                  {levels.map((level) => (
                    <td key={level} class="number">
                      {countText(week[level], language)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}

interface BarProps {
  readonly week: WeekOfAlerts;
  /** Alerts of the fullest week. */
  readonly most: number;
  readonly x: number;
  readonly width: number;
}

/** One week: the gravest at the bottom, where the eye compares. */
function Bar({ week, most, x, width }: BarProps) {
  let top = HEIGHT;
  return (
    <g>
      {[...LEVELS].reverse().map((level) => {
        if (week[level] === 0) return null;
        const height = Math.max(LEAST, (week[level] / most) * (HEIGHT - LEAST * 3));
        top -= height;
        return (
          <rect key={level} class="chart-bar" data-level={level} x={x} y={top} width={width} height={height} rx="2" />
        );
      })}
    </g>
  );
}
