import type { Map as MapLibre } from 'maplibre-gl';
import type { Look } from '../base/base-style.ts';
import type { VehicleState } from './vehicle-view.ts';

export const motorizationColours = {
  Electric: '#0a7a5a',
  Hybrid: '#6a4fb3',
  Thermic: '#9a5b13',
  Hydrogen: '#1267a8',
} as const;
export const motorizationLetters = { Electric: 'E', Hybrid: 'H', Thermic: 'T', Hydrogen: 'F' } as const;

export const stateColours: Record<VehicleState, string> = {
  stolen: '#d92d20',
  driving: '#2aa653',
  charging: '#e0a100',
  parked: '#75848f',
  unknown: '#9aa7b0',
};

const size = 44;
const ratio = 2;

/** Draws the pictures of the vehicles: a disc for each motorization with its letter, and an arrow for the heading. */
export function addMarkerImages(map: MapLibre, look: Look): void {
  for (const [motorization, colour] of Object.entries(motorizationColours)) {
    const letter = motorizationLetters[motorization as keyof typeof motorizationLetters];
    add(map, `vehicle-${motorization}`, (context) => disc(context, colour, letter));
  }
  add(map, 'vehicle-heading', (context) => arrow(context, look === 'dark' ? '#ffffff' : '#1b2a35'));
}

function add(map: MapLibre, name: string, draw: (context: CanvasRenderingContext2D) => void): void {
  if (map.hasImage(name)) return;
  const canvas = document.createElement('canvas');
  canvas.width = size * ratio;
  canvas.height = size * ratio;
  // Read at once: from a canvas of the graphics card that takes long.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return;
  context.scale(ratio, ratio);
  context.translate(size / 2, size / 2);
  draw(context);
  map.addImage(name, context.getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: ratio });
}

function disc(context: CanvasRenderingContext2D, colour: string, letter: string): void {
  context.beginPath();
  context.arc(0, 0, 9, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
  context.fillStyle = '#ffffff';
  context.font = 'bold 11px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(letter, 0, 0.5);
}

/** Beside the disc, northward; the map turns it. */
function arrow(context: CanvasRenderingContext2D, colour: string): void {
  context.beginPath();
  context.moveTo(0, -21);
  context.lineTo(6, -13.5);
  context.lineTo(-6, -13.5);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
}
