import { defineConfig } from 'broadsheet';

export default defineConfig({
  title: 'The Merrow Courier',
  tagline: 'News from the estuary and beyond since 1868',
  description:
    'Reporting from Port Merrow, capital of the republic of Vesmar, and from its neighbours. An invented newspaper.',
  url: 'https://merrow-courier.example',
  language: 'en-GB',
  timeZone: 'Europe/London',
  sections: {
    world: { name: 'World', description: 'Ostrany, Karrow, Halvia and the countries beyond them.' },
    politics: { name: 'Politics', description: 'The Assembly, Compass House and the councils.' },
    business: {
      name: 'Business',
      description: 'The harbour, the yards, the markets and the people who work in them.',
    },
    science: {
      name: 'Science',
      description: 'Research, medicine and the natural world, from the Anner to the open sea.',
    },
    culture: {
      name: 'Culture',
      description: 'Stage, books, music, film and lives worth remembering.',
    },
    opinion: {
      name: 'Opinion',
      description: 'Columns and leading articles. The views are those of their authors.',
    },
  },
  authors: {
    'ada-venn': {
      photo: '/people/ada-venn.jpg',
      name: 'Ada Venn',
      jobTitle: 'Political editor',
      bio: 'Ada Venn has reported from the Assembly since 2009 and has been political editor since 2020. She began on the night desk, and still files best after ten.',
      email: 'ada.venn@merrow-courier.example',
      links: [
        {
          text: 'The Lobby Bell, a weekly letter',
          url: 'https://letters.merrow-courier.example/lobby-bell',
        },
        { text: '@adavenn', url: 'https://social.example/@adavenn' },
      ],
    },
    'tobias-renk': {
      photo: '/people/tobias-renk.jpg',
      name: 'Tobias Renk',
      jobTitle: 'Foreign correspondent, Selvane',
      bio: 'Tobias Renk covers Ostrany, Karrow and Halvia from Selvane, where he has lived since 2014. He is the author of two books on the rivers of the interior.',
      email: 'tobias.renk@merrow-courier.example',
      links: [{ text: '@renk', url: 'https://social.example/@renk' }],
    },
    'mirela-stroud': {
      photo: '/people/mirela-stroud.jpg',
      name: 'Mirela Stroud',
      jobTitle: 'Science correspondent',
      bio: 'Mirela Stroud trained as a physical oceanographer and came to the Courier in 2017. She writes about water, weather, medicine and anything that has to be measured.',
      email: 'mirela.stroud@merrow-courier.example',
      links: [{ text: 'Data and methods', url: 'https://data.merrow-courier.example/stroud' }],
    },
    'callum-oake': {
      photo: '/people/callum-oake.jpg',
      name: 'Callum Oake',
      jobTitle: 'Business editor',
      bio: 'Callum Oake was a shipping analyst for eleven years before he joined the Courier in 2018. He reports on the port, energy and public money.',
      email: 'callum.oake@merrow-courier.example',
      links: [{ text: '@callumoake', url: 'https://social.example/@callumoake' }],
    },
    'ines-fallowfield': {
      photo: '/people/ines-fallowfield.jpg',
      name: 'Ines Fallowfield',
      jobTitle: 'Culture editor and chief critic',
      bio: 'Ines Fallowfield has been a critic of theatre and books for twenty years. She pays for her tickets and sits on the aisle.',
      email: 'ines.fallowfield@merrow-courier.example',
    },
    'johanna-brandis': {
      photo: '/people/johanna-brandis.jpg',
      name: 'Johanna Brandis',
      jobTitle: 'City reporter',
      bio: 'Johanna Brandis grew up on the Lindenkai and writes about Port Merrow in English and in German. She covers housing, work, the river and its people.',
      email: 'johanna.brandis@merrow-courier.example',
      links: [{ text: '@brandis', url: 'https://social.example/@brandis' }],
    },
    'desmond-ayre': {
      photo: '/people/desmond-ayre.jpg',
      name: 'Desmond Ayre',
      jobTitle: 'Columnist',
      bio: 'Desmond Ayre has written for the Courier since 1992, as a court reporter, a foreign correspondent and, since 2011, as a columnist. He walks to work.',
      email: 'desmond.ayre@merrow-courier.example',
    },
    'leonie-marchbank': {
      photo: '/people/leonie-marchbank.jpg',
      name: 'Leonie Marchbank',
      jobTitle: 'Columnist and economics writer',
      bio: 'Leonie Marchbank taught public finance at Merrow University until 2021. Her column on how the state spends its money appears every week.',
      email: 'leonie.marchbank@merrow-courier.example',
      links: [
        {
          text: 'The working, figures behind the column',
          url: 'https://data.merrow-courier.example/marchbank',
        },
      ],
    },
  },
  nav: [
    { text: 'World', url: '/world/' },
    { text: 'Politics', url: '/politics/' },
    { text: 'Business', url: '/business/' },
    { text: 'Science', url: '/science/' },
    { text: 'Culture', url: '/culture/' },
    { text: 'Opinion', url: '/opinion/' },
  ],
  footer: {
    text: 'The Merrow Courier is an invented newspaper: its people, places and events do not exist.',
    links: [
      { text: 'About', url: '/about/' },
      { text: 'Contact', url: '/contact/' },
    ],
  },
  policies: { ethics: '/ethics/', corrections: '/corrections-policy/', masthead: '/about/' },
  social: [
    { text: 'Social', url: 'https://social.example/@merrowcourier' },
    { text: 'Video', url: 'https://video.example/courier' },
  ],
});
