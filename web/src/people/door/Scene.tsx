import style from "./Scene.module.css";

/** The view from the tea room: mountains through a round window, a boat, a table with bowl and pot. */
export function Scene() {
  return (
    <svg className={style.scene} viewBox="0 0 360 366" aria-hidden="true">
      <clipPath id="window">
        <circle cx="172" cy="176" r="139" />
      </clipPath>
      <circle className={style.frame} cx="172" cy="176" r="151" />
      <circle className={style.sky} cx="172" cy="176" r="139" />
      <g clipPath="url(#window)">
        <circle className={style.sun} cx="222" cy="112" r="24" />
        <path className={style.far} d="M20 190c26-26 44-40 66-40s26 12 44 10c26-4 30-48 62-48s38 52 78 54c24 2 40-2 60 4v160H20Z" />
        <path className={style.middle} d="M20 210c30-22 46-20 64-14s26 8 42-4c14-12 22-16 32-15 26 2 34 36 66 36s44-22 98-4v120H20Z" />
        <path className={style.near} d="M20 252c30-18 50-22 74-14s40 12 70 0 54-20 76-13 36 12 60 24v90H20Z" />
        <path className={style.water} d="M20 263h300v70H20Z" />
        <path className={style.light} d="M74 273h32M208 271h64M152 293h32" />
        <path className={style.hull} d="M151 271h34c-3 6-8 8-17 8s-14-2-17-8Z" />
        <path className={style.roof} d="M159 271c0-7 4-10 9-10s9 3 9 10Z" />
        <path className={style.bird} d="M153 82q7-5 12 0 6-5 12 0M183 96q5-4 9 0 5-4 9 0" />
      </g>
      <circle className={style.rim} cx="172" cy="176" r="139" />
      <path className={style.branch} d="M225 66c24-14 52-8 68-24 10-10 14-20 20-28M296 38c14-4 22-6 34-8M270 54c2 14 0 22-4 34" />
      <g className={style.blossom}>
        <Flower x={229} y={64} size={1} />
        <Flower x={250} y={56} size={0.72} />
        <Flower x={278} y={49} size={1} />
        <Flower x={271} y={81} size={0.82} />
        <Flower x={308} y={18} size={0.9} />
        <Flower x={317} y={31} size={0.66} />
      </g>
      <path className={style.steam} d="M107 261c5 5-4 9 0 16M121 261c5 5-4 9 0 16" />
      <path className={style.bowl} d="M92 288h46c0 22-8 33-23 33s-23-11-23-33Z" />
      <path className={style.bowlRim} d="M90 287h50M88 320h54" />
      <path className={style.shine} d="M99 296c1 8 3 13 6 17" />
      <path className={style.potLine} d="M252 298c12-3 14 16 2 18M214 312c-8-2-6-9-14-11" />
      <path className={style.pot} d="M211 307c0-14 10-18 22-18s22 5 22 18-9 15-22 15-22-3-22-15Z" />
      <path className={style.potDark} d="M222 290c3-6 20-6 23 0ZM220 320h28" />
      <circle className={style.potDark} cx="233" cy="284" r="3" />
      <path className={style.table} d="M34 324h276M60 326v24M283 326v24" />
    </svg>
  );
}

function Flower({ x, y, size }: { x: number; y: number; size: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${size})`}>
      <circle cy="-5" r="4.2" />
      <circle cx="4.8" cy="-1.5" r="4.2" />
      <circle cx="3" cy="4.2" r="4.2" />
      <circle cx="-3" cy="4.2" r="4.2" />
      <circle cx="-4.8" cy="-1.5" r="4.2" />
      <circle className={style.heart} r="2.2" />
    </g>
  );
}
