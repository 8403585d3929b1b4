/** The part of EJS 7 that Broadsheet uses; the package brings no types. */
declare module 'ejs' {
  export interface Options {
    filename: string;
    _with: false;
    compileDebug: true;
    strict?: boolean;
    destructuredLocals: readonly string[];
    escape: (value: unknown) => string;
  }
  export type TemplateFunction = (locals: object) => string;
  class Template {
    constructor(text: string, options: Options);
    source: string;
    generateSource(): void;
    compile(): TemplateFunction;
  }
  const ejs: { Template: typeof Template };
  export default ejs;
}
