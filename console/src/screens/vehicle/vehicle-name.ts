import type { Vehicle } from '../../api/model.ts';
import { isolated } from '../../words/isolated.ts';

/** What a vehicle is called: what its owner says, else its make with the end of its VIN. */
export function nameOf({ label, brand, vin, _embedded }: Vehicle): string {
  const branding = _embedded?.extension.branding;
  const own = label ?? branding?.label;
  return own !== undefined ? isolated(own) : `${branding?.brand ?? brand ?? ''} ${vin.slice(-6)}`.trim();
}
