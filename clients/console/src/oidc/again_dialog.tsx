// The sign-in of a page that somebody is at has ended: another one is had in a window of its own, so that
// nothing typed is lost.
import {useEffect, useRef, useState} from 'react';
import {Button, Dialog, Heading, Modal, ModalOverlay} from 'react-aria-components';
import {useSession} from '../frame/session';
import {useTexts} from '../i18n/language';
import {askProvider, type Provider} from './provider';
import {texts} from './texts';
import {Trouble} from './trouble';
import {TroubleNote} from './trouble_note';

export function AgainDialog() {
  const t = useTexts(texts);
  const session = useSession();
  const [provider, setProvider] = useState<Provider>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [waiting, setWaiting] = useState(false);
  const attempt = useRef<AbortController>(undefined);
  useEffect(() => {
    // What the press of the button needs must be there by then: a browser opens no window later.
    void import('./flow').catch(() => undefined);
    void askProvider().then(setProvider);
    return () => attempt.current?.abort();
  }, []);
  const go = (asked: Provider) => {
    attempt.current?.abort();
    const abort = new AbortController();
    attempt.current = abort;
    const opened = window.open('', '_blank', 'popup,width=480,height=680');
    setTrouble(undefined);
    setWaiting(true);
    import('./flow')
      .then(({signInAgain}) => signInAgain(asked, opened, abort.signal))
      .catch((thrown: unknown) => {
        if (abort.signal.aborted) return;
        setWaiting(false);
        setTrouble(thrown instanceof Trouble ? thrown : new Trouble('unanswered'));
      });
  };
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(open) => !open && session.leaveEnded()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title" level={2}>
            {t.againTitle}
          </Heading>
          <p>{t.againText}</p>
          {waiting ? <p role="status">{t.waiting}</p> : null}
          {trouble ? <TroubleNote trouble={trouble} name={provider?.name ?? ''} /> : null}
          <div className="row end">
            <Button className="button" onPress={session.signOut}>
              {t.signOut}
            </Button>
            {provider ? (
              <Button className="button primary" onPress={() => go(provider)}>
                {t.signInWith(provider.name)}
              </Button>
            ) : null}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
