/** The few words that the generator itself prints, by language. Templates bring their own. */
export interface Words {
  readonly footnotes: string;
  readonly backToText: string;
  readonly table: string;
  readonly watchVideo: string;
  /** Stands before the last of several names; null where a comma serves. */
  readonly and: string | null;
}

const ENGLISH: Words = {
  footnotes: 'Footnotes',
  backToText: 'Back to the text',
  table: 'Table',
  watchVideo: 'Watch the video',
  and: 'and',
};

/** A language that is not here: a comma offends in none. */
const NEUTRAL: Words = { ...ENGLISH, and: null };

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
  it: {
    footnotes: 'Note',
    backToText: 'Torna al testo',
    table: 'Tabella',
    watchVideo: 'Guarda il video',
    and: 'e',
  },
  ko: {
    footnotes: '각주',
    backToText: '본문으로 돌아가기',
    table: '표',
    watchVideo: '동영상 보기',
    and: null,
  },
  nl: {
    footnotes: 'Voetnoten',
    backToText: 'Terug naar de tekst',
    table: 'Tabel',
    watchVideo: 'Bekijk de video',
    and: 'en',
  },
  pt: {
    footnotes: 'Notas',
    backToText: 'Voltar ao texto',
    table: 'Tabela',
    watchVideo: 'Ver o vídeo',
    and: 'e',
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
  return WORDS[language.toLowerCase().split('-', 1).join('')] ?? NEUTRAL;
}
