(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const words = find("#words"), choice = find("#choice"), count = find("#count"), none = find("#none");
  const items = Array.from(document.querySelectorAll("#found > li"));
  const language = document.documentElement.lang;

  // As each item's words were folded: without case, accents and ligatures.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/’/g, "'");

  const show = () => {
    const wanted = fold(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const fits = (!choice.value || item.dataset.choice === choice.value)
        && wanted.every((word) => item.dataset.words.includes(word));
      item.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    const single = language === "fr" ? shown < 2 : shown === 1;
    const form = single ? count.dataset.one : count.dataset.many;
    count.textContent = form.replace("{n}", new Intl.NumberFormat(language).format(shown));
    none.hidden = shown > 0;
  };

  words.addEventListener("input", show);
  choice.addEventListener("change", show);
  find(".controls").hidden = false;
})();
