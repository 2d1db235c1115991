/** How a language says what advice may say and may not: its share of `other-languages.test.ts`. */
export interface Wording {
  readonly lang: 'fr' | 'de' | 'it' | 'ar';
  /** What does not belong in a text, with the reason. */
  readonly forbidden: readonly (readonly [RegExp, string])[];
  /** Each is found in some forbidden pattern, and none of those that pass is. */
  readonly found: readonly string[];
  readonly passes: readonly string[];
  /** How a child is never spoken to. */
  readonly formal: RegExp;
  /** Said to parents wherever pictures may be at hand. */
  readonly neverCopy: RegExp;
  readonly fiveThings: readonly RegExp[];
}

export const WORDINGS: readonly Wording[] = [
  {
    lang: 'fr',
    forbidden: [
      [/(?<!veut que tu l’)(?<!\p{L})(effac|supprim)\p{L}*/iu, 'it is evidence: say "garde"'],
      [/(?<!(?:ne|n’)\s)(?<!\p{L})(paie|paye|payez)(?!\p{L})/iu, 'never an instruction to pay'],
      [/(?<!pas )(?<!\p{L})(?:ta|sa|votre) faute|aurais dû|auriez dû|naïf|stupide|imprudent/iu, 'no blame'],
      [
        /prédat|(?<!\p{L})pédo|pervers|agresseur|criminel|monstre|grooming|sextorsion/iu,
        'no label, no term of the trade',
      ],
      [/(?<!\p{L})promets|garanti|tout ira bien|tout va s’arranger/iu, 'no promise'],
    ],
    found: [
      'Paie ce qu’on demande.',
      'Efface la discussion.',
      'C’est ta faute.',
      'C’est un prédateur.',
      'Tout ira bien.',
    ],
    passes: ['Ne paie pas.', 'Ce n’est pas ta faute.', 'Garde la discussion.', 'Tu as déjà payé ?'],
    formal: /(?<!\p{L})(votre|vos)(?!\p{L})/iu,
    neverCopy: /ne copiez (et ne transmettez jamais|ni).*image/iu,
    fiveThings: [/ne paie pas/iu, /n’envoie rien de plus/iu, /garde les messages/iu, /parles-en/iu, /numéro d’aide/iu],
  },
  {
    lang: 'de',
    forbidden: [
      [/lösch\p{L}*/iu, 'it is evidence: say "heb auf"'],
      [/(?<!\p{L})(?:be)?zahl(?:e|t)?(?!\p{L})(?! (?:bitte )?nicht)/iu, 'never an instruction to pay'],
      [/(?:du bist|du warst|selbst) schuld|hättest|hätten Sie|naiv|dumm|leichtsinn/iu, 'no blame'],
      [/(?<!\p{L})täter|pädo|pervers|grooming|monster|verbrecher|sextortion/iu, 'no label, no term of the trade'],
      [/versprech(?:e|en wir)(?!\p{L})|garantier|alles (?:wird )?(?:wieder )?gut wird|alles wird/iu, 'no promise'],
    ],
    found: ['Zahl einfach.', 'Lösch den Chat.', 'Du bist schuld.', 'Das ist ein Täter.', 'Alles wird gut.'],
    passes: ['Zahl nicht.', 'Du bist nicht schuld.', 'Heb den Chat auf.', 'Hast du schon gezahlt?'],
    formal: /(?<!^|[.!?] )(?<!\p{L})(Sie|Ihr|Ihre|Ihnen)(?!\p{L})/u,
    neverCopy: /sexuelle?\p{L}* Bild.*kopieren/u,
    fiveThings: [
      /zahl nicht/iu,
      /schick nichts mehr/iu,
      /heb die nachrichten auf/iu,
      /sag es jetzt/iu,
      /hilfetelefon/iu,
    ],
  },
  {
    lang: 'it',
    forbidden: [
      [/(?<!\p{L})(cancell|elimin|svuot)\p{L}*/iu, 'it is evidence: say "conserva"'],
      [/(?<!non )(?<!\p{L})(paga|pagate|pagare)(?!\p{L})/iu, 'never an instruction to pay'],
      [/(?<!non è )(?<!\p{L})colpa (?:tua|sua)|avresti dovuto|ingenu|stupid|imprudent/iu, 'no blame'],
      [
        /predator|pedofil|pervertit|molestator|aggressor|criminal|mostro|grooming|adesca|sextortion/iu,
        'no label, no term of the trade',
      ],
      [/(?<!\p{L})prometto(?!\p{L})|garanti|andrà tutto bene|non succederà n/iu, 'no promise'],
    ],
    found: ['Paga e basta.', 'Cancella la chat.', 'È colpa tua.', 'È un predatore.', 'Andrà tutto bene.'],
    passes: ['Non pagare.', 'Non è colpa tua.', 'Conserva la chat.', 'Se hai già pagato, succede a tanti.'],
    formal: /(?<!\p{L})Lei(?!\p{L})|(?<!\p{L})(mandi|risponda|chiami|dica)(?!\p{L})/u,
    neverCopy: /non copiare.*immagin\p{L}* sessual/iu,
    fiveThings: [/non pagare/iu, /non mandare altro/iu, /conserva i messaggi/iu, /dillo subito/iu, /linea di aiuto/iu],
  },
  {
    lang: 'ar',
    forbidden: [
      [/(?<!\p{L})(?:ال)?(?:احذف|حذف|امسح|مسح|محو)(?:ي|ه|ها)?(?!\p{L})/u, 'it is evidence: say "الاحتفاظ"'],
      [/(?<!\p{L})ادفع(?:ي|ه|ها)?(?!\p{L})/u, 'never an instruction to pay'],
      [/(?<!ليس )(?<!\p{L})ذنبك|كان (?:يجب )?عليك|ساذج|غبي|أحمق|متهور/u, 'no blame'],
      [/مفترس|متحرش|مجرم|منحرف|(?<!\p{L})وحش|استدراج|ابتزاز جنسي/u, 'no label, no term of the trade'],
      [/أعدك|أضمن|مضمون|كل شيء سيكون|لن يحدث شيء/u, 'no promise'],
    ],
    found: ['ادفع وانتهى الأمر.', 'احذف المحادثة.', 'هذا ذنبك.', 'إنه مفترس.', 'كل شيء سيكون بخير.'],
    passes: ['عدم الدفع.', 'هذا ليس ذنبك.', 'الاحتفاظ بالمحادثة.', 'إذا دفعت من قبل، فهذا يحدث لكثيرين.'],
    formal: /حضرتك|سيادتك|حضرتكم/u,
    neverCopy: /لا تنسخ.*جنسية/u,
    fiveThings: [/عدم الدفع/u, /عدم إرسال المزيد/u, /الاحتفاظ بالرسائل/u, /إخبار شخص موثوق/u, /خط مساعدة/u],
  },
];
