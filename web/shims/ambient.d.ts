declare module "unhomoglyph/index.js" {
  const unhomoglyph: (text: string) => string;
  export default unhomoglyph;
}
