/*
 * The smaller parts of sentences. A name in braces stands for a line of the list of that name, so sentences grow
 * from a few hundred lines; see prose.ts.
 */

const lines = (text: string): readonly string[] => text.trim().split(/\s*\n\s*/);
/** The comma of `1,200` separates nothing. */
const list = (text: string): readonly string[] => text.trim().split(/\s*\n\s*|,\s+/);

export const WORDS = {
  first: list(`
    Alma, Berthold, Cecily, Dirk, Elin, Frode, Gudrun, Hector, Ida, Joss, Karin, Lorenz, Maud, Niamh, Oskar, Piers
    Quentin, Runa, Séverine, Tobias, Una, Viggo, Willem, Ysolde, Zara, Åse, Benedikt, Clara, Dag, Émile
  `),
  last: list(`
    Aldermoor, Brask, Carrowe, Dunning, Eskell, Farrant, Gaunt, Holm, Ingersby, Jarrow, Kettley, Lanner, Mossgrave
    Norrington, Oakes, Pemble, Quist, Rowntree, Sørby, Tallis, Underhay, Vikander, Wren, Yarrow, Zeller, Bävern, Thane
  `),
  person: lines(`{first} {last}`),
  role: list(`
    the mayor of {place}, the finance minister, the harbour master, a spokeswoman for {office}, the union's secretary
    the chief engineer, an economist at the university of {place}, the head teacher, a farmer near {place}
    the leader of the opposition, the judge, a resident of {place}, the minister for transport, a retired nurse
    the chair of the committee, the club's trainer, the auditor general, the director of the hospital
  `),
  office: list(`
    the harbour authority, the council of {place}, the Ministry of Works, the Assembly, the court of appeal
    the national grid, the teachers' union, the Fisheries Board, the statistics office, the Bank of Tavelund
    the health service, the railway, the water company, the Chamber of Trade, the weather service, the electoral office
  `),
  thing: list(`
    the new tramway, the levy on salt, the sea wall, the hospital at {place}, the ferry contract, the old glassworks
    the plan for {number} new homes, the road to {place}, the pension reform, the herring quota, the school budget
    the night train to {place}, the reservoir above {place}, the wind farm, the stadium, the customs agreement
    the archive of the city, the bridge at {place}, the minimum wage, the fuel duty, the tidal power station
  `),
  action: list(`
    approved, rejected, postponed, defended, published, withdrawn, criticised, doubled, promised, reviewed
  `),
  few: list(`two, three, four, five, six, seven, eight, nine, ten, eleven, twelve`),
  number: list(`
    14, 17, 20, 23, 31, 40, 48, 56, 64, 75, 90
    120, 180, 250, 340, 412, 600, 870, 1,200, 1,750, 2,400, 3,800, 6,500, 9,000, 14,000
  `),
  money: lines(`
    {number} talers
    {few} hundred thousand talers
    {few} million talers
  `),
  when: list(`
    on Monday, on Tuesday, on Wednesday, on Thursday, on Friday, at the weekend, last week, last month, this spring
    in the early hours, after {few} months of talks, a day after the storm, within a week, earlier than expected
    for the first time since the war, during a long session, only hours before the vote, without a debate
  `),
  why: list(`
    because the cost had doubled, because nobody had been asked, after a report by {office}
    since the old one no longer met the rules, although {office} had warned against it, so that work could begin
    while the inquiry was still open, in spite of protests in {place}, after complaints from {place}
  `),
  adverb: list(
    `narrowly, unanimously, quietly, finally, again, formally, provisionally, reluctantly`,
  ),
  feeling: list(`
    relieved, angry, surprised, not convinced, cautious, delighted, worried about the winter, ready to talk, tired of waiting
  `),
  claim: lines(`
    the work would take {few} months
    {thing} had cost {money} so far
    it would look at {thing} again
    no decision had been taken on {thing}
    {number} jobs depended on {thing}
    the figures for {place} were better than last year's
    {office} had not been told
    passengers would notice little of it
    it was too early to speak of a crisis
    the money would come from {office}
  `),
  speech: lines(`
    We shall not close {thing}. It's as simple as that
    I don't know anybody in {place} who wanted this
    Nobody has explained to us why {claim}
    There's a limit to what people will pay
    It isn't the money -- it's the way it was done
    If {office} won't act, we'll do it ourselves
    You can't run a town on promises
    We've waited {few} years, and we can wait until spring
    This is a good day for {place}
    They said that {claim}. We'll see
    My father worked here, and so did his
    I'd rather have a late answer than a wrong one
  `),
} as const;
