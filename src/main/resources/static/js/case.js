import { whereItStands } from './diagram.js';

document.querySelectorAll('[data-diagram]').forEach(whereItStands);
