import './app/theme.css';
import './app/frame.css';
import './app/components.css';
import './app/data.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
