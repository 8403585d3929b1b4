export const HELP = `broadsheet: a static site generator for news

Usage: broadsheet <command> [folder] [flags]

Commands
  build     make the site in dist/
  dev       show the site in the browser while it is being written
  preview   serve dist/ as a host would, to look at it before it is deployed
  check     say everything that is wrong with the site, and write nothing
  deploy    put dist/ where readers get it, as the configuration says
  list      show all stories: status, date, section, slug, words, file
  clean     remove what builds have made
  info      show versions and settings

Flags
  --out <dir>        where the site goes (default: dist)
  --config <file>    the configuration (default: broadsheet.config.ts, .js, .mjs or .json)
  --url <address>    address of the site, such as https://example.org
  --base <path>      path under which the site is served, such as /project
  --clock <instant>  the time that decides what is public (default: now), such as 2026-03-01T07:30:00Z
  --drafts           publish drafts too
  --future           publish scheduled and embargoed stories too
  --json             print one report for machines on stdout
  --quiet            print errors only
  --verbose          print all warnings, and what took how long
  --no-color         print without colours
  -h, --help         print this
  -v, --version      print the version

Flags of build
  --clean            forget what earlier builds know, and make every page again
  --threads <n>      how many threads may work (default: as many as there are cores); the site is the same
  --shard <i/n>      make part i of n of a large site, as one of n machines; needs --clock
  --profile          print how long each stage took, and the pages of each template
  --watch            stay, and build again with each change

Flags of dev and preview
  --port <n>         where to listen (default: 4321; the next free one if it is taken)
  --strict-port      fail if the port is taken
  --host <name>      listen on this address (default: localhost, which only this machine reaches)
  --open             open the browser
  --no-drafts, --no-future   in dev, leave out what is not public (it is shown by default)

Flags of check
  --target <names>   also look with the eyes of google-news, apple-news, flipboard and rss (with commas between them)

Flags of deploy
  --target <name>    which of the places that the configuration names
  --dry-run          say what would be done, and do nothing
  --allow-deletions  also if many files would be deleted
  --take-over        also if files of another site would be replaced

Flags of list
  --status <status>  published, draft, embargoed, scheduled, expired, withheld, canceled, or held for all that are not public
  --section <slug>   stories of one section
  --author <name>    stories of one author

Exit codes: 0 all is well, 1 an error in a story or template, 2 an error on the command line or in the
configuration, 3 another build is running, 130 interrupted (143 when terminated, 129 on hang-up).
`;
