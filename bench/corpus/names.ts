/* The invented country of Tavelund: its newspaper's sections, topics and writers. */

/** The busiest sections come first. */
export const SECTIONS = [
  'national',
  'world',
  'business',
  'sport',
  'city',
  'culture',
  'science',
  'opinion',
] as const;

const list = (text: string): readonly string[] => text.trim().split(/\s*[,\n]\s*/);

/** 120 topics, those that are always in the news first. */
export const TOPICS = list(`
  politics, economy, transport, housing, health, schools, crime, climate, energy, harbours
  elections, taxes, football, courts, trade, fisheries, farming, police, railways, budgets
  universities, prices, wages, migration, storms, water, roads, hospitals, theatre, rowing
  music, unions, banks, factories, forests, technology, privacy, defence, pensions, ferries
  museums, books, film, flooding, salt levy, tourism, airports, nursing, childcare, broadband
  planning, parks, heritage, sea wall, islands, wind power, tidal power, fuel, insurance, shipping
  customs, border, language, religion, festivals, chess, sailing, cycling, athletics, skiing
  wildlife, birds, bees, rivers, drought, wildfires, mining, quarries, timber, glass
  bridges, trams, buses, parking, recycling, landfill, sewage, fishing quotas, herring, oysters
  vineyards, dairy, wheat, markets, bakeries, restaurants, hotels, canals, lighthouses, archives
  archaeology, astronomy, geology, vaccines, dentistry, midwives, ambulances, prisons, juries, legal aid
  archery, curling, swimming, opera, poetry, ceramics, radio, town halls, charters, coinage
`);

/** 40 writers; the first write most. */
export const AUTHORS = list(`
  Hanne Mollard, Oswin Tarrick, Ilse Varnholt, Corin Destry, Maël Kestring, Petra Lodwin
  Jorund Ames, Tilda Ferrow, Rasmus Quille, Agnès Dorval, Bram Ostler, Sunniva Hale
  Edric Vanning, Noor Halvane, Lucan Pryde, Greta Solberry, Anselm Crake, Dorthe Wynn
  Ivo Marrable, Signe Tolland, Fenna Askew, Kasimir Rudd, Orla Benneth, Teo Sandrel
  Wilma Garrow, Yannic Thorpe, Ester Lindal, Nils Corbray, Rosalind Vey, Hedda Munroy
  Jasper Kolding, Mirre Stavely, Pål Hesketh, Clemence Rook, Ulric Danby, Astrid Fell
  Zeno Harkness, Livia Brandt-Rose, Matthis Orrel, Inés Calloway
`);

export const SERIES = list(`
  The long winter, Who owns the shore, A year at the school gate, The price of salt, Rails and rivers
  Letters from the islands, The new quarter, Growing old here, After the flood, The night shift
  Borderland, What the valley knew, Small harbours, The debt, Ten bridges, Learning to vote
`);

export const PLACES = list(`
  Harrowmere, Brennick, Saltgate, Ostley, Vennholm, Quarrin, Eldwick, Nørhavn, Port Isel, Dunmarrow
  Ålesby, Tarn Bridge, Wexcombe, Grellin, Marsk, Hollowfield, Castellane Road, Upper Sorrel, Kilvane, Thrusk
  Lindmouth, Great Ottery, Pellworth, Skarrow, Varde Bay, Corvanne, Merebank, Stillwater Cross, Anselby, Roke
`);
