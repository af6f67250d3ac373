// The page's own icons: strokes on a 20 × 20 grid, hidden from screen readers (the control has the words).

import { svg } from "./dom.js";

const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.500h14M2.5 12.500h14",
  attach: "M14.5 6.5 8 13a1.800 1.800 0 0 1-2.500-2.500l7-7a3 3 0 0 1 4.200 4.200l-7 7a4.500 4.500 0 0 1-6.400-6.400L9.500 3",
  archive: "M3 4h14v4H3zM4.5 8v8h11V8M8 11h4",
  menu: "M3 5.500h14M3 10h14M3 14.500h14",
  close: "M5 5l10 10M15 5 5 15",
  back: "M12 4.5 6.5 10l5.5 5.5",
  down: "M5.5 8l4.5 4.500L14.5 8",
  search: "M9 3.500a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M13 13l4 4",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  reply: "M8.5 5 3.500 9.500 8.500 14M3.500 9.500H12a4.500 4.500 0 0 1 4.500 4.500v2",
  send: "M3.5 3.5 17 10 3.5 16.500l2-6.500zM5.5 10H11",
  bolt: "M11 2.5 4.5 11.500H10l-1 6L15.5 8.500H10z",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6v4.200l2.8 1.6",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5M10 7.700a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6",
  file: "M5 2.500h6.500L15.5 6.500v11H5zM11.5 2.500v4h4",
  download: "M10 3v9M6.5 8.8 10 12.300l3.5-3.500M4 16.500h12",
  window: "M11 3.500h5.500V9M16.5 3.5 9.5 10.500M8 4.500H3.500v12h12V12",
  check: "M4 10.5 8.2 14.5 16 6",
  warn: "M10 3 2.5 16.500h15zM10 8v4M10 14.200h.01",
  home: "M3 9.5 10 3.500l7 6M5 8v8.500h10V8",
  calendar: "M3.5 5h13v12h-13zM3.5 8.500h13M7 3v3.500M13 3v3.5",
  spark: "M10 2.500c.6 4.7 2.8 6.9 7.5 7.5-4.7.6-6.9 2.8-7.5 7.5-.6-4.7-2.8-6.9-7.5-7.5 4.7-.6 6.9-2.8 7.5-7.5",
};

export function icon(name, size = 20) {
  return svg(
    "svg",
    { viewBox: "0 0 20 20", width: size, height: size, class: `icon icon-${name}`, "aria-hidden": "true", focusable: "false" },
    svg("path", { d: PATHS[name] }),
  );
}
