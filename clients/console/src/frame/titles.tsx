// Asks once what people call the names of the pack that answers. Until it is told, and to whom it is not told (a role that
// may not look at packs), names are shown.
import type {ReactNode} from 'react';
import {useAnswer} from '../api/use_answer';
import {useLanguage} from '../i18n/language';
import {TitleContext, titleOf} from '../parts/title';
import {useSession} from './session';

const none = titleOf([]);

export function Titles({children}: {children: ReactNode}) {
  const {language} = useLanguage();
  const {may} = useSession();
  const mayRead = may('read');
  const {value} = useAnswer(
    async (signal) => {
      if (!mayRead) return none;
      const {rules} = await import('../api/services/rules');
      const {declarations} = await rules.getPack({declarations: {language}}, {signal});
      return titleOf(declarations?.titles ?? []);
    },
    [language, mayRead],
  );
  return <TitleContext value={value ?? none}>{children}</TitleContext>;
}
