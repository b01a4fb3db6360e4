// A form in a dialog: what is to be said before something is changed, and what the server says to it.
import {useState, type ReactNode} from 'react';
import {Button, Dialog, Form, Heading, Modal, ModalOverlay} from 'react-aria-components';
import {failureOf, type Failure} from '../api/failure';
import {Failed} from './states';

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
  const submit = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      if (await onConfirm()) onClose(true);
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={!busy} onOpenChange={(open) => !open && onClose(false)}>
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          <Form
            className="form"
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            {children}
            {failure ? <Failed failure={failure} compact /> : null}
            <div className="row end">
              <Button className="button" onPress={() => onClose(false)} isDisabled={busy}>
                {cancel}
              </Button>
              <Button type="submit" className={`button ${danger ? 'danger' : 'primary'}`} isDisabled={busy}>
                {confirm}
              </Button>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
