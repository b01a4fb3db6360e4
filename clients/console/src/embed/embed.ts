// The elements that another product drops in (docs/console.md):
//
//   <script src="https://scores.example/embed.js" async></script>
//   <bellwether-badge account="acme" token="…"></bellwether-badge>
//   <bellwether-card account="acme" token="…"></bellwether-card>
import {BellwetherBadge} from './badge';
import {BellwetherCard} from './card';

// The script may be named twice in a page.
function define(name: string, made: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, made);
}

define('bellwether-badge', BellwetherBadge);
define('bellwether-card', BellwetherCard);
