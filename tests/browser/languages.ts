import type { UserConfig } from '../../src/config/schema.ts';
import { type Files, story } from '../support/site.ts';
import { drawLogo, drawPng } from './picture.ts';

/** The words of a small newspaper in one language. */
interface Edition {
  readonly title: string;
  readonly tagline: string;
  readonly author: string;
  readonly sections: readonly [string, string];
  readonly headlines: readonly string[];
  readonly question: string;
  readonly paragraph: string;
}

const EDITIONS = {
  ar: {
    title: 'صحيفة المصب',
    tagline: 'أخبار المدينة والنهر',
    author: 'ليلى منصور',
    sections: ['السياسة', 'الثقافة'],
    headlines: [
      'مجلس المدينة يؤجل قراره بشأن السد للمرة الثالثة',
      'الميناء يستقبل أول عبّارة كهربائية منذ عشر سنوات',
      'ارتفاع الإيجارات بنسبة 12 في المئة خلال عام واحد',
      'المسرح الوطني يفتتح موسمه بعمل جديد',
      'مباشر: فرز الأصوات في انتخابات المجلس',
    ],
    question: 'ماذا بعد؟',
    paragraph:
      'اجتمع المجلس للمرة الثالثة هذا الأسبوع ولم يصل إلى قرار بشأن السد المفتوح منذ فيضان الربيع الماضي، وقال رئيسه إن الكلفة بلغت 84 مليونًا (انظر https://council.example/weir).',
  },
  ko: {
    title: '하구신문',
    tagline: '강과 도시의 소식',
    author: '김하늘',
    sections: ['정치', '문화'],
    headlines: [
      '시의회, 보 개방 결정을 세 번째로 미루다',
      '항구에 십 년 만에 첫 전기 여객선 도착',
      '임대료 일 년 사이 12퍼센트 올라 세입자 부담 커져',
      '국립극장, 새 작품으로 시즌 개막',
      '생중계: 지방선거 개표 상황',
    ],
    question: '앞으로의 일정',
    paragraph:
      '시의회는 이번 주 세 번째 회의를 열었지만 지난봄 홍수 이후 열려 있는 보에 대해 결정을 내리지 못했다. 의장은 비용이 8400만에 이른다고 말했다.',
  },
  ja: {
    title: '河口新聞',
    tagline: '川と町のニュース',
    author: '山田花子',
    sections: ['政治', '文化'],
    headlines: [
      '市議会、堰の開放をめぐる決定を三度目の先送り',
      '港に十年ぶりの新造船、初の電気フェリーが到着',
      '家賃が一年で十二パーセント上昇、借り手の負担重く',
      '国立劇場、新作でシーズン開幕',
      '速報中：市議会選挙の開票状況',
    ],
    question: '今後の予定',
    paragraph:
      '市議会は今週三度目の会議を開いたが、昨春の洪水以来開いたままの堰について結論を出せなかった。議長は費用が八千四百万に達すると述べた。次の会議は月曜日に開かれる。',
  },
  de: {
    title: 'Der Mündungsbote',
    tagline: 'Nachrichten von Fluss und Stadt',
    author: 'Jörg Müßiggang',
    sections: ['Politik', 'Kultur'],
    headlines: [
      'Hochwasserschutzbeauftragte verschiebt Wehrentscheidung zum dritten Mal',
      'Erste Elektrofähre seit zehn Jahren im Hafen',
      'Mieten steigen binnen Jahresfrist um zwölf Prozent',
      'Staatstheater eröffnet Spielzeit mit Uraufführung',
      'Live: Die Auszählung der Kommunalwahl',
    ],
    question: 'Wie es weitergeht',
    paragraph:
      'Der Rat kam in dieser Woche zum dritten Mal zusammen und fand abermals zu keiner Entscheidung über das Wehr, das seit dem Hochwasser des vergangenen Frühjahrs offen steht.',
  },
  fr: {
    title: 'Le Courrier de l’Estuaire',
    tagline: 'Les nouvelles du fleuve et de la ville',
    author: 'Zoé Lefèvre',
    sections: ['Politique', 'Culture'],
    headlines: [
      'Le conseil municipal reporte pour la troisième fois sa décision sur le barrage',
      'Le premier ferry électrique en dix ans arrive au port',
      'Les loyers augmentent de 12 % en un an',
      'Le Théâtre national ouvre sa saison avec une création',
      'Direct : le dépouillement des élections municipales',
    ],
    question: 'Et maintenant ?',
    paragraph:
      'Le conseil s’est réuni pour la troisième fois cette semaine sans parvenir à une décision sur le barrage, ouvert depuis la crue du printemps dernier.',
  },
  es: {
    title: 'El Correo del Estuario',
    tagline: 'Noticias del río y de la ciudad',
    author: 'Íñigo Peña',
    sections: ['Política', 'Cultura'],
    headlines: [
      'El ayuntamiento aplaza por tercera vez la decisión sobre la presa',
      'Llega al puerto el primer transbordador eléctrico en diez años',
      'Los alquileres suben un 12 % en un año',
      'El Teatro Nacional abre la temporada con un estreno',
      'En directo: el recuento de las elecciones municipales',
    ],
    question: '¿Y ahora qué?',
    paragraph:
      'El pleno se reunió por tercera vez esta semana y tampoco tomó una decisión sobre la presa, abierta desde la crecida de la primavera pasada.',
  },
} as const satisfies Readonly<Record<string, Edition>>;

export type Language = keyof typeof EDITIONS;
export const LANGUAGES = Object.keys(EDITIONS) as readonly Language[];

const KINDS = ['news', 'analysis', 'opinion', 'review', 'live'];

/** A newspaper of five stories, with one page of each kind. */
export function newspaperIn(language: Language): { files: Files; config: UserConfig } {
  const { title, tagline, author, sections, headlines, question, paragraph }: Edition =
    EDITIONS[language];
  const text = `${paragraph}[^1]\n\n## ${question}\n\n::: pullquote\n${paragraph}\n\n— ${author}\n:::\n\n> ${paragraph}\n\n- ${question}\n- **${question}**\n\n[^1]: ${paragraph}\n`;
  const updates = `${paragraph}\n\n## 14:05 ${question} {key}\n\n${paragraph}\n\n## 12:30\n\n${paragraph}\n`;
  const stories = headlines.map((headline, i) => {
    const isLive = KINDS[i] === 'live';
    const matter = {
      headline,
      dek: paragraph,
      kind: KINDS[i],
      section: i < 3 ? 'one' : 'two',
      published: `2026-11-2${i > 1 ? 3 : i}T0${i + 4}:30:00Z`,
      authors: ['writer', 'Ada Ashe'].slice(0, (i % 2) + 1),
      tags: [sections[0]],
      series: i < 2 ? question : null,
      breaking: i === 0 ? '2026-11-24T06:00:00Z' : null,
      image: i % 2 === 0 ? { src: '/wide.png', alt: headline, caption: paragraph } : null,
      corrections: i === 1 ? [{ date: '2026-11-22', text: paragraph }] : null,
    };
    return [`stories/story-${i}.md`, story(matter, isLive ? updates : text)];
  });
  return {
    files: {
      ...Object.fromEntries(stories),
      'pages/about.md': `---\nheadline: ${JSON.stringify(title)}\n---\n${text}`,
      'public/favicon.svg': drawLogo('#0b4f8a'),
      'public/wide.png': drawPng(900, 600),
    },
    config: {
      title,
      tagline,
      language,
      url: 'https://estuary.example',
      sections: { one: { name: sections[0] }, two: { name: sections[1] } },
      authors: { writer: { name: author, bio: paragraph, photo: '/wide.png' } },
      policies: { masthead: '/about/' },
    },
  };
}
