import { drawFigures } from './figures.js';

document.querySelectorAll('[data-figures]').forEach(drawFigures);
