// A form in a dialog: what is to be said before something is changed, and what the server says to it.
import {useEffect, useRef, useState, type ReactNode} from 'react';
import {Button, Dialog, Form, Heading, Modal, ModalOverlay} from 'react-aria-components';
import {failureOf, type Failure} from '../api/failure';
import {Failed} from './states';
import {useFocusKept} from './use_focus_kept';

export function FormDialog({title, confirm, cancel, danger, onConfirm, onClose, children}: {
  title: string;
  confirm: string;
  cancel: string;
  danger?: boolean;
  // Does it. `false`: something is missing, and the dialog stays; a failure is shown in it.
  onConfirm: () => Promise<boolean>;
  // Closed, done or not.
  onClose: (done: boolean) => void;
  children: ReactNode;
}) {
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  // How often something was missing.
  const [lacking, setLacking] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useFocusKept();
  const submit = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      if (await onConfirm()) onClose(true);
      else setLacking((before) => before + 1);
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  // One goes on with the first field that is not as it must be.
  useEffect(() => {
    if (lacking > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [lacking]);
  const close = () => {
    if (!busy) onClose(false);
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!busy} onOpenChange={(open) => !open && close()}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <Form
            ref={form}
            className="form"
            aria-busy={busy}
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            {children}
            {failure ? <Failed failure={failure} compact /> : null}
            {/* Never disabled: a button that is would lose the focus. */}
            <div className="row end">
              <Button className="button" onPress={close}>
                {cancel}
              </Button>
              <Button type="submit" className={`button ${danger ? 'danger' : 'primary'}`}>
                {confirm}
              </Button>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
