// For dialogs: what opened one may be gone once it is closed, as the button of a task that is done. Then the
// section that it stood in has the focus, and whoever uses the keyboard goes on there instead of at the top.
import {useEffect, useState} from 'react';

const lookEveryMs = 100;
// The section may ask the server again first.
const looks = 50;

export function useFocusKept(): void {
  // While the dialog is made, what opened it still has the focus.
  const [opener] = useState(() => document.activeElement);
  const [place] = useState(() => opener?.closest<HTMLElement>('section, main'));
  useEffect(
    () => () => {
      if (!place) return;
      let left = looks;
      const timer = setInterval(() => {
        const isLost = !opener?.isConnected && document.activeElement === document.body;
        if (isLost && place.isConnected) {
          place.tabIndex = -1;
          place.focus({preventScroll: true});
        }
        if (isLost || --left === 0) clearInterval(timer);
      }, lookEveryMs);
    },
    [opener, place],
  );
}
