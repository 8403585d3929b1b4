const parts = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'Europe/London' };
const digits = new Intl.DateTimeFormat('en-CA', parts);
const sectionOf = ({ inputPath }) => inputPath.split('/')[3];

const layout = 'story.njk';
const eleventyComputed = {
  section: ({ page }) => sectionOf(page),
  permalink({ page, published }) {
    const day = digits.format(published).replaceAll('-', '/');
    return `/${sectionOf(page)}/${day}/${page.fileSlug}/`;
  },
};

// biome-ignore lint/style/noDefaultExport: Eleventy reads nothing else
export default { layout, eleventyComputed };
