/** Time zones of one country each, for the countries that the helplines cover; the name before and after `tzdata` renames. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  GB: ['Europe/London', 'Europe/Belfast'],
  IE: ['Europe/Dublin'],
  US: [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Los_Angeles',
    'America/Phoenix',
    'America/Detroit',
    'America/Anchorage',
    'America/Boise',
    'America/Juneau',
    'Pacific/Honolulu',
    'America/Indiana/*',
    'America/Kentucky/*',
    'America/North_Dakota/*',
  ],
  CA: [
    'America/Toronto',
    'America/Vancouver',
    'America/Edmonton',
    'America/Winnipeg',
    'America/Halifax',
    'America/Regina',
    'America/St_Johns',
    'America/Moncton',
  ],
  AU: ['Australia/*'],
  NZ: ['Pacific/Auckland', 'Pacific/Chatham'],
  IN: ['Asia/Kolkata', 'Asia/Calcutta'],
  ZA: ['Africa/Johannesburg'],
  NG: ['Africa/Lagos'],
  KE: ['Africa/Nairobi'],
  DE: ['Europe/Berlin', 'Europe/Busingen'],
  AT: ['Europe/Vienna'],
  CH: ['Europe/Zurich'],
  FR: ['Europe/Paris'],
  BE: ['Europe/Brussels'],
  NL: ['Europe/Amsterdam'],
  ES: ['Europe/Madrid', 'Africa/Ceuta', 'Atlantic/Canary'],
  PT: ['Europe/Lisbon', 'Atlantic/Azores', 'Atlantic/Madeira'],
  IT: ['Europe/Rome'],
  PL: ['Europe/Warsaw'],
  SE: ['Europe/Stockholm'],
  BR: [
    'America/Sao_Paulo',
    'America/Bahia',
    'America/Fortaleza',
    'America/Manaus',
    'America/Recife',
    'America/Belem',
    'America/Cuiaba',
  ],
  MX: [
    'America/Mexico_City',
    'America/Monterrey',
    'America/Tijuana',
    'America/Cancun',
    'America/Merida',
    'America/Hermosillo',
  ],
  AR: ['America/Buenos_Aires', 'America/Argentina/*', 'America/Cordoba'],
  KW: ['Asia/Kuwait'],
  AE: ['Asia/Dubai'],
  SA: ['Asia/Riyadh'],
  EG: ['Africa/Cairo'],
  MA: ['Africa/Casablanca'],
  JO: ['Asia/Amman'],
};

/**
 * The country to begin with, as ISO 3166-1 alpha-2; a parent can change it. It decides whom a frightened child is told to
 * call, so the clock is asked first: it is set by where the device is, while `en-US` is what half the world's browsers
 * speak. Then the region of the browser's language, then the country where most speak it; `GB` when nothing tells.
 */
export function guessCountry(timeZone: string, language: string): string {
  for (const [country, zones] of Object.entries(ZONES))
    if (zones.some((zone) => (zone.endsWith('/*') ? timeZone.startsWith(zone.slice(0, -1)) : timeZone === zone)))
      return country;
  try {
    const locale = new Intl.Locale(language);
    const region = locale.region ?? (locale.language === 'en' ? 'GB' : locale.maximize().region);
    return region !== undefined && /^[A-Z]{2}$/.test(region) ? region : 'GB';
  } catch {
    return 'GB';
  }
}
