import type { Catalogue } from './en.ts';

/** Languages of which Broadsheet knows what bodies need, and no more. */
export const it: Catalogue = {
  footnotes: 'Note',
  backToText: 'Torna al testo',
  table: 'Tabella',
  watchVideo: 'Guarda il video',
  namesPair: ' e ',
  namesLast: ' e ',
};

export const nl: Catalogue = {
  footnotes: 'Voetnoten',
  backToText: 'Terug naar de tekst',
  table: 'Tabel',
  watchVideo: 'Bekijk de video',
  namesPair: ' en ',
  namesLast: ' en ',
};

export const pt: Catalogue = {
  footnotes: 'Notas',
  backToText: 'Voltar ao texto',
  table: 'Tabela',
  watchVideo: 'Ver o vídeo',
  namesPair: ' e ',
  namesLast: ' e ',
};
