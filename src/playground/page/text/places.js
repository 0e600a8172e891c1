/** Places in Xicheng to be at, and the stretch of the city the sketch map shows. Approximate, for trying out. */

const extent = { west: 116.318, east: 116.408, south: 39.866, north: 39.976 };

export const places = [
  { zh: '金融街', en: 'Financial Street', latitude: 39.9155, longitude: 116.3601 },
  { zh: '西单', en: 'Xidan', latitude: 39.9076, longitude: 116.3742 },
  { zh: '椿树', en: 'Chunshu', latitude: 39.8967, longitude: 116.3762 },
  { zh: '北京坊', en: 'Beijing Fang', latitude: 39.8968, longitude: 116.3951 },
  { zh: '展览路', en: 'Zhanlan Road', latitude: 39.9286, longitude: 116.3478 },
  { zh: '西直门', en: 'Xizhimen', latitude: 39.9405, longitude: 116.3531 },
  { zh: '什刹海', en: 'Shichahai', latitude: 39.9398, longitude: 116.3846 },
  { zh: '广安门', en: 'Guang’anmen', latitude: 39.8893, longitude: 116.3487 },
  { zh: '区外 · 国贸', en: 'Elsewhere: Guomao', latitude: 39.9087, longitude: 116.4597 },
];

const mercator = (/** @type {number} */ latitude) =>
  Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
const [bottom, top] = [mercator(extent.south), mercator(extent.north)];

/** The sketch's own units: 100 wide, as high as the projection makes it. */
export const width = 100;
export const height = Math.round((width * (top - bottom)) / (((extent.east - extent.west) * Math.PI) / 180));

/** @param {{latitude: number, longitude: number}} place */
export const toMap = ({ latitude, longitude }) => ({
  x: ((longitude - extent.west) / (extent.east - extent.west)) * width,
  y: ((top - mercator(latitude)) / (top - bottom)) * height,
});

/**
 * @param {number} x
 * @param {number} y
 */
export function fromMap(x, y) {
  const merc = top - (y / height) * (top - bottom);
  return {
    latitude: ((Math.atan(Math.exp(merc)) - Math.PI / 4) * 360) / Math.PI,
    longitude: extent.west + (x / width) * (extent.east - extent.west),
  };
}
