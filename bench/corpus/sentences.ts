/* Whole sentences, and what else stands in a story, in the notation of words.ts. */

const lines = (text: string): readonly string[] => text.trim().split(/\s*\n\s*/);

export const SENTENCES = {
  headline: lines(`
    {thing} {action} {when}
    {place} waits for {thing}
    {office} reviews {thing}
    {person}: why {place} needs {thing}
    {few} questions about {thing}
    "No more delays": {place} turns on {office}
    {place} and {place} quarrel over {thing}
    Costs of {thing} rise to {money}
    How {thing} divided {place}
    {office} loses case over {thing}
    {place} celebrates as {thing} is {action}
    What {office} knew about {thing}
  `),
  dek: lines(`
    {office} says that {claim}, but {place} is {feeling}.
    {person}, {role}, is {feeling}: {claim}.
    It was {action} {when}, {why}.
    After {few} years, {thing} has been {adverb} {action}.
    {number} people came to hear that {claim}.
  `),
  sentence: lines(`
    {office} has {adverb} {action} {thing}, {why}.
    {thing} was {action} {when}, {why}.
    {person}, {role}, said {when} that {claim}.
    "{speech}," said {person}, {role}.
    "{speech}," {person} told this newspaper. "{speech}."
    According to {office}, {claim}.
    {number} people gathered in {place} {when}; most of them were {feeling}.
    The bill comes to {money}, which is {money} more than planned, and the account is not closed yet.
    That leaves {thing}, of which little has been heard since it was {action} {when}.
    In {place}, where {person} grew up, people are {feeling}.
    {office} expects that {claim} -- a forecast that {role} called "brave".
    Work on {thing} began {when} and was {adverb} {action} {when}.
    Of the {number} members of the committee, only {few} voted against.
    Whether {office} will agree is open... {person} doubts it.
    A letter that this newspaper has seen says that {claim}.
    It is {number} kilometres from {place} to {place}, and the road was closed {when}.
    {role} declined to comment, and so did {office}.
    The same had happened {when}, when {thing} was {action}.
    {person}'s office did not say whether {claim}.
    Not everybody is {feeling}: in {place}, {claim}.
    For {few} weeks {office} and {office} had been at odds over {thing}, and neither side gave way.
    {person}, who has been {role} for {few} years, called the decision a mistake that {place} would pay for.
    If nothing changes, {thing} will cost {money} a year; if {office} has its way, it will be half of that.
    The rain that fell on {place} {when} made things worse: {number} cellars were flooded, and the trains stood still.
    Few in {place} remember that {thing} was once {action} {adverb} and with the votes of all parties.
    Members of {office} met {person} {when}; what was agreed on is to be made public before the end of the year.
    Prices rose by {few} per cent, those of bread and fuel by more, and wages hardly at all.
    The inquiry, which is led by {person}, has heard {number} witnesses and read letters from {place}.
    Outside, {number} people with banners sang; inside, {role} read out the names of those who had signed.
    Critics point to {place}, where {thing} was {action} in a similar way and {claim}.
    A spokesman put it differently: {thing} was safe, well built and "not for sale".
    Since then the case has lain with {office}, whose answer is expected within {few} weeks.
  `),
  marked: lines(`
    The report, *The future of {place}*, runs to {number} pages.
    **{number} people** were taken to hospital; none of them is in danger.
    What matters now, says {person}, is *when*, not *whether*.
    The full figures are [on the pages of {office}](https://records.tavelund.example/reports/{digits}).
    {person} has written [a book about {thing}](https://books.example/tavelund) and is {feeling}.
    The notice is filed as \`TV-{digits}\`, and **anyone may object** {when}.
    A [map of the works](https://maps.example/tavelund/{digits}) shows what that means for {place}.
  `),
  fact: lines(`
    {number} homes in {place} are without power.
    {thing}: **{action}** {when}.
    {office} meets again {when}.
    {person} remains {role}.
    A ticket from {place} to {place} costs {money}.
  `),
  note: lines(`
    {office}, annual report, page {digits}.
    The figure leaves out {place}, where {claim}.
    {person} in a lecture at {place}, published as *On {place}*.
  `),
  heading: lines(`
    What happens next
    How it came to this
    Who pays for it
    "We were not asked"
    The view from {place}
    The case of {person}
    A question of {money}
    {place} is {feeling}
  `),
  correction: lines(`
    An earlier version of this story gave the wrong sum. It is {money}.
    {person} is {role}, which an earlier version of this story did not say.
    The name of {person} was misspelt in an earlier version of this story.
  `),
  byline: lines(`
    {person} in {place}
    Staff and agencies
    {person} and {person}
  `),
} as const;
