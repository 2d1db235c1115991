/**
 * Time zones of one country each, for the countries that a helpline file covers (that of the EU, too), by the names that
 * `tzdata` and browsers give them today and gave them before.
 */
const ZONES: Readonly<Record<string, string>> = {
  GB: 'Europe/London Europe/Belfast',
  IE: 'Europe/Dublin',
  US: `America/New_York America/Detroit America/Fort_Wayne America/Indianapolis America/Indiana/* America/Knox_IN
    America/Louisville America/Kentucky/* America/Chicago America/Menominee America/North_Dakota/* America/Denver
    America/Shiprock America/Boise America/Phoenix America/Los_Angeles America/Anchorage America/Juneau America/Sitka
    America/Metlakatla America/Yakutat America/Nome America/Adak America/Atka Pacific/Honolulu US/*`,
  CA: `America/St_Johns America/Halifax America/Glace_Bay America/Moncton America/Goose_Bay America/Blanc-Sablon
    America/Toronto America/Montreal America/Nipigon America/Thunder_Bay America/Iqaluit America/Pangnirtung
    America/Atikokan America/Coral_Harbour America/Winnipeg America/Rainy_River America/Resolute America/Rankin_Inlet
    America/Regina America/Swift_Current America/Edmonton America/Yellowknife America/Cambridge_Bay America/Inuvik
    America/Creston America/Dawson_Creek America/Fort_Nelson America/Whitehorse America/Dawson America/Vancouver
    Canada/*`,
  AU: 'Australia/* Antarctica/Macquarie',
  NZ: 'Pacific/Auckland Pacific/Chatham',
  IN: 'Asia/Kolkata Asia/Calcutta',
  ZA: 'Africa/Johannesburg',
  NG: 'Africa/Lagos',
  KE: 'Africa/Nairobi',
  DE: 'Europe/Berlin Europe/Busingen',
  AT: 'Europe/Vienna',
  CH: 'Europe/Zurich',
  FR: 'Europe/Paris',
  BE: 'Europe/Brussels',
  NL: 'Europe/Amsterdam',
  ES: 'Europe/Madrid Africa/Ceuta Atlantic/Canary',
  PT: 'Europe/Lisbon Atlantic/Azores Atlantic/Madeira',
  IT: 'Europe/Rome',
  PL: 'Europe/Warsaw',
  SE: 'Europe/Stockholm',
  BR: `America/Noronha America/Belem America/Fortaleza America/Recife America/Araguaina America/Maceio America/Bahia
    America/Sao_Paulo America/Campo_Grande America/Cuiaba America/Santarem America/Porto_Velho America/Boa_Vista
    America/Manaus America/Eirunepe America/Rio_Branco America/Porto_Acre Brazil/*`,
  MX: `America/Mexico_City America/Cancun America/Merida America/Monterrey America/Matamoros America/Chihuahua
    America/Ciudad_Juarez America/Ojinaga America/Mazatlan America/Bahia_Banderas America/Hermosillo America/Tijuana
    America/Ensenada America/Santa_Isabel Mexico/*`,
  AR: `America/Argentina/* America/Buenos_Aires America/Catamarca America/Cordoba America/Jujuy America/Mendoza
    America/Rosario`,
  KW: 'Asia/Kuwait',
  AE: 'Asia/Dubai',
  SA: 'Asia/Riyadh',
  EG: 'Africa/Cairo',
  MA: 'Africa/Casablanca',
  JO: 'Asia/Amman',
  BG: 'Europe/Sofia',
  HR: 'Europe/Zagreb',
  CY: 'Asia/Nicosia Europe/Nicosia Asia/Famagusta',
  CZ: 'Europe/Prague',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  FI: 'Europe/Helsinki',
  GR: 'Europe/Athens',
  HU: 'Europe/Budapest',
  LV: 'Europe/Riga',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  MT: 'Europe/Malta',
  RO: 'Europe/Bucharest',
  SK: 'Europe/Bratislava',
  SI: 'Europe/Ljubljana',
};

/** User-assigned code of ISO 3166-1 for a country that is not known: help that works anywhere stands for it. */
const UNKNOWN = 'ZZ';

/**
 * The country to begin with, as ISO 3166-1 alpha-2; a parent can change it. It decides whom a frightened child is told to
 * call, so the clock is asked first: it is set by where the device is, while `en-US` is what half the world's browsers
 * speak. A clock of a place that is in no list says that the device is elsewhere, whatever its language. Where the clock
 * names no place, the region of the browser's language decides, then the country where most speak it (of English: `GB`);
 * `ZZ` when nothing tells.
 */
export function guessCountry(timeZone: string, language: string): string {
  for (const [country, zones] of Object.entries(ZONES))
    for (const zone of zones.split(/\s+/))
      if (zone.endsWith('/*') ? timeZone.startsWith(zone.slice(0, -1)) : timeZone === zone) return country;
  if (namesPlace(timeZone)) return UNKNOWN;
  try {
    const locale = new Intl.Locale(language);
    const region = locale.region ?? (locale.language === 'en' ? 'GB' : locale.maximize().region);
    return region !== undefined && /^[A-Z]{2}$/.test(region) ? region : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/** `Europe/Istanbul` is a place; `UTC`, `Etc/GMT+3` and `EST` are hours alone. */
function namesPlace(timeZone: string): boolean {
  return timeZone.includes('/') && !timeZone.startsWith('Etc/');
}
