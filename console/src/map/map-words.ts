import { defineWords } from '../words/define-words.ts';

/** What maps say themselves. */
export const mapWords = defineWords({
  en: {
    map: 'Map',
    zoomIn: 'Nearer',
    zoomOut: 'Farther',
    resetBearing: 'North up',
    attribution: 'Whose map this is',
    noWebGl: 'This browser cannot draw maps (WebGL is off).',
    drawCircle: 'Draw a circle',
    drawPolygon: 'Draw an area',
    drawing: 'Click on the map to set points; Enter ends, Escape gives up.',
    drawingCircle: 'Click the middle, then the edge; Escape gives up.',
    clear: 'Clear',
    latitude: 'Latitude',
    longitude: 'Longitude',
    radius: 'Radius (km)',
  },
  fr: {
    map: 'Carte',
    zoomIn: 'Plus près',
    zoomOut: 'Plus loin',
    resetBearing: 'Nord en haut',
    attribution: 'Origine de la carte',
    noWebGl: 'Ce navigateur ne peut pas dessiner de cartes (WebGL est désactivé).',
    drawCircle: 'Dessiner un cercle',
    drawPolygon: 'Dessiner une zone',
    drawing: 'Cliquez sur la carte pour poser les points ; Entrée termine, Échap abandonne.',
    drawingCircle: 'Cliquez le centre, puis le bord ; Échap abandonne.',
    clear: 'Effacer',
    latitude: 'Latitude',
    longitude: 'Longitude',
    radius: 'Rayon (km)',
  },
});
