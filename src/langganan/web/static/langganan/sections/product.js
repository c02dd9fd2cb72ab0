/* A product's weeks: what was sold as bars, what is expected as a line in its band. The table below says the same. */
(() => {
  "use strict";

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  const short = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
  const long = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric" });
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

  const settings = (weeks, words) => {
    const line = { pointRadius: 0, pointHitRadius: 12, borderWidth: 2, tension: 0 };
    const days = weeks.start.map((day) => new Date(`${day}T12:00`));
    const say = (item) => {
      if (item.datasetIndex === 1) return null;
      if (item.datasetIndex === 0) return `${words.sold}: ${count.format(item.raw)}`;
      const i = item.dataIndex;
      return `${words.mean}: ${count.format(weeks.mean[i])} (${count.format(weeks.low[i])} – ${count.format(weeks.high[i])} ${words.band})`;
    };
    return {
      data: {
        labels: days,
        datasets: [
          { type: "bar", data: weeks.sold, backgroundColor: colour("--grey"), barPercentage: 1, categoryPercentage: 0.8, order: 1 },
          { ...line, type: "line", data: weeks.low, borderWidth: 0, fill: false, order: 2 },
          { ...line, type: "line", data: weeks.high, borderWidth: 0, fill: 1, backgroundColor: colour("--band"), order: 2 },
          { ...line, type: "line", data: weeks.mean, borderColor: colour("--indigo"), order: 0 },
        ],
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        plugins: {
          legend: { display: false },
          tooltip: {
            displayColors: false,
            filter: (item) => item.raw !== null && (item.datasetIndex === 0 || item.datasetIndex === 3),
            callbacks: { title: (items) => (items.length ? long.format(days[items[0].dataIndex]) : ""), label: say },
          },
        },
        scales: {
          x: {
            grid: { display: false }, border: { color: colour("--line") },
            ticks: { color: colour("--soft"), maxRotation: 0, autoSkipPadding: 24, callback: (_, i) => short.format(days[i]) },
          },
          y: {
            beginAtZero: true, border: { display: false }, grid: { color: colour("--line") },
            ticks: { color: colour("--soft"), maxTicksLimit: 5, callback: (value) => count.format(value) },
          },
        },
      },
    };
  };

  const draw = () => {
    const box = document.getElementById("product-chart");
    const data = document.getElementById("product-weeks");
    if (!box || !data || !window.Chart) return;
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", box.parentElement.querySelector("h2").textContent);
    box.hidden = false;
    box.append(canvas);
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    let chart = new Chart(canvas, settings(JSON.parse(data.textContent), box.dataset));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      chart.destroy();
      chart = new Chart(canvas, settings(JSON.parse(data.textContent), box.dataset));
    });
  };

  document.addEventListener("DOMContentLoaded", draw);
})();
