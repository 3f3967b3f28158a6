"""Tables and a plot of what was measured."""
import os
import statistics
from html import escape


class Report:
    def __init__(self):
        self.parts = []
        self.chart = []

    def table(self, title, base, times, chart=False):
        medians = {name: statistics.median(values) for name, values in times.items()}
        lines = [f"## {title}", "", "| | median ms | quartiles | ratio |", "| --- | --- | --- | --- |"]
        for name, values in times.items():
            low, _, high = statistics.quantiles(values, n=4)
            ratio = medians[name] / medians[base]
            lines.append(f"| {name} | {medians[name]:.0f} | {low:.0f} to {high:.0f} | {ratio:.2f} |")
            if chart:
                self.chart.append((name, ratio, low / medians[base], high / medians[base]))
        rounds = len(next(iter(times.values())))
        lines += ["", f"{rounds} rounds, interleaved; ratios against `{base}`."]
        self.parts.append("\n".join(lines))

    def facts(self, title, rows, head=("", "")):
        lines = [f"| {' | '.join(row)} |" for row in rows]
        self.parts.append("\n".join([f"## {title}", "", f"| {' | '.join(head)} |", "|" + " --- |" * len(head), *lines]))

    def text(self, title, lines):
        self.parts.append("\n".join([f"## {title}", "", "```", *lines, "```"]))

    def markdown(self):
        return "\n\n".join(["# Results", *self.parts]) + "\n"

    def write(self, directory):
        with open(os.path.join(directory, "results.md"), "w", encoding="utf-8") as file:
            file.write(self.markdown())
        with open(os.path.join(directory, "results.svg"), "w", encoding="utf-8") as file:
            file.write(self.svg())

    def svg(self):
        row, left, width = 28, 200, 420
        scale = width / max(high for _, _, _, high in self.chart)
        bars = []
        for i, (name, ratio, low, high) in enumerate(self.chart):
            y, length = 40 + i * row, scale * ratio
            bars.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>'
                        f'<rect x="{left}" y="{y}" width="{length:.0f}" height="18" fill="#4a7"/>'
                        f'<line x1="{left + scale * low:.0f}" x2="{left + scale * high:.0f}" y1="{y + 9}" y2="{y + 9}" '
                        f'stroke="#222" stroke-width="2"/>'
                        f'<text x="{left + scale * max(high, ratio) + 6:.0f}" y="{y + 14}">{ratio:.2f}</text>')
        height = 50 + len(self.chart) * row
        return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 60}" height="{height}" '
                f'font-family="sans-serif" font-size="13"><text x="{left}" y="22">Launch to the first instruction, '
                f'as a multiple of docker run (bar: median, line: quartiles)</text>{"".join(bars)}</svg>\n')
