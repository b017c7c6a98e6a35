// Draws tables: <table data-chart="line|bar|ranking" data-unit="…">. The table stays and has the numbers.
//
// table: data-chart   line (over years), bar (groups side by side), ranking (bars that lie, a row each)
//        data-unit    "yuan": values are yuan, and the chart chooses 元, 万元 or 亿元; else the unit as it is written
//        data-said-in the unit in which the cells are written, where it is another
//        data-title   else its caption;  data-source: the line below a saved picture
//        data-into    id of an element in which the chart is put; else it stands before the table
// head:  the first cell is of the categories; th[data-series] are series, called so, or by their text if it is empty
// row:   the first cell is the category; tr[data-break="…"]: since the row before it is another thing (words why)
// cell:  td[data-value="123.45"], nothing where there is a gap; with <a href> where a click on it leads;
//        td[data-break="…"] as above, of one series; td[data-note="…"] stands in the tooltip, and marks the point
"use strict";
(() => {
  const WORDS = document.currentScript.dataset;
  const SCALES = JSON.parse(WORDS.scales);
  const MOST_ROWS = 50, ROW_HEIGHT = 30, BAR_HEIGHT = 14, AROUND_ROWS = 70, NARROW = 520, NEAR = 28;
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];
  const DASHES = ["solid", "dashed", "dotted", [8, 3, 2, 3], [12, 4], [2, 2]];
  const PRINTED = {
    ink: "#000000", quiet: "#444444", line: "#bbbbbb", paper: "#ffffff",
    series: ["#0b57a4", "#b8530f", "#17795a", "#93368f", "#6b6a12", "#59636e"],
  };
  const drawn = new Map();

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => name in values ? values[name] : all);
  const text = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const numbers = (digits) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: digits });

  function theme() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    return {
      ink: colour("ink"), quiet: colour("quiet"), line: colour("line"), paper: colour("paper"),
      series: [1, 2, 3, 4, 5, 6].map((n) => colour(`series-${n}`)),
    };
  }

  // What a table says: categories, and of each series the cells, null where there is a gap.
  function read(table) {
    const heads = [...table.tHead.rows].flatMap((row) => [...row.cells]).filter((cell) => "series" in cell.dataset);
    const all = [...table.tBodies].flatMap((body) => [...body.rows])
      .filter((row) => row.querySelector("[data-value]"));
    const rows = table.dataset.chart === "ranking" ? all.slice(0, MOST_ROWS) : all;
    const cells = rows.map((row) => [...row.cells].filter((cell) => "value" in cell.dataset));
    const amounts = cells.flat().map((cell) => Math.abs(Number(cell.dataset.value)));
    const most = Math.max(0, ...amounts);
    const [yuan, unit] = table.dataset.unit === "yuan"
      ? SCALES.find(([scale]) => most >= scale) || SCALES[SCALES.length - 1] : [1, table.dataset.unit || ""];
    const series = heads.map((head, n) => ({
      name: head.dataset.series || text(head),
      cells: cells.map((of) => {
        const cell = of[n];
        if (!cell || cell.dataset.value === "") return null;
        const link = cell.querySelector("a[href]");
        return {
          value: Number(cell.dataset.value) / yuan, said: text(link || cell), href: link && link.href,
          broken: cell.dataset.break || "", note: cell.dataset.note || "",
        };
      }),
    })).filter((one) => one.cells.some(Boolean));
    return {
      form: table.dataset.chart, unit, series, left: all.length - rows.length, all: all.length,
      title: table.dataset.title || (table.caption ? text(table.caption) : ""),
      source: table.dataset.source || "", saidIn: table.dataset.saidIn || "",
      categories: rows.map((row) => row.dataset.label || text(row.cells[0])),
      breaks: rows.map((row) => row.dataset.break || ""),
    };
  }

  // In words what is drawn, for who cannot see it.
  function said(data) {
    const series = data.series.map(({ name, cells }) => {
      const at = cells.map((cell, n) => cell && { ...cell, at: data.categories[n] }).filter(Boolean);
      const by = [...at].sort((a, b) => a.value - b.value);
      const [first, last, low, high] = [at[0], at[at.length - 1], by[0], by[by.length - 1]];
      const shown = (cell) => numbers(2).format(cell.value);
      return filled(at.length > 1 ? WORDS.series : WORDS.one, {
        name, first: shown(first), first_at: first.at, last: shown(last), last_at: last.at,
        low: shown(low), high: shown(high),
      });
    });
    const form = data.form === "line" ? WORDS.line : WORDS.bar;
    return filled(WORDS.says, { title: data.title, form, unit: data.unit, series: series.join(WORDS.joined) });
  }

  // One series; a line ends before a break and begins anew behind it, so that nobody follows it across.
  function* lines(data, look) {
    for (const [n, { name, cells }] of data.series.entries()) {
      let from = 0;
      const ends = cells.map((cell, at) => at > 0 && (data.breaks[at] || (cell && cell.broken)) ? at : 0).filter(Boolean);
      for (const end of [...ends, cells.length]) {
        yield {
          type: "line", name, lineStyle: { type: DASHES[n % DASHES.length], width: 2 }, symbol: SYMBOLS[n % SYMBOLS.length],
          showAllSymbol: true, connectNulls: false, itemStyle: { color: look.series[n % look.series.length] },
          data: cells.map((cell, at) => cell && at >= from && at < end
            ? { value: cell.value, symbolSize: cell.note ? 14 : 9, cell } : null),
          markLine: n === 0 && from === 0 ? broken(data, look) : undefined,
        };
        from = end;
      }
    }
  }

  function broken(data, look) {
    const at = data.breaks.flatMap((why, n) => why ? [{ xAxis: n, name: why }] : []);
    return {
      silent: true, symbol: "none", lineStyle: { type: "dotted", color: look.quiet }, data: at,
      label: { formatter: ({ name }) => name, color: look.quiet, position: "end", overflow: "truncate", width: 160 },
    };
  }

  const bars = (data, look) => data.series.map(({ name, cells }, n) => ({
    type: "bar", name, barMaxWidth: 34,
    label: { show: data.form === "ranking", position: "right", color: look.ink, formatter: ({ value }) => numbers(2).format(value) }, itemStyle: { color: look.series[n % look.series.length] },
    data: cells.map((cell) => cell && { value: cell.value, cell }),
  }));

  const rowHeight = (data) => ROW_HEIGHT + (data.series.length - 1) * BAR_HEIGHT;

  function option(data, look, width, saved) {
    const lies = data.form === "ranking", narrow = width < NARROW, several = data.series.length > 1;
    const axis = { axisLine: { lineStyle: { color: look.quiet } }, axisTick: { show: false } };
    const categories = {
      ...axis, type: "category", data: data.categories, inverse: lies,
      axisLabel: lies
        ? { color: look.ink, width: Math.round(width * (narrow ? 0.36 : 0.3)), overflow: "truncate", interval: 0 }
        : { color: look.ink, overflow: "break", interval: data.categories.length > 12 ? "auto" : 0,
          width: Math.max(40, Math.round((width - 80) / data.categories.length) - 6) },
    };
    const values = {
      ...axis, type: "value", name: data.unit, nameTextStyle: { color: look.quiet, align: lies ? "right" : "left" },
      nameGap: lies ? 24 : 12, nameLocation: "end", axisLine: { show: false },
      axisLabel: { color: look.quiet, hideOverlap: true, formatter: (value) => numbers(6).format(value) },
      splitLine: { lineStyle: { color: look.line } }, splitNumber: narrow ? 3 : 5,
    };
    if (lies) Object.assign(values, { position: "top", nameLocation: "middle", nameTextStyle: { color: look.quiet } });
    const above = (saved ? 60 : 12) + (several ? 30 : 0);
    return {
      animation: false, color: look.series, textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      aria: { enabled: true, label: { enabled: false }, decal: { show: data.form !== "line" && several } },
      legend: { show: several, top: saved ? 56 : 0, left: 0, type: several && narrow ? "scroll" : "plain",
        textStyle: { color: look.ink }, pageTextStyle: { color: look.ink }, pageIconColor: look.ink },
      grid: { left: 4, right: lies ? 72 : 28, top: above + (lies ? 22 : 24), bottom: saved ? 44 : 4,
        outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      xAxis: lies ? values : categories, yAxis: lies ? categories : values,
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, backgroundColor: look.paper, borderColor: look.line,
        textStyle: { color: look.ink, width: Math.max(160, width - 60), overflow: "break" },
        axisPointer: { type: data.form === "line" ? "line" : "shadow" },
        formatter: (points) => tooltip(data, [points].flat()),
      },
      series: data.form === "line" ? [...lines(data, look)] : bars(data, look),
      ...saved && {
        title: { text: data.title, left: 0, top: 4, textStyle: { color: look.ink, fontSize: 18, width: width - 20, overflow: "truncate" },
          subtext: data.unit, subtextStyle: { color: look.quiet }, itemGap: 4 },
        graphic: { type: "text", left: 0, bottom: 6, silent: true,
          style: { text: data.source, fill: look.quiet, fontSize: 11, width: width - 20, overflow: "break" } },
      },
    };
  }

  function tooltip(data, points) {
    const at = points[0].dataIndex;
    const shown = data.series.flatMap(({ name, cells }) => {
      const cell = cells[at];
      return cell ? [`${name}  ${cell.said} ${data.saidIn}`, cell.broken, cell.note] : [];
    });
    const leads = data.series.some(({ cells }) => cells[at] && cells[at].href);
    return [data.categories[at], data.breaks[at], ...shown, leads ? `(${WORDS.follow})` : ""].filter(Boolean).join("\n");
  }

  // The cell that a click means: the nearest of a line's points, of one bar the whole row.
  function meant(chart, data, event) {
    const place = [event.offsetX, event.offsetY];
    const lies = data.form === "ranking";
    const at = Math.round(chart.convertFromPixel(lies ? { yAxisIndex: 0 } : { xAxisIndex: 0 }, lies ? place[1] : place[0]));
    const there = data.series.map(({ cells }) => cells[at]).filter(Boolean);
    if (data.form !== "line") return data.series.length === 1 ? there[0] : null;
    const away = (cell) => Math.hypot(
      chart.convertToPixel({ xAxisIndex: 0 }, at) - place[0], chart.convertToPixel({ yAxisIndex: 0 }, cell.value) - place[1]);
    return there.filter((cell) => away(cell) < NEAR).sort((a, b) => away(a) - away(b))[0] || null;
  }

  function follow(cell, event) {
    if (!cell || !cell.href) return;
    if (event && (event.ctrlKey || event.metaKey)) window.open(cell.href, "_blank", "noopener");
    else location.assign(cell.href);
  }

  function save(data, form) {
    const look = { ...PRINTED }, width = 1000;
    const height = data.form === "ranking" ? 160 + data.categories.length * rowHeight(data) : 560;
    const vector = form === "svg";
    const chart = echarts.init(vector ? null : document.createElement("div"), null,
      { width, height, renderer: vector ? "svg" : "canvas", ssr: vector });
    chart.setOption({ ...option(data, look, width, true), backgroundColor: look.paper });
    const give = (blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = `${(data.title || "chart").replace(/[\\/:*?"<>|\s]+/g, "_").slice(0, 80)}.${form}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      chart.dispose();
    };
    if (vector) give(new Blob([chart.renderToSVGString()], { type: "image/svg+xml" }));
    else chart.renderToCanvas({ pixelRatio: 2, backgroundColor: look.paper }).toBlob(give);
  }

  function draw(table) {
    if (drawn.has(table)) return;
    const data = read(table);
    const most = Math.max(0, ...data.series.map(({ cells }) => cells.filter(Boolean).length));
    if (most < (data.form === "ranking" ? 1 : 2)) return; // one point says less than its number
    const figure = document.createElement("figure"), canvas = document.createElement("div");
    const tools = document.createElement("div"), hint = document.createElement("span");
    figure.className = "chart"; canvas.className = "chart-drawn"; tools.className = "chart-tools";
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", said(data));
    hint.textContent = [
      data.left ? filled(WORDS.first, { shown: data.categories.length, all: data.all }) : "",
      data.series.some(({ cells }) => cells.some((cell) => cell && cell.href)) ? WORDS.followHint : "",
    ].filter(Boolean).join(WORDS.joined);
    tools.append(hint, ...["png", "svg"].map((form) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = filled(WORDS.save, { form: form.toUpperCase() });
      button.addEventListener("click", () => save(data, form));
      return button;
    }));
    figure.append(canvas, tools);
    const into = table.dataset.into && document.getElementById(table.dataset.into);
    if (into) into.replaceChildren(figure);
    else (table.closest("details, .wide") || table).before(figure);
    if (data.form === "ranking") canvas.style.height = `${AROUND_ROWS + data.categories.length * rowHeight(data)}px`;
    const chart = echarts.init(canvas, null, { renderer: "canvas" });
    const show = (look) => chart.setOption(option(data, look, canvas.clientWidth, false), true);
    chart.getZr().on("click", (event) => follow(meant(chart, data, event), event.event));
    if (data.form !== "line" && data.series.length > 1) {
      chart.on("click", ({ data: point, event }) => follow(point && point.cell, event.event));
    }
    chart.getZr().on("mousemove", (event) => {
      const cell = data.form === "line" || data.series.length === 1 ? meant(chart, data, event) : null;
      if (data.form === "line" || data.series.length === 1) chart.getZr().setCursorStyle(cell && cell.href ? "pointer" : "default");
    });
    const watch = new ResizeObserver(() => { chart.resize(); show(theme()); });
    watch.observe(canvas);
    drawn.set(table, { chart, show, figure, watch });
    show(theme());
  }

  function drawAll() {
    for (const [table, { chart, figure, watch }] of drawn) {
      if (!table.isConnected) { watch.disconnect(); chart.dispose(); figure.remove(); drawn.delete(table); }
    }
    document.querySelectorAll("table[data-chart]").forEach(draw);
  }

  const again = (look) => drawn.forEach(({ show }) => show(look));
  document.addEventListener("themechange", () => again(theme()));
  addEventListener("beforeprint", () => again(PRINTED));
  addEventListener("afterprint", () => again(theme()));
  document.addEventListener("htmx:after:swap", drawAll);
  drawAll();
})();
