/** The few words that the generator itself prints, by language. Templates bring their own. */
export interface Words {
  readonly footnotes: string;
  readonly backToText: string;
  readonly table: string;
  readonly watchVideo: string;
  /** Stands before the last of several names. */
  readonly and: string;
}

const ENGLISH: Words = {
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  table: 'Table',
  watchVideo: 'Watch the video',
  and: 'and',
};

const WORDS: Readonly<Record<string, Words>> = {
  en: ENGLISH,
  de: {
    footnotes: 'Fußnoten',
    backToText: 'Zurück zum Text',
    table: 'Tabelle',
    watchVideo: 'Video ansehen',
    and: 'und',
  },
  fr: {
    footnotes: 'Notes',
    backToText: 'Retour au texte',
    table: 'Tableau',
    watchVideo: 'Voir la vidéo',
    and: 'et',
  },
  es: {
    footnotes: 'Notas',
    backToText: 'Volver al texto',
    table: 'Tabla',
    watchVideo: 'Ver el vídeo',
    and: 'y',
  },
};

/** `latin-america` is called “Latin america” until the configuration names it. */
export function titleFromSlug(slug: string): string {
  const words = slug.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const RIGHT_TO_LEFT = new Set(['ar', 'dv', 'fa', 'he', 'ku', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** The direction in which a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.toLowerCase().split('-', 1).join('')) ? 'rtl' : 'ltr';
}

export function wordsOf(language: string): Words {
  return WORDS[language.toLowerCase().split('-', 1).join('')] ?? ENGLISH;
}
