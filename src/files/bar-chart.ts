import { colours, drawable, fitText, openStudio, type Pen, useFont } from './canvas.ts';

/*
 * Bars lying on their side, with words at their left and values at their right: what a phone shows best. As wide as a
 * phone shows a picture, as tall as the bars need.
 */

export interface Bar {
  readonly label: string;
  /** Null: there is nothing to measure; `shown` says so. */
  readonly value: number | null;
  /** The value as people read it: `47.8%`. */
  readonly shown: string;
  /** Softer and smaller, behind the value: `7,320 / 14,936`. */
  readonly behind?: string;
  /** Drawn darker than the others. */
  readonly marked?: boolean;
}

export interface BarChart {
  readonly title: string;
  /** Beneath the title: what day, of how many. */
  readonly under: string;
  readonly bars: readonly Bar[];
  /** What a bar from end to end stands for; by default, and at least, the largest. */
  readonly full?: number;
  /** A thin line through all bars, such as an average. */
  readonly line?: { readonly value: number; readonly label: string };
  /** At the foot, small: where it is from, what is invented. */
  readonly notes: readonly string[];
}

const width = 1080;
const margin = 64;
const rowHeight = 92;
const labelWidth = 316;
const valueWidth = 256;
const under = 34;
const noteSize = 27;
/** Taller, Telegram makes a photo too small to read. */
const mostBars = 24;

/** A PNG. Bars that don't fit into a picture are left out from the end; the caller orders them. */
export async function drawBarChart(chart: BarChart): Promise<Uint8Array> {
  const [studio, echarts] = await Promise.all([openStudio(), openCharts()]);
  const bars = chart.bars.slice(0, mostBars);
  const measuring = studio.createCanvas(1, 1).getContext('2d');
  const head = layHead(measuring, chart);
  const lineRoom = chart.line ? 48 : 16;
  const plotHeight = bars.length * rowHeight;
  const footTop = head.bottom + lineRoom + plotHeight + 28;
  const height = Math.ceil(footTop + 28 + chart.notes.length * noteSize * 1.6 + 36);

  const canvas = studio.createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = colours.clay;
  pen.fillRect(0, 0, width, 14);
  head.draw(pen);

  echarts.setPlatformAPI({ createCanvas: () => studio.createCanvas(1, 1) as never });
  const plot = studio.createCanvas(width, lineRoom + plotHeight);
  const drawn = echarts.init(plot as never, null, {
    width,
    height: lineRoom + plotHeight,
    devicePixelRatio: 1,
  });
  try {
    drawn.setOption(optionOf(chart, bars, lineRoom));
    pen.drawImage(plot, 0, head.bottom);
  } finally {
    drawn.dispose();
  }
  if (chart.line) writeLine(pen, chart.line.label, chart.line.value / fullOf(chart, bars), head.bottom);
  writeLabels(pen, bars, head.bottom + lineRoom);
  writeNotes(pen, chart.notes, footTop);
  return canvas.encode('png');
}

async function openCharts() {
  // Two megabytes of code that a bot which draws nothing never needs.
  const [core, { BarChart: bar }, { GridComponent, MarkLineComponent }, { CanvasRenderer }] =
    await Promise.all([
      import('echarts/core'),
      import('echarts/charts'),
      import('echarts/components'),
      import('echarts/renderers'),
    ]);
  core.use([bar, GridComponent, MarkLineComponent, CanvasRenderer]);
  return core;
}

function layHead(measuring: Pen, { title, under: below }: BarChart) {
  const room = width - 2 * margin;
  const big = fitText(measuring, title, { width: room, lines: 2, size: 62, least: 44, weight: 700 });
  const small = fitText(measuring, below, { width: room, lines: 2, size: under, least: 28 });
  const top = 14 + 52;
  const smallTop = top + big.lines.length * big.size * 1.24 + 14;
  return {
    bottom: smallTop + small.lines.length * small.size * 1.4 + 22,
    draw(pen: Pen) {
      pen.textBaseline = 'top';
      pen.fillStyle = colours.ink;
      useFont(pen, big.size, 700);
      big.lines.forEach((line, index) => {
        pen.fillText(line, margin, top + index * big.size * 1.24);
      });
      pen.fillStyle = colours.inkSoft;
      useFont(pen, small.size);
      small.lines.forEach((line, index) => {
        pen.fillText(line, margin, smallTop + index * small.size * 1.4);
      });
    },
  };
}

/** What a bar from end to end stands for. */
function fullOf({ full, line }: BarChart, bars: readonly Bar[]): number {
  const largest = Math.max(0, ...bars.map(({ value }) => value ?? 0), line?.value ?? 0);
  return Math.max(full ?? 0, largest) || 1;
}

function optionOf(chart: BarChart, bars: readonly Bar[], lineRoom: number) {
  const { line } = chart;
  return {
    animation: false,
    grid: { left: margin + labelWidth, right: margin + valueWidth, top: lineRoom, bottom: 0 },
    xAxis: { type: 'value' as const, show: false, min: 0, max: fullOf(chart, bars) },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      show: false,
      data: bars.map((_, index) => String(index)),
    },
    series: [
      {
        type: 'bar' as const,
        barWidth: 46,
        showBackground: true,
        backgroundStyle: { color: colours.cream, borderRadius: 8 },
        data: bars.map(({ value, marked }) => ({
          value: value ?? 0,
          itemStyle: { color: marked ? colours.clayDark : colours.clay, borderRadius: 8 },
        })),
        ...(line
          ? {
              markLine: {
                symbol: 'none',
                silent: true,
                lineStyle: { color: colours.inkSoft, type: 'dashed' as const, width: 2 },
                label: { show: false },
                data: [{ xAxis: line.value }],
              },
            }
          : {}),
      },
    ],
  };
}

/** Over the line through the bars: what it means. */
function writeLine(pen: Pen, label: string, share: number, top: number): void {
  const left = margin + labelWidth;
  const right = width - margin - valueWidth;
  useFont(pen, 28, 500);
  pen.fillStyle = colours.inkSoft;
  pen.textBaseline = 'middle';
  const text = drawable(label);
  const half = pen.measureText(text).width / 2;
  const middle = left + share * (right - left);
  const fitted = Math.min(Math.max(middle, left + half), width - margin - half);
  pen.textAlign = 'center';
  pen.fillText(text, fitted, top + 18);
  pen.textAlign = 'left';
}

function writeLabels(pen: Pen, bars: readonly Bar[], top: number): void {
  pen.textBaseline = 'middle';
  bars.forEach(({ label, shown, behind, value }, index) => {
    const middle = top + (index + 0.5) * rowHeight;
    const fitted = fitText(pen, label, {
      width: labelWidth - 24,
      lines: 2,
      size: 36,
      least: 25,
      weight: 500,
    });
    pen.fillStyle = colours.ink;
    useFont(pen, fitted.size, 500);
    const line = fitted.size * 1.16;
    fitted.lines.forEach((text, nth) => {
      pen.fillText(text, margin, middle + (nth - (fitted.lines.length - 1) / 2) * line);
    });
    const left = width - margin - valueWidth + 24;
    pen.fillStyle = value === null ? colours.inkSoft : colours.ink;
    if (value === null) useFont(pen, 28);
    else useFont(pen, 40, 700);
    pen.fillText(drawable(shown), left, behind ? middle - 17 : middle);
    if (!behind) return;
    pen.fillStyle = colours.inkSoft;
    useFont(pen, 26);
    pen.fillText(drawable(behind), left, middle + 22);
  });
}

function writeNotes(pen: Pen, notes: readonly string[], top: number): void {
  pen.strokeStyle = colours.line;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(margin, top);
  pen.lineTo(width - margin, top);
  pen.stroke();
  pen.textBaseline = 'top';
  pen.fillStyle = colours.inkSoft;
  notes.forEach((note, index) => {
    const fitted = fitText(pen, note, { width: width - 2 * margin, lines: 1, size: noteSize, least: 20 });
    useFont(pen, fitted.size);
    pen.fillText(fitted.lines[0] ?? '', margin, top + 26 + index * noteSize * 1.6);
  });
}
