import { html } from 'htm/preact';
import { height, places, toMap, width } from '../text/places.js';

/** Drawn here, since no map may be fetched: outlines are a sketch, good enough to point at. */
const district = [
  [116.3245, 39.9385],
  [116.3255, 39.8985],
  [116.3195, 39.8935],
  [116.3245, 39.8755],
  [116.3475, 39.8705],
  [116.3755, 39.8715],
  [116.3985, 39.8725],
  [116.3985, 39.8995],
  [116.3915, 39.9005],
  [116.3915, 39.9335],
  [116.3945, 39.9345],
  [116.3945, 39.9485],
  [116.3895, 39.9735],
  [116.3735, 39.9735],
  [116.3685, 39.9495],
  [116.3515, 39.9435],
];
const water = [
  [
    [116.3795, 39.9465],
    [116.3845, 39.9445],
    [116.3865, 39.9405],
    [116.3905, 39.9375],
    [116.3885, 39.9355],
    [116.3845, 39.9385],
    [116.3815, 39.9425],
  ],
  [
    [116.3845, 39.9295],
    [116.3885, 39.9295],
    [116.3885, 39.9235],
    [116.3855, 39.9225],
  ],
  [
    [116.3815, 39.9215],
    [116.3855, 39.9215],
    [116.3845, 39.9105],
    [116.3805, 39.9095],
  ],
];
const roads = [
  [
    [116.318, 39.9062],
    [116.408, 39.9082],
  ],
  [
    [116.3555, 39.9485],
    [116.3565, 39.9065],
    [116.3525, 39.8985],
    [116.3505, 39.8715],
  ],
  [
    [116.3555, 39.9485],
    [116.3735, 39.9492],
    [116.408, 39.9495],
  ],
  [
    [116.3745, 39.9492],
    [116.3745, 39.8715],
  ],
  [
    [116.318, 39.9235],
    [116.408, 39.9245],
  ],
  [
    [116.318, 39.8895],
    [116.408, 39.8905],
  ],
  [
    [116.3405, 39.976],
    [116.3405, 39.866],
  ],
];

/** @param {number[][]} line */
const points = (line) =>
  line
    .map(([longitude = 0, latitude = 0]) => {
      const { x, y } = toMap({ latitude, longitude });
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');

/**
 * Xicheng in a few strokes, with a pin.
 * @param {{latitude: number, longitude: number, dots?: boolean}} props
 */
export function DistrictMap({ latitude, longitude, dots = false }) {
  const pin = toMap({ latitude, longitude });
  const x = Math.min(Math.max(pin.x, 4), width - 4);
  const y = Math.min(Math.max(pin.y, 10), height - 3);
  const outside = x !== pin.x || y !== pin.y;
  return html`
    <svg class="district-map" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <polygon class="map-land" points=${points(district)} />
      ${water.map((shape) => html`<polygon class="map-water" points=${points(shape)} />`)}
      ${roads.map((line) => html`<polyline class="map-road" points=${points(line)} />`)}
      ${
        dots &&
        places.map((place) => {
          const at = toMap(place);
          return html`<circle class="map-dot" cx=${at.x} cy=${at.y} r="1.1" />`;
        })
      }
      <g class="map-pin ${outside ? 'map-pin-outside' : ''}" transform="translate(${x} ${y})">
        <path d="M0 0c-3-3.4-4.6-5.6-4.6-7.7a4.6 4.6 0 0 1 9.2 0C4.6-5.6 3-3.4 0 0z" />
        <circle cy="-7.6" r="1.7" />
      </g>
    </svg>
  `;
}
